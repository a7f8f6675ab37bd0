import { type Scalar, type Tensor2D, tf } from '../backend.js';
import { meanOverRows } from './row-mean.js';
import type { TargetTensors } from './target-tensors.js';

/**
 * KL divergence the other way round.
 *
 *   L = T² · mean over the batch of  w[r] · Σ_c p[c] · (ln p[c] − ln q[c]),   p = softmax(logits / T)
 *
 * The direction is KL(self ‖ targets): the peer pays where it sees mass and its cohort does not, so it settles on some
 * of its cohort's classes instead of covering all. Here the mean of the teachers' probabilities does not have the
 * gradient of the mean of the divergences; that is what logit-mean targets have.
 *
 * @param logits - This peer's logits, float32 `[batch, classes]`. Gradients flow here only:
 *   T · w · p · (ln p − ln q − KL) / batch.
 * @param taught - ln q, as a q that rounds to 0 would make the loss infinite; T; w.
 * @returns Scalar float32, in nats, `≥ 0` up to rounding. The caller owns it.
 * @throws {ShapeError} `ERR_SHAPE` when the shapes differ.
 * @remarks Source: the default of the online codistillation of github.com/pfnet-research/sc20-online-codistillation.
 */
export function reverseKlLoss(logits: Tensor2D, taught: TargetTensors<'log-probabilities'>): Scalar {
  const { targets } = taught;
  return meanOverRows(logits, taught, (values) => {
    const logProbabilities = tf.logSoftmax(values);
    const probabilities = tf.exp(logProbabilities);
    const excess = tf.sub(logProbabilities, targets); // ln p − ln q
    const losses = tf.sum(tf.mul(probabilities, excess), 1, true); // [batch, 1]
    const gradients = tf.mul(probabilities, tf.sub(excess, losses));
    return [tf.squeeze(losses, [1]), gradients];
  });
}
