import type { RunSpec } from '../../../proto/run-spec.js';
import { type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from '../backend.js';
import { klLoss } from './kl.js';
import { supervisedLoss } from './supervised.js';
import type { TargetTensors } from './target-tensors.js';

/** The output of one exit of a network for a batch. */
export interface ExitOutput {
  /** float32 `[batch, classes]`. */
  readonly logits: Tensor2D;
  /** The activations that the logits are computed from, float32 `[batch, size]`. */
  readonly features: Tensor2D;
}

type Choice = Pick<RunSpec['distillation'], 'exitWeight' | 'exitTemperature' | 'exitHint'>;

/**
 * Self-distillation within a network: its deepest exit teaches the shallow ones.
 *
 *   L = Σ_i (1 − α) · H(labels, p_i) + α · T² · KL(q ‖ p_i at T) + λ · mean over the batch of ‖F_i − F‖²
 *
 * i runs over the shallow exits; q = softmax(deepest logits / T) and the deepest features F are constants: no shallow
 * exit may pull the deepest one down to itself.
 *
 * @param deepest - Its own loss is the supervised one, and no part of this.
 * @param choice - α `exitWeight`, T `exitTemperature`, λ `exitHint`.
 * @returns Scalar float32. The caller owns it.
 * @throws {ShapeError} `ERR_SHAPE` when the exits differ in classes.
 * @remarks Source: Zhang et al. 2019 (arXiv 1905.08094), equation 7, in which α and λ are 0 for the deepest exit; T² is
 *   that of the authors' code, which also sums the hint over the batch and weighs the deepest exit's labels by 1 − α.
 */
export function exitLoss(
  deepest: ExitOutput,
  shallow: readonly ExitOutput[],
  labels: Tensor1D,
  { exitWeight, exitTemperature, exitHint }: Choice,
): Scalar {
  const terms: Tensor[] = [];
  const softened = exitWeight > 0 ? softenedTargets(deepest.logits, exitTemperature) : undefined;
  for (const { logits, features } of shallow) {
    terms.push(tf.mul(supervisedLoss(logits, labels), 1 - exitWeight));
    // The gradient of this loss is its own, and knows the logits alone.
    if (softened !== undefined) terms.push(tf.mul(klLoss(logits, softened), exitWeight));
    if (exitHint > 0) terms.push(tf.mul(distance(features, deepest.features), exitHint));
  }
  return terms.reduce((sum, term) => tf.add(sum, term)) as Scalar;
}

function softenedTargets(logits: Tensor2D, temperature: number): TargetTensors<'probabilities'> {
  const targets = tf.softmax(tf.div(logits, temperature)) as Tensor2D;
  return { form: 'probabilities', temperature, standardize: false, targets };
}

/** Mean over the batch of the squared distance; the gradient goes to the first alone. */
function distance(features: Tensor2D, target: Tensor2D): Scalar {
  const [batch] = features.shape;
  const measured = tf.customGrad((values, save) => {
    const difference = tf.sub(values as Tensor, target);
    (save as (tensors: Tensor[]) => void)([difference]);
    return {
      value: tf.div(tf.sum(tf.square(difference)), batch),
      gradFunc: (upstream, saved) => tf.mul((saved as Tensor[])[0]!, tf.mul(upstream as Tensor, 2 / batch)),
    };
  });
  return measured(features) as Scalar;
}
