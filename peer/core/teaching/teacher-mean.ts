import { largestOf, logSoftmax, type Row } from './softmax.js';
import { standardized } from './standardization.js';

/** Σ_t share[t] · z_t of one row, summed in float64 in the given order; float64 `[classes]`. */
export function meanLogits(
  networks: readonly Float32Array[],
  shares: readonly Float64Array[],
  row: number,
  classes: number,
): Float64Array {
  const sums = new Float64Array(classes);
  networks.forEach((logits, t) => {
    const share = shares[t]![row]!;
    if (share === 0) return;
    for (let c = 0; c < classes; c++) sums[c]! += share * logits[row * classes + c]!;
  });
  return sums;
}

/**
 * Writes Σ_t share[t] · softmax(z_t / T) of one row, summed in float64 in the given order; or the logarithm of that,
 * without ever leaving the logarithms.
 *
 * @param sums - float64 `[classes]`, written over.
 * @returns `sums`.
 * @remarks Averaging probabilities, not logits, keeps the gradient of the KL divergence equal to that of the mean of the
 *   divergences to each teacher (Zhang et al. 2018, arXiv 1706.00384, equations 8 and 9); averaged logits would not.
 */
export function meanProbabilities(
  networks: readonly Float32Array[],
  shares: readonly Float64Array[],
  row: number,
  options: {
    readonly classes: number;
    readonly form: 'probabilities' | 'log-probabilities';
    readonly temperature: number;
    readonly standardize: boolean;
  },
  sums = new Float64Array(options.classes),
): Float64Array {
  const { classes, form, temperature, standardize } = options;
  sums.fill(form === 'probabilities' ? 0 : Number.NEGATIVE_INFINITY);
  for (let t = 0; t < networks.length; t++) {
    const share = shares[t]![row]!;
    if (share === 0) continue;
    const network = networks[t]!;
    const logits = standardize ? standardized(network, row * classes, classes) : network;
    const start = standardize ? 0 : row * classes;
    if (form === 'probabilities') {
      addProbabilities(logits, start, temperature, share, sums);
    } else {
      logSoftmax(logits, start, classes, temperature).forEach((logProbability, c) => {
        sums[c] = logSumExp(sums[c]!, logProbability + Math.log(share));
      });
    }
  }
  return sums;
}

/** The powers of one row, kept between two passes over it. */
const powers: number[] = [];

function addProbabilities(
  logits: Row,
  start: number,
  temperature: number,
  share: number,
  sums: Float64Array,
): void {
  // The largest logit is subtracted first, so that no power overflows.
  const largest = largestOf(logits, start, sums.length);
  let normalizer = 0;
  for (let c = 0; c < sums.length; c++) {
    powers[c] = Math.exp((logits[start + c]! - largest) / temperature);
    normalizer += powers[c]!;
  }
  const factor = share / normalizer;
  for (let c = 0; c < sums.length; c++) sums[c]! += factor * powers[c]!;
}

function logSumExp(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  return small === Number.NEGATIVE_INFINITY ? large : large + Math.log1p(Math.exp(small - large));
}
