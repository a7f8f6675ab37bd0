import type { MetricsRecord } from './launched.js';

/** How one peer trained once it ran smoothly. */
export interface SteadyFigures {
  readonly peer: string;
  readonly samplesPerSecond: number;
  /** Share of the training time spent waiting for teachers. */
  readonly waitFraction: number;
}

/** Share of a run that counts as its beginning: links come up, threads and caches warm up. */
const BEGINNING = 0.25;

/**
 * Rate and waiting of each peer between a quarter of its run and its last `step` record. Both come from totals, so that
 * nothing between the two records is missed; the totals have no evaluation in them.
 *
 * @param batch - Samples of each step.
 * @returns In the order of the peers' ids.
 * @throws {RangeError} When a peer left fewer than two records after its beginning.
 */
export function steadyFigures(records: readonly MetricsRecord[], batch: number): SteadyFigures[] {
  const ofPeers = new Map<string, StepRecord[]>();
  for (const record of records) {
    if (!isStepRecord(record)) continue;
    ofPeers.set(record.peer, [...(ofPeers.get(record.peer) ?? []), record]);
  }
  return [...ofPeers.keys()].sort().map((peer) => {
    const steps = ofPeers.get(peer)!;
    const last = steps.at(-1)!;
    const first = steps.find(({ step }) => step >= BEGINNING * last.step)!;
    if (first === last) throw new RangeError(`too few records of ${peer}: the run was too short`);
    const spanMs = last.trainingMs - first.trainingMs;
    const waitedMs = last.waitFraction * last.trainingMs - first.waitFraction * first.trainingMs;
    return {
      peer,
      samplesPerSecond: ((last.step - first.step) * batch * 1000) / spanMs,
      waitFraction: waitedMs / spanMs,
    };
  });
}

/** A peer's record of every 20th step, as far as it is read here. */
interface StepRecord extends MetricsRecord {
  readonly peer: string;
  readonly step: number;
  /** Since the beginning, without evaluations and checkpoints. */
  readonly trainingMs: number;
  readonly waitFraction: number;
}

function isStepRecord(record: MetricsRecord): record is StepRecord {
  return record.kind === 'step' && typeof record.peer === 'string' && 'trainingMs' in record;
}
