import type { TargetForm, TeachingTargets } from '../../peer/core/teaching/targets.js';
import { type Scalar, type Tensor1D, type Tensor2D, tf } from '../../peer/model/backend.js';
import type { TargetTensors } from '../../peer/model/losses/target-tensors.js';
import { assertClose } from './closeness.js';
import { finiteDifferences, type Rows } from './reference-loss.js';

/** Three rows of four classes: a plain one, a sure one, a wrong one. */
export const LOGITS: Rows = [
  [2, -1, 0.5, 0.25],
  [0, 0, 3, -2],
  [-4, 1.5, 1, 0],
];
export const LABELS = [0, 3, 1];
/** What a teacher says of them, every probability above 0. */
export const TEACHER: Rows = [
  [0.5, 1, -2, 0.5],
  [-1, 0.25, 2, 0],
  [0, 0, 0.5, -3],
];
/** One row whole, one half, one not at all. */
export const ROW_WEIGHTS = [1, 0.5, 0];
export const TEMPERATURES = [0.5, 1, 2, 4, 20];

export const matrix = (rows: Rows): Tensor2D => tf.tensor2d(rows.map((row) => [...row]));
export const vector = (values: readonly number[]): Tensor1D => tf.tensor1d([...values], 'float32');
export const labelsTensor = (labels: readonly number[] = LABELS): Tensor1D =>
  tf.tensor1d([...labels], 'int32');

/** The targets of a batch as a loss takes them. */
export function targetTensors(taught: TeachingTargets): TargetTensors {
  const { targets, rowWeights } = taught;
  const rows = rowWeights.length;
  return {
    ...taught,
    targets: tf.tensor2d(targets, [rows, targets.length / rows]),
    rowWeights: vector([...rowWeights]),
  };
}

/** Probabilities at a temperature, as a loss takes them. */
export const soft = targetsIn('probabilities');
/** Logarithms of probabilities at a temperature, likewise. */
export const logSoft = targetsIn('log-probabilities');
/** Logits, likewise. */
export const asLogits = (targets: Tensor2D, rowWeights?: Tensor1D): TargetTensors<'logits'> =>
  targetsIn('logits')(targets, 1, rowWeights);

function targetsIn<Form extends TargetForm>(form: Form) {
  return (targets: Tensor2D, temperature: number, rowWeights?: Tensor1D): TargetTensors<Form> => ({
    form,
    temperature,
    standardize: false,
    targets,
    ...(rowWeights === undefined ? {} : { rowWeights }),
  });
}

/** Value and gradient of a loss of logits; leaves no tensor. */
export function measured(
  loss: (logits: Tensor2D) => Scalar,
  at: Rows = LOGITS,
): { readonly value: number; readonly gradient: number[] } {
  return tf.tidy(() => {
    const { value, grad } = tf.valueAndGrad((logits) => loss(logits as Tensor2D))(matrix(at));
    return { value: value.dataSync()[0]!, gradient: [...grad.dataSync()] };
  });
}

/** Asserts that a loss has the value of a formula in float64, and the gradient of its finite differences. */
export function assertLoss(
  loss: (logits: Tensor2D) => Scalar,
  reference: (logits: Rows) => number,
  tolerance = 1e-6,
): void {
  const { value, gradient } = measured(loss);
  const expected = finiteDifferences(reference, LOGITS).flat();
  const scale = Math.max(1, Math.abs(reference(LOGITS)));
  assertClose([value], [reference(LOGITS)], 3e-5 * scale, 'loss');
  const steepest = Math.max(1, ...expected.map(Math.abs));
  assertClose(gradient, expected, tolerance * steepest, 'gradient');
}

/** Tensors that a loss leaves behind besides its scalar. */
export function tensorsLeft(loss: () => Scalar): number {
  const before = tf.memory().numTensors;
  const made = loss();
  const left = tf.memory().numTensors - before - 1;
  made.dispose();
  return left;
}
