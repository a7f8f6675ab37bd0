import { logNormalizer } from '../core/teaching/softmax.js';
import type { Teaching } from '../core/teaching/teaching.js';
import { type Tensor2D, tf } from './backend.js';
import { distillationLoss } from './losses/distillation.js';
import type { StepContext, TrainingBatch } from './step-context.js';
import { lessonsOf, lessonWeights } from './step-loss.js';

/**
 * How strongly the teachers pull at a batch's logits z, compared with the labels:
 *
 *   ‖∂(weight · distillation)/∂z‖ / ‖∂supervised/∂z‖,   norms over all rows and classes
 *
 * Far below 1 the teachers change nothing, far above it the labels have no say. It is computed beside the step, of the
 * step's own logits and teachings, so that no step's graph has anything more to do, whatever the loss is.
 *
 * @param logits - This peer's own, float32 `[rows * positions * classes]`.
 * @returns NaN in a step that is not measured or not taught; infinite where the labels do not pull at all.
 */
export function gradientRatio(
  context: StepContext,
  batch: Pick<TrainingBatch, 'labels' | 'rows' | 'step'>,
  logits: Float32Array,
  teachings: readonly Teaching[],
): number {
  if (context.measures?.(batch.step) !== true || teachings.length === 0) return Number.NaN;
  const weight = lessonWeights(context, batch.step).response;
  if (weight === 0) return Number.NaN;
  const { loss, classes, spec } = context;
  const gradient = tf.tidy(() => {
    const { response } = lessonsOf(context, batch, logits, teachings);
    const labels = tf.tensor1d(batch.labels, 'int32');
    const at = tf.tensor2d(logits, [batch.labels.length, classes]);
    return tf
      .grad((values) => distillationLoss(loss, values as Tensor2D, response, labels, spec.distillation))(at)
      .dataSync() as Float32Array;
  });
  const taught = Math.sqrt(gradient.reduce((sum, one) => sum + one * one, 0));
  return (weight * taught) / labelPull(logits, batch.labels, classes);
}

/** ‖∂supervised/∂z‖: in each row p − y, y one hot, over the number of rows. */
function labelPull(logits: Float32Array, labels: Int32Array, classes: number): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const normalizer = logNormalizer(logits, row * classes, classes);
    for (let c = 0; c < classes; c++) {
      const p = Math.exp(logits[row * classes + c]! - normalizer);
      sum += (c === labels[row] ? p - 1 : p) ** 2;
    }
  }
  return Math.sqrt(sum) / labels.length;
}
