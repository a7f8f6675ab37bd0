import { meanOf } from './inference.js';

/** The state of a study's runs at one moment. Durations in seconds. */
export interface StudyTimes {
  /** Runs that have ended, also those of an earlier call. */
  readonly ended: readonly { readonly variant: string; readonly seconds: number }[];
  readonly running: readonly RunningTime[];
  /** Variants of the runs that wait for their turn. */
  readonly waiting: readonly string[];
  /** Runs at once. */
  readonly parallel: number;
}

export interface RunningTime {
  readonly variant: string;
  readonly seconds: number;
  /** Share of its steps that is done, 0 to 1; `null` before it is known. */
  readonly share: number | null;
}

/**
 * About how long a study still takes: each run as long as its variant's did on average, or as all did; before any has
 * ended, as long as the steps done so far tell.
 *
 * @returns Seconds; `null` while nothing tells.
 */
export function remainingSeconds({ ended, running, waiting, parallel }: StudyTimes): number | null {
  // A run takes as long as its steps foretell, once enough of them are done.
  const projected = running.flatMap(({ variant, seconds, share }) =>
    share === null || share < 0.02 ? [] : [{ variant, seconds: seconds / share }],
  );
  const known = [...ended, ...projected];
  const expected = (variant: string): number | null => {
    const own = ended.filter((run) => run.variant === variant);
    const told = own.length > 0 ? own : known;
    return told.length === 0 ? null : meanOf(told.map(({ seconds }) => seconds));
  };
  const left = [
    ...waiting.map(expected),
    ...running.map(({ variant, seconds }) => {
      const whole = expected(variant);
      return whole === null ? null : Math.max(0, whole - seconds);
    }),
  ];
  if (left.includes(null)) return null;
  return (left as number[]).reduce((sum, seconds) => sum + seconds, 0) / parallel;
}
