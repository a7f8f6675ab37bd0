import { ShapeError } from '../../../proto/errors.js';
import { type Scalar, type Tensor, type Tensor2D, tf } from '../backend.js';
import type { TargetTensors } from './target-tensors.js';

/**
 * T² · mean over the batch of  w[r] · loss[r],  for a loss of logits / T that brings its own gradient.
 *
 * The gradient with respect to the logits is T · w[r] · gradient[r] / batch. The batch counts whole, whatever the
 * weights: a step in which half of the rows were taught moves half as far.
 *
 * @param logits - float32 `[batch, classes]`.
 * @param terms - T, and w of each row as constants.
 * @param lossOfEachRow - Scaled logits → [losses `[batch]`, their gradients `[batch, classes]`].
 * @returns Scalar float32. The caller owns it.
 * @throws {ShapeError} `ERR_SHAPE` when there are not as many weights as rows.
 */
export function meanOverRows(
  logits: Tensor2D,
  { temperature, rowWeights }: Pick<TargetTensors, 'temperature' | 'rowWeights'>,
  lossOfEachRow: (scaled: Tensor2D) => readonly [losses: Tensor, gradients: Tensor],
): Scalar {
  const [batch] = logits.shape;
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

/** @throws {ShapeError} `ERR_SHAPE` when logits and targets differ in shape. */
export function checkTargets(logits: Tensor2D, targets: Tensor2D): void {
  if (logits.shape[0] !== targets.shape[0] || logits.shape[1] !== targets.shape[1]) {
    throw new ShapeError(`logits are [${logits.shape}], targets [${targets.shape}]`);
  }
}
