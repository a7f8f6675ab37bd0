/** Less than this share of a run's steps may be missing without a word. */
const MISSING_SHARE = 0.01;

/** How many of a run's steps a peer has trained. */
export interface StepsTold {
  /** The step it stopped before. */
  readonly steps: number;
  /** Steps whose update it made. */
  readonly trainedSteps: number;
  /** Steps whose update it left out, since something was not finite. */
  readonly leftOutSteps: number;
}

/**
 * One line where a peer has trained more than a hundredth fewer steps than its run counts, with what became of them.
 *
 * @returns No line, or one.
 */
export function missingSteps({ steps, trainedSteps, leftOutSteps }: StepsTold): readonly string[] {
  const missing = steps - trainedSteps;
  if (missing <= MISSING_SHARE * steps) return [];
  const skipped = missing - leftOutSteps;
  const reasons = [
    ...(skipped > 0
      ? [`it skipped ${skipped}, to go on where its cohort was after it was absent or behind`]
      : []),
    ...(leftOutSteps > 0 ? [`it left out ${leftOutSteps}, as a loss or a gradient was not finite`] : []),
  ];
  return [`trained only ${trainedSteps} of ${steps} steps: ${reasons.join('; ')}`];
}
