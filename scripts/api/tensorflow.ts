import type { LayersModel, Scalar, Tensor1D, Tensor2D, tf } from '../../peer/model/backend.js';
import type { DecoupledFactors } from '../../peer/model/losses/decoupled.js';
import type { SampleContext } from '../../peer/model/networks/network-context.js';
import type { BuiltInLoss } from '../../proto/distillation-loss.js';
import { CodistillError } from '../../proto/errors.js';
import { ensureSetUp } from '../set-up.js';

/** The terms of a distillation loss; each is as in the run spec. */
export interface LossTerms extends Partial<DecoupledFactors> {
  /** T: divides the logits of both sides before the softmax. @default 1 */
  readonly temperature?: number;
  /** Whether the logits of both sides are standardised row by row first. @default false */
  readonly standardize?: boolean;
  /** Hard labels, int32 `[batch]`; `dkd` needs them. */
  readonly labels?: Tensor1D;
  /** Factor on each row's loss, float32 `[batch]`. @default all 1 */
  readonly rowWeights?: Tensor1D;
}

/** TensorFlow in this process, and what codistill trains with, as functions of it. */
export interface TensorFlowTools {
  /** TensorFlow.js, with the native library behind it. A process may load it only once: use this one. */
  readonly tf: typeof tf;
  /**
   * Makes the network that a name stands for, such as `resnet20`, `mlp:256-128` or `./my-network.js`.
   *
   * @returns Input float32 `[batch, height, width, channels]` or `[batch, tokens]`, output logits. The caller owns it.
   * @throws {CodistillError} `ERR_NETWORK_UNKNOWN`, `ERR_NETWORK_MODULE`, `ERR_CLASS_COUNT` or `ERR_SHAPE`.
   */
  createNetwork(name: string, context: SampleContext): Promise<LayersModel>;
  /**
   * Cross-entropy with hard labels, the mean over the batch, in nats.
   *
   * @param logits - float32 `[batch, classes]`.
   * @param labels - int32 `[batch]`.
   * @returns Scalar float32. The caller owns it.
   */
  supervisedLoss(logits: Tensor2D, labels: Tensor1D): Scalar;
  /**
   * A peer's distillation loss against one teacher: of `kl` it is T² · KL(teacher ‖ peer), the mean over the batch, in nats.
   *
   * @param logits - The peer's, float32 `[batch, classes]`. Gradients flow here only.
   * @param teacherLogits - Constants of the same shape.
   * @returns Scalar float32. The caller owns it.
   * @throws {CodistillError} `ERR_SHAPE` when the shapes differ; `ERR_USAGE` for `dkd` without labels.
   */
  distillationLoss(name: BuiltInLoss, logits: Tensor2D, teacherLogits: Tensor2D, terms?: LossTerms): Scalar;
}

/**
 * Loads TensorFlow into this process, about a second the first time.
 *
 * @throws {CodistillError} `ERR_SETUP` of a package that cannot be set up; `ERR_NATIVE_LIBRARY` when the native library is missing or does not load.
 */
export async function loadTensorFlow(): Promise<TensorFlowTools> {
  await ensureSetUp();
  const { tf } = await import('../../peer/model/backend.js');
  const { createNetwork } = await import('../../peer/model/networks/catalog.js');
  const { DISTILLATION_LOSSES, distillationLoss } = await import('../../peer/model/losses/distillation.js');
  const { standardizedLogits } = await import('../../peer/model/losses/standardization.js');
  const { supervisedLoss } = await import('../../peer/model/losses/supervised.js');
  return {
    ...{ tf, createNetwork, supervisedLoss },
    distillationLoss(name, logits, teacherLogits, terms = {}) {
      const { temperature = 1, standardize = false, labels, rowWeights } = terms;
      const { dkdTarget = 1, dkdOthers = 8 } = terms;
      if (name === 'dkd' && labels === undefined) {
        throw new CodistillError('ERR_USAGE', 'the loss "dkd" needs the labels of the batch', {
          fix: 'give them as `labels`, int32 [batch]',
        });
      }
      const { form } = DISTILLATION_LOSSES[name];
      return tf.tidy(() => {
        const taught = standardize ? standardizedLogits(teacherLogits) : teacherLogits;
        const scaled = tf.div<Tensor2D>(taught, temperature);
        const targets = {
          logits: taught,
          probabilities: tf.softmax(scaled),
          'log-probabilities': tf.logSoftmax(scaled),
        }[form];
        return distillationLoss(
          DISTILLATION_LOSSES[name],
          logits,
          { form, temperature, standardize, targets, ...(rowWeights === undefined ? {} : { rowWeights }) },
          labels ?? tf.zeros([logits.shape[0]], 'int32'),
          { dkdTarget, dkdOthers },
        );
      });
    },
  };
}
