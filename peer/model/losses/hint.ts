import { type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from '../backend.js';

/** A linear map from a student's features to its teachers', learned with the network. */
export interface Regressor {
  /** float32 `[width, columns]`. */
  readonly kernel: Tensor;
  /** float32 `[columns]`. */
  readonly bias: Tensor;
}

/**
 * FitNets' hint: a linear map of a student's features must give its teachers'.
 *
 *   L = mean over the batch of  Σ_c w[r, c] · (f[r] · K + b − t[r])[c]²
 *
 * With one teacher and w = 1 / columns it is the mean squared error. Several teachers' hints stand side by side, each
 * with columns of K of its own: features of different networks have no mean.
 *
 * @param features - f, this peer's, float32 `[batch, width]`. Gradients flow here and to the regressor.
 * @param targets - t, float32 `[batch, columns]`. Constants.
 * @param weights - w, float32 `[batch, columns]`, 0 where nobody taught.
 * @returns Scalar float32, `≥ 0`. The caller owns it.
 * @remarks Source: Romero et al. 2015 (arXiv 1412.6550), equation 3; without its factor of 1/2, as in common code
 *   (RepDistiller, which weighs it by 100).
 */
export function hintLoss(
  features: Tensor2D,
  targets: Tensor2D,
  weights: Tensor2D,
  { kernel, bias }: Regressor,
): Scalar {
  const guessed = tf.add(tf.matMul(features, kernel as Tensor2D), bias as Tensor1D);
  const errors = tf.mul(tf.square(tf.sub(guessed, targets)), weights);
  return tf.mean(tf.sum(errors, 1)) as Scalar;
}
