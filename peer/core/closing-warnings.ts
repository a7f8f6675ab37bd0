import type { Scheme } from '../../proto/scheme.js';

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

/** Taught in less than this share of the steps in which teaching was due, a peer is warned of. */
const TAUGHT_WARNED = 0.5;

/** Taught in less than this share, it has not had the run that was asked for. */
const TAUGHT_MIN = 0.1;

/** How much of the teaching that was due has come. */
export interface TeachingTold {
  /** Steps in which teaching was due. */
  readonly dueSteps: number;
  /** Share of them in which somebody taught; NaN: none was due. */
  readonly taughtShare: number;
}

/**
 * One line where less than half of the teaching came that was due.
 *
 * @param absences - Who was not heard, since when and at which address.
 * @returns No line, or one.
 */
export function missingTeaching(
  { dueSteps, taughtShare }: TeachingTold,
  absences: string,
): readonly string[] {
  if (!(taughtShare < TAUGHT_WARNED)) return [];
  const share = `${(100 * taughtShare).toFixed(1)} %`;
  return [`was taught in ${share} of the ${dueSteps} steps in which teaching was due: ${absences}`];
}

/**
 * Whether teaching was asked for and hardly happened. A graph of the user's own may leave a peer out on purpose, so it is
 * warned of but no failure.
 */
export function isHardlyTaught({ taughtShare }: TeachingTold, { graph }: Pick<Scheme, 'graph'>): boolean {
  return taughtShare < TAUGHT_MIN && graph.kind !== 'module';
}
