import type { Seen, StartRecord, StepRecord } from '../test/chaos/record-tail.js';
import type { PeerStart } from './first-step.js';

/** The time in which steps are counted, milliseconds since 1970. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A peer's return from its death. */
export interface Return {
  /** From the kill to the end of its first step; `launcher` is what passed before the new process started. */
  readonly firstStep: PeerStart;
  /** From the kill to the first record of a step that somebody taught, of which there is one every 20 steps. */
  readonly taughtMs: number;
}

/** Steps a second that went into the weights of some peers, each, mean: what is lost with a process does not count. */
export function usefulRate(
  steps: readonly Seen<StepRecord>[],
  peers: readonly string[],
  { fromMs, toMs }: Window,
): number {
  const trained = peers.map((id) => trainedBy(steps, id, toMs) - trainedBy(steps, id, fromMs));
  return (1000 * trained.reduce((sum, count) => sum + count, 0)) / peers.length / (toMs - fromMs);
}

/** Steps that a peer's weights have in them at a time, as its last record by then tells. */
function trainedBy(steps: readonly Seen<StepRecord>[], id: string, atMs: number): number {
  return steps.findLast(({ peer, seenAtMs }) => peer === id && seenAtMs <= atMs)?.trainedSteps ?? 0;
}

/** How a peer that was killed came back; `null`: not before the records end. */
export function returnOf(
  records: { readonly steps: readonly Seen<StepRecord>[]; readonly starts: readonly StartRecord[] },
  id: string,
  killedAtMs: number,
): Return | null {
  const start = records.starts.find(
    ({ peer, firstStepAt }) => peer === id && Date.parse(firstStepAt) > killedAtMs,
  );
  if (start === undefined) return null;
  const firstStepAtMs = Date.parse(start.firstStepAt);
  const taught = records.steps.find(
    ({ peer, seenAtMs, teachers }) => peer === id && seenAtMs >= firstStepAtMs && teachers > 0,
  );
  if (taught === undefined) return null;
  const totalMs = firstStepAtMs - killedAtMs;
  const ownMs = Object.values(start.partsMs).reduce((sum, partMs) => sum + partMs, 0);
  return {
    firstStep: { totalMs, partsMs: { launcher: totalMs - ownMs, ...start.partsMs } },
    taughtMs: taught.seenAtMs - killedAtMs,
  };
}
