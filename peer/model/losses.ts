import { ShapeError } from '../../proto/errors.js';
import { type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from './backend.js';
import { runNativeOp } from './native-op.js';

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
  const attributes = [
    { name: 'T', type: 'float32' },
    { name: 'Tlabels', type: 'int32' },
  ] as const;
  return meanOverBatch(logits, 1, (values) =>
    runNativeOp('SparseSoftmaxCrossEntropyWithLogits', attributes, [values, labels], 2),
  );
}

/**
 * Distillation loss of a peer against its cohort's soft targets.
 *
 *   L = T² · mean over the batch of  Σ_c q[c] · (ln q[c] − ln p[c]),   p = softmax(logits / T)
 *
 * The direction is KL(targets ‖ self): the peer pays where its cohort sees mass and it does not. Averaging the peers'
 * probabilities first changes L by a constant and its gradient not at all, so there is no peers axis here (see
 * docs/protocol.md, "targets"). T² keeps the gradient comparable with the supervised loss as T varies.
 *
 * @param logits - This peer's logits, float32 `[batch, classes]`. Gradients flow here only.
 * @param softTargets - Probabilities q at the same `T`, float32 `[batch, classes]`, rows sum to 1; 0 is allowed.
 *   Constants: pass data that came off the wire, never a live tensor.
 * @param temperature - `T`, dimensionless, `> 0`. 1 gives Deep Mutual Learning.
 * @returns Scalar float32, in nats, `≥ 0` up to rounding. The caller owns it.
 * @throws {ShapeError} `ERR_SHAPE` when the two shapes differ.
 * @remarks Sources: Hinton et al. 2015 (arXiv 1503.02531) §2 for T²; Zhang et al. 2018 (arXiv 1706.00384) for the
 *   direction. The official DML code sums over peers; we average.
 * @example
 * const loss = tf.tidy(() => tf.add(supervisedLoss(logits, labels),
 *   tf.mul(distillationLoss(logits, softTargets, 2), weight)));
 */
export function distillationLoss(logits: Tensor2D, softTargets: Tensor2D, temperature: number): Scalar {
  if (logits.shape[0] !== softTargets.shape[0] || logits.shape[1] !== softTargets.shape[1]) {
    throw new ShapeError(`logits are [${logits.shape}], soft targets [${softTargets.shape}]`);
  }
  const attributes = [{ name: 'T', type: 'float32' }] as const;
  return meanOverBatch(logits, temperature, (values) => {
    const [crossEntropy, gradient] = runNativeOp(
      'SoftmaxCrossEntropyWithLogits',
      attributes,
      [values, softTargets],
      2,
    );
    const [logOfItself] = runNativeOp('Xlogy', attributes, [softTargets, softTargets], 1); // q ln q, 0 at q = 0
    return [tf.add(crossEntropy!, tf.sum(logOfItself!, 1)), gradient!];
  });
}

/**
 * T² · mean of a loss of logits / T that brings its own gradient.
 *
 * @param lossOfEachRow - Scaled logits → [losses `[batch]`, their gradients `[batch, classes]`].
 */
function meanOverBatch(
  logits: Tensor2D,
  temperature: number,
  lossOfEachRow: (scaled: Tensor2D) => Tensor[],
): Scalar {
  const [batch] = logits.shape;
  const loss = tf.customGrad((values, save) => {
    const scaled = temperature === 1 ? values : tf.mul(values as Tensor, 1 / temperature);
    const [losses, gradients] = lossOfEachRow(scaled as Tensor2D);
    (save as (tensors: Tensor[]) => void)([gradients!]);
    const mean = tf.mean(losses!);
    return {
      value: temperature === 1 ? mean : tf.mul(mean, temperature * temperature),
      // d(T²·mean)/d logits = T² · (1/T) · gradient / batch
      gradFunc: (upstream, saved) =>
        tf.mul((saved as Tensor[])[0]!, tf.mul(upstream as Tensor, temperature / batch)),
    };
  });
  return loss(logits) as Scalar;
}
