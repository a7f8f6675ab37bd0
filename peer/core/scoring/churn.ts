import { ShapeError } from '../../../proto/errors.js';
import { topClass } from '../teaching/softmax.js';

/** The difference between two trainings' predictions for the same samples. */
export interface Churn {
  /** Share of the samples whose top class differs, 0 to 1: the prediction churn of Anil et al. */
  readonly disagreement: number;
  /** Mean over the samples of ½ Σ_c |p[c] − q[c]|, 0 to 1. */
  readonly totalVariation: number;
}

/**
 * Prediction churn between two trainings.
 *
 * @param before - Probabilities, float32 `[rows * classes]`, rows sum to 1.
 * @param after - Those of the other training, for the same samples in the same order.
 * @throws {ShapeError} `ERR_SHAPE` when sizes differ or there is no row.
 * @remarks Source: Anil et al. 2018 (arXiv 1804.03235), section 3.5.
 */
export function predictionChurn(before: Float32Array, after: Float32Array, classes: number): Churn {
  const rows = before.length / classes;
  if (rows === 0 || !Number.isInteger(rows) || after.length !== before.length) {
    throw new ShapeError(
      `churn between ${before.length} and ${after.length} probabilities of ${classes} classes`,
    );
  }
  let different = 0;
  let variation = 0;
  for (let start = 0; start < before.length; start += classes) {
    if (topClass(before, start, classes) !== topClass(after, start, classes)) different++;
    for (let c = start; c < start + classes; c++) variation += Math.abs(before[c]! - after[c]!);
  }
  return { disagreement: different / rows, totalVariation: variation / 2 / rows };
}
