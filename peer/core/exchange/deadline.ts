import { LIMITS } from '../../../proto/limits.js';

/** Samples below which the spread of the lags says nothing yet. */
const SPREAD_SAMPLES_MIN = 4;
/** With few samples: this many times the largest one, and no less than a second. */
const FEW_SAMPLES_FACTOR = 4;
const FEW_SAMPLES_MS_MIN = 1_000;
/** Median absolute deviations above the median: about four standard deviations of a normal distribution. */
const DEVIATIONS = 6;

/**
 * How long a step waits for a teacher, counted from its own offer: what its recent lags make likely, no more.
 *
 *   median(lags) + 6 · MAD(lags), clamped to [deadlineMsMin, waitMsMax]
 *
 * Median and MAD are not moved by the odd late arrival, such as one evaluation.
 *
 * @param lagsMs - Arrival minus own offer, newest last; negative where the prediction was there before. Signed, since a
 *   teacher that is usually early by a spread of 40 ms will now and then be late by as much.
 * @param firstContactMs - What to wait for a teacher never heard so far.
 * @param waitMsMax - The run's bound on any wait.
 */
export function waitMs(lagsMs: readonly number[], firstContactMs: number, waitMsMax: number): number {
  if (lagsMs.length === 0) return Math.min(firstContactMs, waitMsMax);
  const estimate =
    lagsMs.length < SPREAD_SAMPLES_MIN
      ? Math.max(FEW_SAMPLES_FACTOR * Math.max(...lagsMs), FEW_SAMPLES_MS_MIN)
      : robustMax(lagsMs);
  return Math.min(Math.max(estimate, LIMITS.deadlineMsMin), waitMsMax);
}

/** Lists are replaced, never written to, and each is asked about many times before the next. */
const known = new WeakMap<readonly number[], number>();

function robustMax(values: readonly number[]): number {
  let most = known.get(values);
  if (most === undefined) {
    const center = median(values);
    most = center + DEVIATIONS * median(values.map((value) => Math.abs(value - center)));
    known.set(values, most);
  }
  return most;
}

/** The value at a fraction of the sorted values, 0 when there are none. */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))] ?? 0;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1]!;
  return sorted.length % 2 === 1 ? upper : (upper + sorted[(sorted.length >> 1) - 1]!) / 2;
}
