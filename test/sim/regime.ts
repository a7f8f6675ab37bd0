import type { DrawGraph } from '../../coordinator/core/options.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';

/** How the peers of a world teach each other. */
export interface Regime {
  readonly exchange: Partial<RunSpec['exchange']>;
  readonly update?: RunSpec['distillation']['update'];
  /** Frozen teachers beside the learners. */
  readonly frozen?: number;
  /** The trainer computes forward and update in one call, and asks for predictions a step ahead. */
  readonly oneCall?: boolean;
  /** Only faults that a strict run survives. */
  readonly gentle?: boolean;
}

/** A wait that no fault of a gentle world outlasts. */
const PATIENT_MS = 60_000;
const strict = { quorum: 'all' } as const;
const patient = { quorum: 'all', waitMsMax: PATIENT_MS } as const;

/** Every exchange mode, each of them in a share of the worlds; those of one place take turns. */
const REGIMES: readonly (readonly Regime[] | Regime)[] = [
  { exchange: {} },
  { exchange: { pipeline: 1 } },
  { exchange: {} },
  { exchange: { mode: 'stale:12' } },
  { exchange: { mode: 'cached:10,0.5' }, oneCall: true },
  { exchange: patient, gentle: true },
  { exchange: { mode: 'checkpoint:5' } },
  { exchange: { graph: 'random:1' } },
  { exchange: {}, frozen: 1 },
  { exchange: { mode: 'mixed:lockstep@1+cached:0,0.2@1' }, oneCall: true },
  { exchange: { mode: 'stale:5' }, oneCall: true },
  { exchange: { ...strict, pipeline: 1 } },
  { exchange: { mode: 'cached:0,0' }, frozen: 1 },
  { exchange: { ...patient, graph: 'random:1' }, gentle: true },
  { exchange: { pipeline: 1 } },
  { exchange: { ...strict, mode: 'checkpoint:4' } },
  { exchange: { mode: 'stale:40', graph: './turning.js' }, frozen: 1, oneCall: true },
  { exchange: { mode: 'mixed:lockstep@2+stale:8@1', pipeline: 1 } },
  { exchange: { ...patient, mode: 'checkpoint:3' }, gentle: true },
  [
    { exchange: patient, update: 'sequential', gentle: true },
    { exchange: {}, update: 'sequential' },
    { exchange: { graph: 'ring' } },
    { exchange: { graph: 'ring' }, update: 'sequential' },
  ],
  { exchange: strict, frozen: 1 },
  { exchange: { mode: 'cached:0,0.3', graph: 'self' } },
  { exchange: { graph: './turning.js', pipeline: 1 } },
  { exchange: { mode: 'mixed:checkpoint:6@1+lockstep@1' } },
  { exchange: { ...patient, pipeline: 1 }, frozen: 1, gentle: true },
];

export function regimeOf(seed: number): Regime {
  const place = [REGIMES[seed % REGIMES.length]!].flat();
  return place[Math.floor(seed / REGIMES.length) % place.length]!;
}

/** The run spec of a world: learners first, frozen teachers after them. */
export function specOfRegime(
  { exchange, update = 'simultaneous', frozen = 0 }: Regime,
  learners: number,
  sections: Record<string, object>,
): RunSpec {
  const peers = Array.from({ length: learners + frozen }, (_, i) =>
    i < learners ? { id: `peer-${i}` } : { id: `peer-${i}`, role: 'teacher', source: 'elsewhere' },
  );
  return parseRunSpec({
    ...sections,
    peers,
    distillation: { update },
    exchange: { waitMsMax: 3_000, ...exchange },
  });
}

/** A user's graph: everybody is taught by one other learner, in each round by the next one, and by who is frozen. */
export const turningGraph: DrawGraph = ({ learners, teachers, round }) =>
  learners.flatMap((student, i) => {
    const others = learners.length - 1;
    const teacher = learners[(i + 1 + (round % Math.max(1, others))) % learners.length]!;
    const one = others > 0 ? [{ teacher, student, weight: 0.5 }] : [];
    return [...one, ...teachers.map((frozen) => ({ teacher: frozen, student, weight: 1 }))];
  });
