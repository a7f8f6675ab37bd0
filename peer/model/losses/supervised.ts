import { ShapeError } from '../../../proto/errors.js';
import type { Scalar, Tensor1D, Tensor2D } from '../backend.js';
import { runNativeOp } from '../native-op.js';
import { meanOverRows } from './row-mean.js';

/**
 * Supervised loss of a peer: cross-entropy with the hard labels.
 *
 *   L = mean over the batch of  −ln p[label],   p = softmax(logits)
 *
 * One native op gives value and gradient, p − one-hot, so nothing is exponentiated twice and no logit overflows.
 *
 * @param logits - This peer's logits, float32 `[batch, classes]`.
 * @param labels - Hard labels, int32 `[batch]`, each in [0, classes). Constants.
 * @returns Scalar float32, in nats, `≥ 0`. The caller owns it.
 * @throws {ShapeError} `ERR_SHAPE` when the batches differ; on the CPU, TensorFlow's own error for a label out of range.
 * @example
 * const loss = tf.tidy(() => supervisedLoss(logits, tf.tensor1d([3, 1], 'int32')));
 */
export function supervisedLoss(logits: Tensor2D, labels: Tensor1D): Scalar {
  const [batch] = logits.shape;
  if (labels.shape[0] !== batch) {
    throw new ShapeError(`logits have ${batch} rows, labels ${labels.shape[0]}`, { batch });
  }
  const attributes = { T: 'float32', Tlabels: 'int32' };
  return meanOverRows(logits, { temperature: 1 }, (values) => {
    const outputs = runNativeOp('SparseSoftmaxCrossEntropyWithLogits', attributes, [values, labels], 2);
    return [outputs[0]!, outputs[1]!];
  });
}
