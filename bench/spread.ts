import { median, quantileSorted } from 'simple-statistics';

/** How one figure came out over its repeats. */
export interface Spread {
  readonly n: number;
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** @param values - At least one, in any order. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  return {
    n: sorted.length,
    median: median(sorted),
    lowerQuartile: quantileSorted(sorted, 0.25),
    upperQuartile: quantileSorted(sorted, 0.75),
  };
}

/**
 * The ratio of two figures, repeat by repeat: what both suffered at that moment cancels out.
 *
 * @throws {RangeError} Unless both have the same number of repeats.
 */
export function ratioOf(numerator: readonly number[], denominator: readonly number[]): Spread {
  if (numerator.length !== denominator.length) {
    throw new RangeError(`${numerator.length} repeats against ${denominator.length}`);
  }
  return spreadOf(numerator.map((value, i) => value / denominator[i]!));
}

/** Median, and the quartiles where there is more than one repeat: `33.1 (32.8–34.0)`. */
export function spreadText(spread: Spread, digits: number): string {
  const text = (value: number): string => value.toFixed(digits);
  if (spread.n === 1) return text(spread.median);
  return `${text(spread.median)} (${text(spread.lowerQuartile)}–${text(spread.upperQuartile)})`;
}
