import type { Interval, MeanTest } from '../compare/inference.js';

/** Differences that count as what was published, in the metric's unit, or of logarithms; an end may be infinite. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** The outcome of one published number. */
export type Verdict = 'reproduced' | 'larger' | 'smaller' | 'absent' | 'opposite' | 'not yet decidable';

/**
 * Judges an interval of a difference by where it lies to the band and to zero. Pure.
 *
 * A band above zero expects a rise, one below zero a fall, and one around zero that there is no difference.
 *
 * @param interval - 95 % interval; `null` where there are too few pairs for one.
 */
export function verdictOf(interval: Interval | null, band: Band): Verdict {
  if (interval === null) return 'not yet decidable';
  const expectsFall = band.high < 0;
  const [low, high] = expectsFall ? mirrored(interval) : interval;
  const wanted = expectsFall ? { low: -band.high, high: -band.low } : band;
  if (low >= wanted.low && high <= wanted.high) return 'reproduced';
  if (low > wanted.high) return 'larger';
  if (high >= wanted.low) return 'not yet decidable';
  if (high < 0) return 'opposite';
  return low > 0 ? 'smaller' : 'absent';
}

/** A difference's interval, with values without any spread taken for exact. */
export function intervalOf({ n, mean, sd, interval }: MeanTest): Interval | null {
  return n > 1 && sd === 0 ? [mean, mean] : interval;
}

function mirrored([low, high]: Interval): Interval {
  return [-high, -low];
}
