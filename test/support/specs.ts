import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';

/** What a test wants different from the defaults. */
export interface SpecWishes {
  readonly peers?: number;
  readonly rounds?: Partial<RunSpec['rounds']>;
  readonly convergence?: Partial<RunSpec['convergence']>;
  readonly exchange?: Partial<RunSpec['exchange']>;
}

/** A valid run spec with peers `peer-0`, `peer-1` … */
export function specOf({ peers = 2, ...sections }: SpecWishes = {}): RunSpec {
  return parseRunSpec({
    ...sections,
    peers: Array.from({ length: peers }, (_, i) => ({ id: `peer-${i}` })),
  });
}
