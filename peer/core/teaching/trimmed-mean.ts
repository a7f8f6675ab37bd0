import { logNormalizer, writeLogSoftmax } from './softmax.js';
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
 * @param networks - Logits of the teachers, float32 `[rows * classes]` each.
 * @param shares - Of each teacher in each row, float64 `[rows]` each; 0 where it does not cover the row.
 * @returns Makes the target of a row that one teacher covers at least, float64 `[classes]`, which the next row writes over.
 * @remarks The trimmed mean of Yin et al. 2018, "Byzantine-Robust Distributed Learning" (arXiv 1803.01498), definition 2, of
 *   predictions instead of gradients.
 */
export function trimmedMeans(
  networks: readonly Float32Array[],
  shares: readonly Float64Array[],
  {
    classes,
    form,
    temperature,
    standardize,
  }: {
    readonly classes: number;
    readonly form: 'probabilities' | 'log-probabilities' | 'logits';
    readonly temperature: number;
    readonly standardize: boolean;
  },
): (row: number) => Float64Array {
  // Kept from row to row: to make small arrays takes several times as long as to compute with them.
  const said = new Float64Array(networks.length * classes);
  const order = new Int32Array(networks.length);
  const mean = new Float64Array(classes);
  const hear = (t: number, row: number): void => {
    const at = t * classes;
    const network = networks[t]!;
    const values = standardize ? standardized(network, row * classes, classes) : network;
    const start = standardize ? 0 : row * classes;
    if (form === 'logits') for (let c = 0; c < classes; c++) said[at + c] = values[start + c]!;
    else writeLogSoftmax(values, start, classes, temperature, said, at);
    if (form === 'probabilities') for (let c = at; c < at + classes; c++) said[c] = Math.exp(said[c]!);
  };
  /** Of logarithms that of the mean of what they are of; the last of those that are kept is the largest. */
  const keptMean = (c: number, row: number, first: number, end: number): number => {
    const largest = form === 'log-probabilities' ? said[order[end - 1]! * classes + c]! : 0;
    if (largest === Number.NEGATIVE_INFINITY) return largest;
    let sum = 0;
    let total = 0;
    for (let i = first; i < end; i++) {
      const share = shares[order[i]!]![row]!;
      const value = said[order[i]! * classes + c]!;
      sum += share * (form === 'log-probabilities' ? Math.exp(value - largest) : value);
      total += share;
    }
    return form === 'log-probabilities' ? largest + Math.log(sum / total) : sum / total;
  };
  return (row) => {
    for (let t = 0; t < networks.length; t++) if (shares[t]![row]! > 0) hear(t, row);
    let whole = 0;
    for (let c = 0; c < classes; c++) {
      const count = sortTeachers(order, said, shares, row, c, classes);
      const trimmed = trimmedOf(count);
      mean[c] = keptMean(c, row, trimmed, count - trimmed);
      whole += mean[c]!;
    }
    if (form === 'probabilities') {
      // Of teachers that are sure of different classes nothing may be left.
      if (whole === 0) return mean.fill(1 / classes);
      for (let c = 0; c < classes; c++) mean[c]! /= whole;
    }
    if (form !== 'log-probabilities') return mean;
    const normalizer = logNormalizer(mean, 0, classes);
    for (let c = 0; c < classes; c++) mean[c]! -= normalizer;
    return mean;
  };
}

/**
 * Brings the teachers that cover a row into the order of what they say of a class, the lowest first, of equal ones the first.
 *
 * @returns Their number.
 */
function sortTeachers(
  order: Int32Array,
  said: Float64Array,
  shares: readonly Float64Array[],
  row: number,
  c: number,
  classes: number,
): number {
  let count = 0;
  for (let t = 0; t < order.length; t++) {
    if (shares[t]![row] === 0) continue;
    let at = count++;
    for (; at > 0 && said[order[at - 1]! * classes + c]! > said[t * classes + c]!; at--)
      order[at] = order[at - 1]!;
    order[at] = t;
  }
  return count;
}
