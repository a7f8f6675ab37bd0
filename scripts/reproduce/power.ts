import { chiSquareUpperQuantile, normalTail, studentQuantile } from '../compare/distributions.js';
import type { Band } from './verdict.js';

/** Supposed mean and spread of differences, to plan for. */
export interface Supposed {
  readonly mean: number;
  /** Above 0. */
  readonly sd: number;
}

/** More pairs than anybody runs. */
export const PAIRS_MAX = 1_000;

/** Points at which the spread of a sample is looked at; the result is right to a thousandth. */
const SPREADS = 400;

/**
 * The chance that the 95 % interval of so many pairs decides: lies within the band, or outside of it. Pure.
 *
 * It is the mean, over the spread that a sample may show, of the chance that its mean lies far enough from both ends of the
 * band: the power of two one-sided t tests (Schuirmann 1987), and of a t test against each end from without.
 *
 * @param pairs - 2 or more.
 */
export function chanceToDecide(pairs: number, { mean, sd }: Supposed, { low, high }: Band): number {
  const error = sd / Math.sqrt(pairs);
  const reach = studentQuantile(0.975, pairs - 1) * error;
  const below = (point: number): number => normalTail((point - mean) / error);
  let sum = 0;
  for (let i = 0; i < SPREADS; i++) {
    const spread = Math.sqrt(chiSquareUpperQuantile((i + 0.5) / SPREADS, pairs - 1) / (pairs - 1));
    const half = reach * spread;
    const within = Math.max(0, below(high - half) - below(low + half));
    sum += within + below(low - half) + (1 - below(high + half));
  }
  return sum / SPREADS;
}

/**
 * The fewest pairs that decide in four of five tries, if differences are as supposed. Pure.
 *
 * @param chance - Wanted. @default 0.8
 * @returns `null` where even {@link PAIRS_MAX} are too few: the mean lies on an end of the band.
 */
export function pairsToDecide(supposed: Supposed, band: Band, chance = 0.8): number | null {
  const decides = (pairs: number): boolean => chanceToDecide(pairs, supposed, band) >= chance;
  if (!decides(PAIRS_MAX)) return null;
  let [few, enough] = [1, PAIRS_MAX];
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (decides(middle)) enough = middle;
    else few = middle;
  }
  return enough;
}
