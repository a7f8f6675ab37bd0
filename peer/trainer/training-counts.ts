import type { Scheme } from '../../proto/scheme.js';
import { isMeantToBeTaught, type TaughtCounts } from '../core/teaching/taught-share.js';
import type { StepLosses, TrainingBatch } from '../model/step-context.js';

/** Counts of a peer over all its lives: a checkpoint carries them among its metrics. */
export interface TrainingCounts extends TaughtCounts {
  /** Steps whose update was made. */
  readonly trainedSteps: number;
  /** Steps whose update was left out, since something was not finite. */
  readonly leftOutSteps: number;
}

/** The counts of a peer that begins. */
export const NO_COUNTS: TrainingCounts = {
  trainedSteps: 0,
  leftOutSteps: 0,
  dueSteps: 0,
  taughtSteps: 0,
  dueRows: 0,
  taughtRows: 0,
};

/**
 * The counts that a checkpoint carries.
 *
 * @param step - Step of the checkpoint: one of an older version counts as trained without a gap.
 */
export function countsFrom(metrics: Readonly<Record<string, number>>, step: number): TrainingCounts {
  const entries = Object.entries(NO_COUNTS).map(([name, none]) => [name, metrics[name] ?? none]);
  const counts = Object.fromEntries(entries) as unknown as TrainingCounts;
  return metrics.trainedSteps === undefined ? { ...counts, trainedSteps: step } : counts;
}

/**
 * The counts after a step.
 *
 * @param batch - Its batch; `rows` are samples.
 */
export function countedStep(
  counts: TrainingCounts,
  { applied, weight, rowsTaught }: Pick<StepLosses, 'applied' | 'weight' | 'rowsTaught'>,
  { epoch, rows }: Pick<TrainingBatch, 'epoch' | 'rows'>,
  { scheme, peerId }: { readonly scheme: Scheme; readonly peerId: string },
): TrainingCounts {
  const { trainedSteps, leftOutSteps, dueSteps, taughtSteps, dueRows, taughtRows } = counts;
  const made = applied ? { trainedSteps: trainedSteps + 1 } : { leftOutSteps: leftOutSteps + 1 };
  const isDue = weight > 0 && isMeantToBeTaught(scheme, peerId, epoch);
  if (!isDue || rowsTaught === null) return { ...counts, ...made };
  return {
    ...counts,
    ...made,
    dueSteps: dueSteps + 1,
    taughtSteps: taughtSteps + (rowsTaught > 0 ? 1 : 0),
    dueRows: dueRows + rows,
    taughtRows: taughtRows + rowsTaught,
  };
}
