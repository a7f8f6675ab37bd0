import { type Scalar, type Tensor2D, tf } from '../backend.js';
import { meanOverRows } from './row-mean.js';
import type { TargetTensors } from './target-tensors.js';

/**
 * Mean squared error of a peer's logits.
 *
 *   L = mean over the batch of  w[r] · (1 / classes) · Σ_c (z[c] − t[c])²
 *
 * A temperature would cancel: dividing both sides by T and multiplying by T² is no change. It is what the KL divergence
 * with T² tends to as T grows, up to the factor 2 and the rows' means, which a softmax does not see and this does.
 *
 * @param logits - z, float32 `[batch, classes]`. Gradients flow here only: 2 · w · (z − t) / (classes · batch).
 * @param taught - t and w; its temperature makes no difference.
 * @returns Scalar float32, `≥ 0`. The caller owns it.
 * @throws {ShapeError} `ERR_SHAPE` when the shapes differ.
 * @remarks Sources: Ba and Caruana 2014 (arXiv 1312.6184), section 2.2; Kim et al. 2021 (arXiv 2105.08919) for the limit.
 *   Some sum over classes; we average, as PyTorch's `MSELoss` does.
 */
export function logitMseLoss(logits: Tensor2D, taught: TargetTensors<'logits'>): Scalar {
  const { targets } = taught;
  return meanOverRows(logits, { ...taught, temperature: 1 }, (values) => {
    const difference = tf.sub(values, targets);
    return [tf.mean(tf.square(difference), 1), tf.mul(difference, 2 / logits.shape[1])];
  });
}
