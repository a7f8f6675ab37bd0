import { parseDistillationLoss } from '../../../proto/distillation-loss.js';
import { assertNever } from '../../../proto/errors.js';
import type { RunSpec } from '../../../proto/run-spec.js';
import type { Scalar, Tensor1D, Tensor2D } from '../backend.js';
import { decoupledLoss } from './decoupled.js';
import { klLoss } from './kl.js';
import { logitMseLoss } from './logit-mse.js';
import { reverseKlLoss } from './reverse-kl.js';
import { softCrossEntropyLoss } from './soft-cross-entropy.js';
import { standardizedLogits } from './standardization.js';
import type { UserLoss } from './user-loss.js';

/** What a batch is taught, on the device. */
export interface TargetTensors {
  /** float32 `[batch, classes]`, in the form that `targetForm` gives for the loss. */
  readonly targets: Tensor2D;
  /** float32 `[batch]`. */
  readonly rowWeights: Tensor1D;
}

type Choice = Pick<
  RunSpec['distillation'],
  'loss' | 'temperature' | 'standardize' | 'dkdTarget' | 'dkdOthers'
>;

/**
 * The distillation loss that a run spec names; the formula of each stands in its own file.
 *
 * @param logits - This peer's logits, float32 `[batch, classes]`. Gradients flow here only.
 * @param labels - Hard labels, int32 `[batch]`; only decoupled distillation looks at them.
 * @param taught - From `teachingTargets` for the same run spec, so that form, temperature and standardisation agree.
 * @param user - The user's own loss, where the run spec names a module.
 * @returns Scalar float32. The caller owns it.
 * @throws {ShapeError} `ERR_SHAPE` when the shapes differ.
 */
export function distillationLoss(
  logits: Tensor2D,
  labels: Tensor1D,
  taught: TargetTensors,
  choice: Choice,
  user?: UserLoss,
): Scalar {
  const { temperature, standardize } = choice;
  const { targets, rowWeights } = taught;
  const loss = parseDistillationLoss(choice.loss);
  const own = standardize ? standardizedLogits(logits) : logits;
  switch (loss) {
    case 'kl':
      return klLoss(own, targets, temperature, rowWeights);
    case 'reverse-kl':
      return reverseKlLoss(own, targets, temperature, rowWeights);
    case 'cross-entropy':
      return softCrossEntropyLoss(own, targets, temperature, rowWeights);
    case 'mse':
      return logitMseLoss(own, targets, rowWeights);
    case 'dkd': {
      const factors = { target: choice.dkdTarget, others: choice.dkdOthers };
      return decoupledLoss(own, targets, labels, temperature, factors, rowWeights);
    }
    case 'module':
      if (user === undefined) throw new Error(`${choice.loss} was not loaded`);
      return user.loss(own, labels, taught, temperature);
    default:
      return assertNever(loss);
  }
}
