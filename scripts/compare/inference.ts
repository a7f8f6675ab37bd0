import { normalTail, rankSumTail, studentQuantile, studentTail } from './distributions.js';

/** A mean with what is known of its precision; `null` where too few values say nothing. */
export interface Estimate {
  readonly n: number;
  readonly mean: number;
  /** Standard deviation of the values, with n − 1; `null` for one value. */
  readonly sd: number | null;
  /** 95 % interval of the mean by Student's t; `null` for one value. */
  readonly interval: Interval | null;
}

export type Interval = readonly [low: number, high: number];

/** An estimate of a mean difference, tested against zero. */
export interface MeanTest extends Estimate {
  /** Student's t; `null` where it does not exist: one value, or values without any spread. */
  readonly t: number | null;
  /** Two-sided p value of t; `null` as {@link t}. */
  readonly p: number | null;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @throws {RangeError} When there is no value at all. */
export function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  if (n === 0) throw new RangeError('an estimate of no values');
  const mean = meanOf(values);
  if (n === 1) return { n, mean, sd: null, interval: null };
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const half = (studentQuantile(0.975, n - 1) * sd) / Math.sqrt(n);
  return { n, mean, sd, interval: [mean - half, mean + half] };
}

/** Student's t test of a mean of zero. Of differences between pairs it is the paired t test. */
export function testMean(values: readonly number[]): MeanTest {
  const estimated = estimate(values);
  const { n, mean, sd } = estimated;
  if (sd === null || sd <= ROUNDING * Math.abs(mean)) return { ...estimated, t: null, p: null };
  const t = mean / (sd / Math.sqrt(n));
  return { ...estimated, t, p: 2 * studentTail(-Math.abs(t), n - 1) };
}

/** A spread of this share of the mean is the rounding of equal numbers. */
const ROUNDING = 1e-13;

/**
 * Two one-sided t tests of equivalence (Schuirmann 1987): p is small when the mean is shown to lie within ± margin.
 *
 * @param margin - Above 0, in the values' own unit.
 * @returns `null` for one value.
 */
export function testEquivalence(values: readonly number[], margin: number): number | null {
  const { n, mean, sd } = estimate(values);
  if (sd === null) return null;
  if (sd <= ROUNDING * Math.abs(mean)) return Math.abs(mean) < margin ? 0 : 1;
  const error = sd / Math.sqrt(n);
  const above = studentTail(-(mean + margin) / error, n - 1);
  const below = studentTail((mean - margin) / error, n - 1);
  return Math.max(above, below);
}

/** Pairs up to which the signed-rank test counts every case. */
export const EXACT_RANKS_MAX = 200;

/**
 * Wilcoxon's signed-rank test of a median of zero, two-sided. Zeros are dropped, ties share the mean of their ranks, and p
 * is exact for these ranks: SciPy's `wilcoxon(…, method=PermutationMethod(n_resamples=inf))`. Above {@link EXACT_RANKS_MAX}
 * pairs it is the normal approximation with tie and continuity correction.
 *
 * @returns `null` when every value is zero.
 */
export function testSignedRanks(values: readonly number[]): number | null {
  // Differences of equal pairs of numbers differ by their rounding: that is a tie.
  const nonzero = values.map((value) => Number(value.toPrecision(10))).filter((value) => value !== 0);
  const n = nonzero.length;
  if (n === 0) return null;
  const ranks = midRanks(nonzero.map(Math.abs));
  const positive = ranks.reduce((sum, rank, i) => sum + (nonzero[i]! > 0 ? rank : 0), 0);
  const middle = (n * (n + 1)) / 4;
  if (n <= EXACT_RANKS_MAX)
    return Math.min(1, 2 * rankSumTail(Math.min(positive, 2 * middle - positive), ranks));
  // The variance of a sum of ranks that count or not by the toss of a coin.
  const sigma = Math.sqrt(ranks.reduce((sum, rank) => sum + rank ** 2, 0) / 4);
  const distance = Math.max(0, Math.abs(positive - middle) - 0.5);
  return Math.min(1, 2 * normalTail(-distance / sigma));
}

/** A test for a trend over ordered conditions, one row of values a seed. */
export interface TrendTest {
  /** Page's L, and its one-sided p value by the normal approximation: do the values rise in this order? */
  readonly pageL: number;
  readonly pageP: number;
  /** Least-squares slope over the positions, seed by seed, tested against zero. */
  readonly slope: MeanTest;
}

/**
 * Page's test for ordered alternatives (Page 1963) and a paired test of the slope.
 *
 * @param rows - `[seed][condition]`; conditions in the order in which they are expected to rise; three or more.
 * @param positions - Where each condition stands on the axis of the slope.
 */
export function testTrend(rows: readonly (readonly number[])[], positions: readonly number[]): TrendTest {
  const n = rows.length;
  const k = positions.length;
  const pageL = rows.reduce(
    (sum, row) => sum + midRanks(row).reduce((part, rank, i) => part + (i + 1) * rank, 0),
    0,
  );
  const expected = (n * k * (k + 1) ** 2) / 4;
  const deviation = Math.sqrt((n * k ** 2 * (k + 1) ** 2 * (k - 1)) / 144);
  const pageP = normalTail((expected - pageL) / deviation);
  const center = positions.reduce((sum, x) => sum + x, 0) / k;
  const spread = positions.reduce((sum, x) => sum + (x - center) ** 2, 0);
  const slopes = rows.map(
    (row) => row.reduce((sum, value, i) => sum + value * (positions[i]! - center), 0) / spread,
  );
  return { pageL, pageP, slope: testMean(slopes) };
}

/**
 * p values adjusted for testing several hypotheses at once (Holm 1979), in the order given.
 *
 * @param values - `null` where there is no test; it counts for nothing and stays.
 */
export function holm(values: readonly (number | null)[]): readonly (number | null)[] {
  const known = values
    .map((p, index) => ({ p, index }))
    .filter((entry): entry is { p: number; index: number } => entry.p !== null)
    .sort((a, b) => a.p - b.p);
  const adjusted = [...values];
  let largest = 0;
  known.forEach(({ p, index }, rank) => {
    largest = Math.max(largest, Math.min(1, p * (known.length - rank)));
    adjusted[index] = largest;
  });
  return adjusted;
}

/** Ranks from 1; equal values share the mean of theirs. */
function midRanks(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}
