import { ShapeError } from '../../../proto/errors.js';
import { type Scalar, type Tensor, type Tensor2D, tf } from '../backend.js';
import type { TargetTensors } from './target-tensors.js';

/** The part of a loss's targets that its mean over rows needs. */
type Terms = Pick<TargetTensors, 'temperature' | 'rowWeights'> & Partial<Pick<TargetTensors, 'targets'>>;

/**
 * T² · mean over the batch of  w[r] · loss[r],  for a loss of logits / T that brings its own gradient.
 *
 * The gradient with respect to the logits is T · w[r] · gradient[r] / batch. The batch counts whole, whatever the
 * weights: a step in which half of the rows were taught moves half as far.
 *
 * @param logits - float32 `[batch, classes]`.
 * @param terms - T, w of each row, and the targets, if the loss has any, as constants.
 * @param lossOfEachRow - Scaled logits → [losses `[batch]`, their gradients `[batch, classes]`].
 * @returns Scalar float32. The caller owns it.
 * @throws {ShapeError} `ERR_SHAPE` when the targets have another shape, or there are not as many weights as rows.
 */
export function meanOverRows(
  logits: Tensor2D,
  { temperature, rowWeights, targets = logits }: Terms,
  lossOfEachRow: (scaled: Tensor2D) => readonly [losses: Tensor, gradients: Tensor],
): Scalar {
  const [batch] = logits.shape;
  if (logits.shape.join() !== targets.shape.join()) {
    throw new ShapeError(`logits are [${logits.shape}], targets [${targets.shape}]`);
  }
  if (rowWeights !== undefined && rowWeights.shape[0] !== batch) {
    throw new ShapeError(`logits have ${batch} rows, row weights ${rowWeights.shape[0]}`, { batch });
  }
  const loss = tf.customGrad((values, save) => {
    const scaled = temperature === 1 ? values : tf.mul(values as Tensor, 1 / temperature);
    const [losses, gradients] = lossOfEachRow(scaled as Tensor2D);
    const [weighed, weighedGradients] =
      rowWeights === undefined
        ? [losses, gradients]
        : [tf.mul(losses, rowWeights), tf.mul(gradients, tf.reshape(rowWeights, [batch, 1]))];
    (save as (tensors: Tensor[]) => void)([weighedGradients]);
    const mean = tf.mean(weighed);
    return {
      value: temperature === 1 ? mean : tf.mul(mean, temperature * temperature),
      // d(T²·mean)/d logits = T² · (1/T) · gradient / batch
      gradFunc: (upstream, saved) =>
        tf.mul((saved as Tensor[])[0]!, tf.mul(upstream as Tensor, temperature / batch)),
    };
  });
  return loss(logits) as Scalar;
}
