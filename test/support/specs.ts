import assert from 'node:assert/strict';
import { CodistillError } from '../../proto/errors.js';
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

/** Parses a run spec that must be refused, and gives the error's text. */
export function refused(input: unknown): string {
  try {
    parseRunSpec(input);
  } catch (error) {
    assert.ok(error instanceof CodistillError, String(error));
    assert.equal(error.code, 'ERR_CONFIG');
    return error.message;
  }
  return assert.fail(`${JSON.stringify(input)} was taken`);
}
