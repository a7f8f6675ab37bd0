import assert from 'node:assert/strict';
import type { BuiltInLoss, LossName } from '../../../proto/distillation-loss.js';
import type { TargetForm } from '../../core/teaching/targets.js';
import type { Scalar, Tensor1D, Tensor2D } from '../backend.js';
import { type DecoupledFactors, decoupledLoss } from './decoupled.js';
import { klLoss } from './kl.js';
import { logitMseLoss } from './logit-mse.js';
import { reverseKlLoss } from './reverse-kl.js';
import { softCrossEntropyLoss } from './soft-cross-entropy.js';
import { standardizedLogits } from './standardization.js';
import type { TargetTensors } from './target-tensors.js';

/** A distillation loss, and the form in which it takes its targets. */
export interface DistillationLoss<Form extends TargetForm = TargetForm> {
  readonly form: Form;
  /**
   * @param logits - This peer's, float32 `[batch, classes]`, standardised where the targets are. Gradients flow here only.
   * @param labels - Hard labels, int32 `[batch]`.
   * @returns Scalar float32: the mean over the whole batch of row weight times the row's loss. The caller owns it.
   */
  loss(logits: Tensor2D, taught: TargetTensors<Form>, labels: Tensor1D, factors: DecoupledFactors): Scalar;
}

type LossOfSomeForm = { readonly [Form in TargetForm]: DistillationLoss<Form> }[TargetForm];

/** The built-in losses by name; the formula of each stands in its own file. */
export const DISTILLATION_LOSSES = {
  kl: { form: 'probabilities', loss: klLoss },
  'reverse-kl': { form: 'log-probabilities', loss: reverseKlLoss },
  'cross-entropy': { form: 'probabilities', loss: softCrossEntropyLoss },
  mse: { form: 'logits', loss: logitMseLoss },
  dkd: { form: 'log-probabilities', loss: decoupledLoss },
} as const satisfies Readonly<Record<BuiltInLoss, LossOfSomeForm>>;

/**
 * The loss that a run spec names.
 *
 * @param user - The user's own loss, loaded, where the run spec names a module.
 */
export function lossNamed(name: LossName, user?: DistillationLoss): DistillationLoss {
  if (name !== 'module') return DISTILLATION_LOSSES[name];
  assert(user !== undefined, "the user's loss is loaded before training");
  return user;
}

/**
 * A distillation loss of a batch, on the terms of its targets: temperature and standardisation of this peer's logits are
 * those that `teachingTargets` applied to the teachers'.
 *
 * @param logits - This peer's logits, float32 `[batch, classes]`. Gradients flow here only.
 * @param labels - Hard labels, int32 `[batch]`.
 * @returns Scalar float32. The caller owns it.
 * @throws {ShapeError} `ERR_SHAPE` when the shapes differ.
 */
export function distillationLoss(
  { form, loss }: DistillationLoss,
  logits: Tensor2D,
  taught: TargetTensors,
  labels: Tensor1D,
  factors: DecoupledFactors,
): Scalar {
  assert(taught.form === form, `the loss takes ${form}, the targets are ${taught.form}`);
  return loss(taught.standardize ? standardizedLogits(logits) : logits, taught, labels, factors);
}
