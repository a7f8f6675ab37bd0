import {
  importUserFunction,
  reasonOf,
  type UserModuleKind,
  userModuleError,
} from '../../../proto/user-module.js';
import type { TargetForm } from '../../core/teaching/targets.js';
import { type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from '../backend.js';
import type { DistillationLoss } from './distillation.js';

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
 * The module exports the function, and optionally `targets`, one of {@link TargetForm}; probabilities by default. Logits and
 * targets are float32 `[rows, classes]`, labels int32 `[rows]`; gradients flow to the logits only.
 *
 * @throws {CodistillError} `ERR_MODULE` naming the file and the reason.
 */
export async function loadUserLoss(path: string, classes: number): Promise<DistillationLoss> {
  const { call, exports } = await importUserFunction(path, KIND);
  const form = FORMS.find((one) => one === (exports.targets ?? 'probabilities'));
  if (form === undefined) {
    throw userModuleError(path, KIND, `exports targets that are none of ${FORMS.join(', ')}`);
  }
  const made: DistillationLoss = {
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

function tryOut(path: string, { form, loss }: DistillationLoss, classes: number): void {
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
