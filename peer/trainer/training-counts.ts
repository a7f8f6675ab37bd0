import type { StepLosses } from '../model/step-context.js';

/** Counts of a peer over all its lives: a checkpoint carries them among its metrics. */
export interface TrainingCounts {
  /** Steps whose update was made. */
  readonly trainedSteps: number;
  /** Steps whose update was left out, since something was not finite. */
  readonly leftOutSteps: number;
}

/** The counts of a peer that begins. */
export const NO_COUNTS: TrainingCounts = { trainedSteps: 0, leftOutSteps: 0 };

/**
 * The counts that a checkpoint carries.
 *
 * @param step - Step of the checkpoint: one of an older version counts as trained without a gap.
 */
export function countsFrom(metrics: Readonly<Record<string, number>>, step: number): TrainingCounts {
  if (metrics.trainedSteps === undefined) return { ...NO_COUNTS, trainedSteps: step };
  const entries = Object.entries(NO_COUNTS).map(([name, none]) => [name, metrics[name] ?? none]);
  return Object.fromEntries(entries) as unknown as TrainingCounts;
}

/** The counts after a step. */
export function countedStep(
  counts: TrainingCounts,
  { applied }: Pick<StepLosses, 'applied'>,
): TrainingCounts {
  const { trainedSteps, leftOutSteps } = counts;
  return applied
    ? { ...counts, trainedSteps: trainedSteps + 1 }
    : { ...counts, leftOutSteps: leftOutSteps + 1 };
}
