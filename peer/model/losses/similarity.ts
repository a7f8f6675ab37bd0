import { type Scalar, type Tensor1D, type Tensor2D, tf } from '../backend.js';

/** Added to a squared length, so that a row of zeros has a gradient of zeros. */
const SQUARE_MIN = 1e-12;

/**
 * Similarity-preserving distillation: samples that are alike to the teachers are alike to the student.
 *
 *   S[i] = G[i] / ‖G[i]‖₂,   G = F · Fᵀ
 *   L = (1 / batch²) · Σ_{i, j} w[i] · w[j] · (S[i, j] − T[i, j])²
 *
 * Only the relation travels into the loss, so the networks' widths do not matter.
 *
 * @param embeddings - F, this peer's, float32 `[batch, width]`. Gradients flow here only. Samples of weight 0 are out of
 *   the rows' lengths too.
 * @param similarities - T, float32 `[batch, batch]`, rows of length 1. Constants.
 * @param weights - w, float32 `[batch]`, 0 where nobody taught.
 * @returns Scalar float32, `≥ 0`. The caller owns it.
 * @remarks Source: Tung and Mori 2019 (arXiv 1907.09682), equations 2 to 4; in RepDistiller weighed by 3000.
 */
export function similarityLoss(embeddings: Tensor2D, similarities: Tensor2D, weights: Tensor1D): Scalar {
  const batch = embeddings.shape[0];
  const column = tf.reshape(weights, [batch, 1]);
  const counted = tf.mul(embeddings, tf.step(column)); // rows of weight 0 become 0
  const products = tf.matMul(counted, counted, false, true); // [batch, batch]
  const squares = tf.sum(tf.square(products), 1, true);
  const own = tf.mul(products, tf.rsqrt(tf.add(squares, SQUARE_MIN)));
  const errors = tf.mul(tf.square(tf.sub(own, similarities)), tf.mul(column, weights));
  return tf.mean(errors) as Scalar;
}
