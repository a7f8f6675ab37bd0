import type { Scalar, Tensor2D } from '../backend.js';
import { runNativeOp } from '../native-op.js';
import { meanOverRows } from './row-mean.js';
import type { TargetTensors } from './target-tensors.js';

/**
 * Cross-entropy of a peer with its cohort's soft targets: the loss of codistillation.
 *
 *   L = T² · mean over the batch of  w[r] · Σ_c −q[c] · ln p[c],   p = softmax(logits / T)
 *
 * It is {@link file://./kl.ts} plus the targets' entropy, which no weight of this peer changes: the gradient,
 * T · w · (p − q) / batch, is the same to the bit, and only the reported value differs.
 *
 * @param logits - This peer's logits, float32 `[batch, classes]`. Gradients flow here only.
 * @param taught - Probabilities q, rows sum to 1; T; w.
 * @returns Scalar float32, in nats, `≥ 0`. The caller owns it.
 * @throws {ShapeError} `ERR_SHAPE` when the shapes differ.
 * @remarks Source: Anil et al. 2018 (arXiv 1804.03235), section 2: ψ is "the cross entropy error between the predictive
 *   distributions" of the others' mean and one's own.
 */
export function softCrossEntropyLoss(logits: Tensor2D, taught: TargetTensors<'probabilities'>): Scalar {
  const { targets } = taught;
  const attributes = { T: 'float32' };
  return meanOverRows(logits, taught, (values) => {
    const outputs = runNativeOp('SoftmaxCrossEntropyWithLogits', attributes, [values, targets], 2);
    return [outputs[0]!, outputs[1]!];
  });
}
