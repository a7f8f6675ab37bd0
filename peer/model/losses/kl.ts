import { type Scalar, type Tensor2D, tf } from '../backend.js';
import { runNativeOp } from '../native-op.js';
import { meanOverRows } from './row-mean.js';
import type { TargetTensors } from './target-tensors.js';

/**
 * KL divergence of a peer from its cohort's soft targets: the loss of deep mutual learning.
 *
 *   L = T² · mean over the batch of  w[r] · Σ_c q[c] · (ln q[c] − ln p[c]),   p = softmax(logits / T)
 *
 * The direction is KL(targets ‖ self): the peer pays where its cohort sees mass and it does not. Averaging the peers'
 * probabilities first changes L by a constant and its gradient not at all, so there is no peers axis here (see
 * docs/protocol.md, "targets"). T² keeps the gradient, T · w · (p − q) / batch, comparable with that of the supervised
 * loss as T varies.
 *
 * @param logits - This peer's logits, float32 `[batch, classes]`. Gradients flow here only.
 * @param taught - Probabilities q, rows sum to 1, 0 is allowed; T, of which 1 gives Deep Mutual Learning; w.
 * @returns Scalar float32, in nats, `≥ 0` up to rounding. The caller owns it.
 * @throws {ShapeError} `ERR_SHAPE` when the shapes differ.
 * @remarks Sources: Hinton et al. 2015 (arXiv 1503.02531) §2 for T²; Zhang et al. 2018 (arXiv 1706.00384) for the
 *   direction. The official DML code sums over peers; we average.
 * @example
 * const loss = tf.tidy(() => tf.add(supervisedLoss(logits, labels), tf.mul(klLoss(logits, taught), weight)));
 */
export function klLoss(logits: Tensor2D, taught: TargetTensors<'probabilities'>): Scalar {
  const { targets } = taught;
  const attributes = { T: 'float32' };
  return meanOverRows(logits, taught, (values) => {
    const [crossEntropy, gradient] = runNativeOp(
      'SoftmaxCrossEntropyWithLogits',
      attributes,
      [values, targets],
      2,
    );
    const [logOfItself] = runNativeOp('Xlogy', attributes, [targets, targets], 1); // q ln q, 0 at q = 0
    return [tf.add(crossEntropy!, tf.sum(logOfItself!, 1)), gradient!];
  });
}
