import { ShapeError } from '../../../proto/errors.js';

/**
 * Mean entropy of predictions: how far a network is from being sure of one class.
 *
 *   H = − 1 / n · Σ_rows Σ_c p[c] · ln p[c]
 *
 * @param probabilities - float32 `[rows * classes]`, rows sum to 1.
 * @returns Nats, 0 (always sure) to ln classes.
 * @throws {ShapeError} `ERR_SHAPE` when there is no row, or not whole ones.
 * @remarks Source: Zhang et al. 2018 (arXiv 1706.00384), section 3.5: the posterior entropy of mutual learning is higher.
 */
export function meanEntropy(probabilities: Float32Array, classes: number): number {
  const rows = probabilities.length / classes;
  if (rows === 0 || !Number.isInteger(rows)) {
    throw new ShapeError(`entropy of ${probabilities.length} probabilities of ${classes} classes`);
  }
  let sum = 0;
  for (const p of probabilities) if (p > 0) sum -= p * Math.log(p);
  return sum / rows;
}
