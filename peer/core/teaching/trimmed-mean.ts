import { largestOf, logNormalizer, logSoftmax } from './softmax.js';
import { standardized } from './standardization.js';

/** Fewer teachers than this are not trimmed: between two nobody can tell who lies. */
const TRIMMED_MIN = 3;

/** How many of `count` teachers are left out at either end: a quarter of them, one at least. */
function trimmedOf(count: number): number {
  return count < TRIMMED_MIN ? 0 : Math.max(1, Math.floor(count / 4));
}

/**
 * Makes a row's target of several teachers', class by class without the largest and the smallest of their predictions, so that
 * no single teacher can carry it away: what it says counts only where another says more, and another less.
 *
 * - Probabilities, or their logarithms: those of the softmax at T are trimmed, the others' mean by shares taken, and the row made
 *   to sum to 1 again.
 * - Logits: the same, and nothing is made to sum to anything.
 *
 * @param networks - Logits of the teachers that cover the row, float32 `[rows * classes]` each.
 * @param shares - Of these teachers in the row, `> 0`.
 * @param start - Where the row lies.
 * @returns float64 `[classes]`.
 * @remarks The trimmed mean of Yin et al. 2018, "Byzantine-Robust Distributed Learning" (arXiv 1803.01498), definition 2, of
 *   predictions instead of gradients.
 */
export function trimmedMean(
  networks: readonly Float32Array[],
  shares: readonly number[],
  start: number,
  classes: number,
  {
    form,
    temperature,
    standardize,
  }: {
    readonly form: 'probabilities' | 'log-probabilities' | 'logits';
    readonly temperature: number;
    readonly standardize: boolean;
  },
): Float64Array {
  const rows = networks.map((network) => {
    const values = standardize
      ? standardized(network, start, classes)
      : network.subarray(start, start + classes);
    return form === 'logits' ? values : logSoftmax(values, 0, classes, temperature);
  });
  const mean = new Float64Array(classes);
  for (let c = 0; c < classes; c++) {
    const kept = keptOf(rows.map((row) => row[c]!));
    const total = kept.reduce((sum, t) => sum + shares[t]!, 0);
    const said = kept.map((t) => ({ value: rows[t]![c]!, share: shares[t]! / total }));
    mean[c] =
      form === 'logits'
        ? said.reduce((sum, { value, share }) => sum + share * value, 0)
        : logSumExp(said.map(({ value, share }) => value + Math.log(share)));
  }
  if (form === 'logits') return mean;
  const normalizer = logNormalizer(mean, 0, classes);
  return mean.map((log) => (form === 'probabilities' ? Math.exp(log - normalizer) : log - normalizer));
}

/** Positions of the values that are neither among the smallest nor among the largest, in ascending order. */
function keptOf(values: readonly number[]): readonly number[] {
  const trimmed = trimmedOf(values.length);
  const order = values.map((_, t) => t).sort((a, b) => values[a]! - values[b]! || a - b);
  return order.slice(trimmed, values.length - trimmed).sort((a, b) => a - b);
}

function logSumExp(logs: readonly number[]): number {
  const largest = largestOf(logs, 0, logs.length);
  return largest === Number.NEGATIVE_INFINITY ? largest : logNormalizer(logs, 0, logs.length);
}
