/** Pure: what a run's records say by themselves of the steps that its peers have trained, to hold against what it tells. */
import type { Seen, StepRecord } from './record-tail.js';

/** Steps between two `step` records. */
const RECORD_STEPS = 20;

/** A process of a peer, as its log tells: from which checkpoint it began, and when. */
export interface Life {
  readonly fromStep: number;
  readonly atMs: number;
}

/** The parts of a peer's log that its account needs. */
export interface PeerLog {
  readonly lives: readonly Life[];
  /** How often it went on at another step: its records do not show short jumps. */
  readonly jumps: number;
}

/** A span of steps after `from` up to `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a peer's records add up to. */
export interface Account {
  /** Steps that went into its weights. */
  readonly trainedSteps: number;
  /** By how much that may be wrong: where a peer jumps or is killed, its records do not say at which step. */
  readonly trainedStepsError: number;
  /** Share of its records whose step somebody taught. */
  readonly taughtShare: number;
}

/**
 * Adds up what went into the weights that a peer ends with: all steps of its last life, and those of earlier ones up to
 * the checkpoint from which the next one began.
 *
 * @param records - Of one peer.
 * @param isUnrecorded - Whether a span may lack records because the disk was full.
 */
export function accountOf(
  records: readonly Seen<StepRecord>[],
  { lives, jumps }: PeerLog,
  isUnrecorded: (span: Span) => boolean,
): Account {
  let kept: StepRecord[] = [];
  lives.forEach(({ fromStep, atMs }, i) => {
    const untilMs = lives[i + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    kept = kept.filter(({ step }) => step <= fromStep);
    kept.push(...records.filter(({ seenAtMs }) => seenAtMs >= atMs && seenAtMs < untilMs));
  });
  let trainedSteps = 0;
  let trainedStepsError = jumps * RECORD_STEPS;
  spansOf(kept).forEach((span) => {
    const isWhole = span.to - span.from === RECORD_STEPS;
    trainedSteps += RECORD_STEPS;
    if (isWhole) return;
    if (isUnrecorded(span)) {
      trainedSteps += span.to - span.from - RECORD_STEPS;
      trainedStepsError += span.to - span.from;
    } else trainedStepsError += RECORD_STEPS;
  });
  const taught = kept.filter(({ teachers }) => teachers > 0).length;
  return { trainedSteps, trainedStepsError, taughtShare: taught / kept.length };
}

function spansOf(records: readonly StepRecord[]): readonly Span[] {
  return records.map(({ step }, i) => ({ from: records[i - 1]?.step ?? 0, to: step }));
}

/**
 * The spans of which no peer has recorded a step: all have skipped them.
 *
 * @param records - Of all peers.
 */
export function skippedByAll(
  records: readonly StepRecord[],
  steps: number,
  isUnrecorded: (span: Span) => boolean,
): readonly Span[] {
  const recorded = new Set(records.map(({ step }) => step));
  const skipped: Span[] = [];
  for (let from = 0; from + RECORD_STEPS <= steps; from += RECORD_STEPS) {
    const span = { from, to: from + RECORD_STEPS };
    if (!recorded.has(span.to) && !isUnrecorded(span)) skipped.push(span);
  }
  return skipped;
}

/**
 * The longest that some peer took from one record to the next, up to one within a time, by its own clock, milliseconds.
 *
 * @param peers - Whoever the event spared.
 * @returns `null` where no record of theirs falls into that time.
 */
export function longestGapMs(
  records: readonly Seen<StepRecord>[],
  peers: readonly string[],
  fromMs: number,
  toMs: number,
): number | null {
  const gaps = peers.flatMap((id) => {
    const own = records.filter(({ peer }) => peer === id);
    return own.flatMap((record, i) => {
      const before = own[i - 1];
      if (before === undefined || record.seenAtMs <= fromMs || record.seenAtMs > toMs) return [];
      const gapMs = record.trainingMs - before.trainingMs;
      return gapMs >= 0 ? [gapMs] : []; // another process
    });
  });
  return gaps.length === 0 ? null : Math.max(...gaps);
}

/** How long after a time a peer is taught for the first time, milliseconds; `null`: never. */
export function taughtAfterMs(
  records: readonly Seen<StepRecord>[],
  id: string,
  sinceMs: number,
): number | null {
  const first = records.find(
    ({ peer, seenAtMs, teachers }) => peer === id && seenAtMs > sinceMs && teachers > 0,
  );
  return first === undefined ? null : first.seenAtMs - sinceMs;
}
