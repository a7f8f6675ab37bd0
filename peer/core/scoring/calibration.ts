import { ShapeError } from '../../../proto/errors.js';
import { topClass } from '../teaching/softmax.js';

/** Bins of equal width that confidences are sorted into; the number of Guo et al. */
const BINS = 15;

/**
 * Expected calibration error: how far confidence is from accuracy, over bins of samples of like confidence.
 *
 *   ECE = Σ_m |B_m| / n · |accuracy(B_m) − mean confidence(B_m)|,   B_m: confidence in ((m − 1) / 15, m / 15]
 *
 * The confidence of a sample is the probability of its top class.
 *
 * @param probabilities - float32 `[rows * classes]`, rows sum to 1.
 * @param labels - int32 `[rows]`.
 * @returns 0 (confidences are frequencies) to 1.
 * @throws {ShapeError} `ERR_SHAPE` when sizes differ or there is no row.
 * @remarks Source: Guo et al. 2017 (arXiv 1706.04599), equation 3.
 */
export function calibrationError(probabilities: Float32Array, labels: Int32Array, classes: number): number {
  if (labels.length === 0 || probabilities.length !== labels.length * classes) {
    throw new ShapeError(
      `${probabilities.length} probabilities of ${classes} classes for ${labels.length} labels`,
    );
  }
  // Of each bin: right samples minus the sum of their confidences, which is all that the formula needs.
  const surplus = new Float64Array(BINS);
  labels.forEach((label, row) => {
    const top = topClass(probabilities, row * classes, classes);
    const confidence = probabilities[row * classes + top]!;
    const bin = Math.min(BINS - 1, Math.max(0, Math.ceil(confidence * BINS) - 1));
    surplus[bin] = surplus[bin]! + (top === label ? 1 : 0) - confidence;
  });
  return surplus.reduce((sum, value) => sum + Math.abs(value), 0) / labels.length;
}
