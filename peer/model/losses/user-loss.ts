import {
  importUserFunction,
  reasonOf,
  type UserModuleKind,
  userModuleError,
} from '../../../proto/user-module.js';
import type { TargetForm } from '../../core/teaching/targets.js';
import { type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from '../backend.js';
import type { DistillationLoss } from './distillation.js';

/** The arguments of a user's loss. */
export interface UserLossArguments {
  readonly tf: typeof tf;
  /** The peer's, float32 `[rows, classes]`; gradients flow here only. */
  readonly logits: Tensor2D;
  /** The teachers' predictions as one, float32 `[rows, classes]`, in the form that the module asks for. */
  readonly targets: Tensor2D;
  /** Hard labels, int32 `[rows]`. */
  readonly labels: Tensor1D;
  readonly temperature: number;
}

/** A distillation loss of the user's own. */
export type UserLoss = DistillationLoss;

const KIND: UserModuleKind = {
  what: 'loss',
  exportName: 'createLoss',
  code: 'ERR_MODULE',
  fix: 'export default ({ tf, logits, targets, labels, temperature }) => a float32 tensor [rows]: the loss of each row',
};
const FORMS: readonly TargetForm[] = ['probabilities', 'log-probabilities', 'logits'];

/**
 * Loads a user's loss, and tries it on three rows: a loss without a gradient is found before training.
 *
 * The module exports the function, and optionally `targets`, one of {@link TargetForm}; probabilities by default.
 *
 * @throws {CodistillError} `ERR_MODULE` naming the file and the reason.
 */
export async function loadUserLoss(path: string, classes: number): Promise<UserLoss> {
  const { call, exports } = await importUserFunction(path, KIND);
  const form = FORMS.find((one) => one === (exports.targets ?? 'probabilities'));
  if (form === undefined) {
    throw userModuleError(path, KIND, `exports targets that are none of ${FORMS.join(', ')}`);
  }
  const made: UserLoss = {
    form,
    loss(logits, { targets, rowWeights, temperature }, labels) {
      const rows = rowLosses(path, call({ tf, logits, targets, labels, temperature }), logits);
      return tf.mean(rowWeights === undefined ? rows : tf.mul(rows, rowWeights)) as Scalar;
    },
  };
  tryOut(path, made, classes);
  return made;
}

function rowLosses(path: string, made: unknown, logits: Tensor2D): Tensor1D {
  if (!(made instanceof tf.Tensor)) throw userModuleError(path, KIND, 'returns no tensor');
  const { shape, dtype } = made as Tensor;
  if (dtype === 'float32' && shape.length === 1 && shape[0] === logits.shape[0]) return made as Tensor1D;
  throw userModuleError(path, KIND, `returns ${dtype} [${shape}] for ${logits.shape[0]} rows`);
}

function tryOut(path: string, { form, loss }: UserLoss, classes: number): void {
  tf.tidy(() => {
    const rows = 3;
    const logits = tf.randomNormal([rows, classes], 0, 1, 'float32', 1) as Tensor2D;
    const labels = tf.zeros([rows], 'int32') as Tensor1D;
    const targets = tf.fill([rows, classes], 1 / classes) as Tensor2D;
    const taught = { form, temperature: 1, standardize: false, targets };
    try {
      tf.grad((values) => loss(values as Tensor2D, taught, labels, { dkdTarget: 0, dkdOthers: 0 }))(logits);
    } catch (cause) {
      throw userModuleError(path, KIND, `cannot be differentiated: ${reasonOf(cause)}`, cause);
    }
  });
}
