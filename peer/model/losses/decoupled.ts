import type { RunSpec } from '../../../proto/run-spec.js';
import { type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from '../backend.js';
import { meanOverRows } from './row-mean.js';
import type { TargetTensors } from './target-tensors.js';

/** Factors of the two parts: α on the target class against all others, β on the other classes among themselves. */
export type DecoupledFactors = Pick<RunSpec['distillation'], 'dkdTarget' | 'dkdOthers'>;

/**
 * Decoupled knowledge distillation: the KL divergence in two parts with factors of their own.
 *
 *   L = T² · mean over the batch of  w[r] · (α · TCKD + β · NCKD)
 *   TCKD = q[y] · ln(q[y] / p[y]) + (1 − q[y]) · ln((1 − q[y]) / (1 − p[y])),        y the label, p = softmax(logits / T)
 *   NCKD = Σ_{c ≠ y} q'[c] · ln(q'[c] / p'[c]),                q' and p' the softmax over the classes other than y alone
 *
 * With α = 1 and β = 1 − q[y] it would be KL(targets ‖ self); there a teacher that is sure of the label, q[y] → 1,
 * hides its knowledge of the others, and here it does not.
 *
 * @param logits - This peer's logits, float32 `[batch, classes]`. Gradients flow here only; with respect to
 *   logits / T they are α · (p[y] − q[y]) for y, and −α · (p[y] − q[y]) · p'[c] + β · (p'[c] − q'[c]) for the others.
 * @param taught - ln q, as of a q[y] near 1 the others' probabilities would round away; T; w.
 * @param labels - y, int32 `[batch]`. Constants.
 * @returns Scalar float32, in nats, `≥ 0` up to rounding. The caller owns it.
 * @throws {ShapeError} `ERR_SHAPE` when the shapes differ.
 * @remarks Source: Zhao et al. 2022, "Decoupled Knowledge Distillation" (arXiv 2203.08679), equations 5 to 7; in their
 *   code (mdistiller) T = 4, α = 1, β = 8.
 */
export function decoupledLoss(
  logits: Tensor2D,
  taught: TargetTensors<'log-probabilities'>,
  labels: Tensor1D,
  { dkdTarget, dkdOthers }: DecoupledFactors,
): Scalar {
  const { targets } = taught;
  const isLabel = tf.oneHot(labels, logits.shape[1], 1, 0, 'float32');
  return meanOverRows(logits, taught, (values) => {
    const [own, teacher] = [parts(values, isLabel), parts(targets, isLabel)];
    const binary = tf.add(
      tf.mul(teacher.label, tf.sub(teacher.logLabel, own.logLabel)),
      tf.mul(teacher.rest, tf.sub(teacher.logRest, own.logRest)),
    ); // [batch, 1]
    const among = tf.sum(tf.mul(teacher.others, tf.sub(teacher.logOthers, own.logOthers)), 1, true); // [batch, 1]
    const losses = tf.add(tf.mul(binary, dkdTarget), tf.mul(among, dkdOthers));
    const excess = tf.sub(own.label, teacher.label); // p[y] − q[y], [batch, 1]
    const gradients = tf.add(
      tf.mul(tf.mul(excess, tf.sub(isLabel, own.others)), dkdTarget),
      tf.mul(tf.sub(own.others, teacher.others), dkdOthers),
    );
    return [tf.squeeze(losses, [1]), gradients];
  });
}

/** Far below every logit, so that a class is out of a softmax. */
const MASKED = 1e9;

/** A row's distribution in two steps: the label or not, and if not, which class. */
function parts(logits: Tensor2D, isLabel: Tensor): Readonly<Record<Part, Tensor>> {
  const masked = tf.sub(logits, tf.mul(isLabel, MASKED));
  const normalizer = tf.logSumExp(logits, 1, true); // [batch, 1]
  const logLabel = tf.sub(tf.sum(tf.mul(logits, isLabel), 1, true), normalizer);
  const logRest = tf.sub(tf.logSumExp(masked, 1, true), normalizer);
  const logOthers = tf.logSoftmax(masked); // [batch, classes], about −1e9 at the label
  return {
    label: tf.exp(logLabel),
    logLabel,
    rest: tf.exp(logRest),
    logRest,
    others: tf.exp(logOthers), // 0 at the label
    logOthers,
  };
}

type Part = 'label' | 'logLabel' | 'rest' | 'logRest' | 'others' | 'logOthers';
