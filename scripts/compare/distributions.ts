import { chdtri, compiled, erfc, stdtr, stdtri } from 'cephes';

await compiled;

/** The share of Student's t distribution below a point, right to ten digits however small. */
export function studentTail(t: number, degrees: number): number {
  return stdtr(degrees, t);
}

/**
 * The point below which a share of Student's t distribution lies.
 *
 * @param share - From 1e-6 to 1 − 1e-6, where it is right to ten digits.
 */
export function studentQuantile(share: number, degrees: number): number {
  return stdtri(degrees, share);
}

/** The point above which a share of the χ² distribution lies. */
export function chiSquareUpperQuantile(share: number, degrees: number): number {
  return chdtri(degrees, share);
}

/** The share of the normal distribution below a point. The package's own `ndtr` is 0 from −27 down. */
export function normalTail(z: number): number {
  if (Math.abs(z) > NORMAL_REACH) return z < 0 ? 0 : 1;
  return erfc(-z / Math.SQRT2) / 2;
}

/** Beyond it a tail is less than the smallest number, and the package throws. */
const NORMAL_REACH = 37.5;

/**
 * The chance that a sum of ranks is at most this, when each rank counts or not by the toss of a coin: the distribution
 * of Wilcoxon's signed-rank statistic, also with ties. Takes time in proportion to the cube of the number of ranks.
 *
 * @param ranks - Whole numbers and halves.
 */
export function rankSumTail(sum: number, ranks: readonly number[]): number {
  const chances = new Float64Array(2 * ranks.reduce((total, rank) => total + rank, 0) + 1);
  chances[0] = 1;
  let reached = 0;
  for (const rank of ranks) {
    const twice = 2 * rank;
    reached += twice;
    for (let at = reached; at >= 0; at--) {
      chances[at] = (chances[at]! + (at < twice ? 0 : chances[at - twice]!)) / 2;
    }
  }
  return chances.subarray(0, 2 * sum + 1).reduce((total, chance) => total + chance, 0);
}
