import { type Scalar, type Tensor1D, type Tensor2D, tf } from '../backend.js';

/** Added to a squared length, so that a map of zeros has a gradient of zeros. */
const SQUARE_MIN = 1e-12;

/**
 * Attention transfer: a network attends to the same places of a picture as its teachers.
 *
 *   L = mean over the batch of  w[r] · ‖ m[r] / ‖m[r]‖₂ − t[r] ‖²₂
 *
 * m is the mean of a layer's squared activations over its channels, so networks of any width can be compared; maps of
 * other sizes were averaged onto one grid before.
 *
 * @param maps - m, this peer's, float32 `[batch, size]`, `≥ 0`. Gradients flow here only.
 * @param targets - t, the mean of the teachers' maps, each of length 1, float32 `[batch, size]`. Constants.
 * @param weights - w, float32 `[batch]`, 0 where nobody taught.
 * @returns Scalar float32, 0 to 4. The caller owns it.
 * @remarks Source: Zagoruyko and Komodakis 2017 (arXiv 1612.03928), equation 2 with p = 2, squared as in common code,
 *   which means over the positions, too: their weight of 1000 at 8×8 is one of about 16 here.
 */
export function attentionLoss(maps: Tensor2D, targets: Tensor2D, weights: Tensor1D): Scalar {
  const square = tf.sum(tf.square(maps), 1, true); // [batch, 1]
  const normalized = tf.mul(maps, tf.rsqrt(tf.add(square, SQUARE_MIN)));
  const losses = tf.sum(tf.square(tf.sub(normalized, targets)), 1); // [batch]
  return tf.mean(tf.mul(losses, weights)) as Scalar;
}
