import { CodistillError } from '../../proto/errors.js';
import type { Checkpoint, CheckpointTensor } from '../files/checkpoint-format.js';
import { type LayersModel, type Tensor, tf, type Variable } from './backend.js';
import type { Optimizer } from './optimizers/optimizer.js';
import { type NamedVariable, namedWeights } from './weights.js';

/** The tensors of a peer's state, and the optimizer's counter. */
export type TrainingState = Pick<Checkpoint, 'tensors' | 'optimizerUpdates'>;

/**
 * Copies weights, moving statistics and optimizer slots out of TensorFlow, bit for bit.
 *
 * @param others - Learned variables besides the network's: a feature loss's regressor.
 */
export function collectTrainingState(
  model: LayersModel,
  optimizer: Optimizer,
  others: readonly NamedVariable[] = [],
): TrainingState {
  const variables = [...namedWeights(model), ...optimizer.slots(), ...others];
  return { optimizerUpdates: optimizer.updates, tensors: collectTensors(variables) };
}

/** Copies variables out of TensorFlow under their names, bit for bit. */
export function collectTensors(variables: readonly NamedVariable[]): CheckpointTensor[] {
  return variables.map(({ name, variable }) => ({
    name,
    shape: [...variable.shape],
    values: variable.dataSync() as Float32Array,
  }));
}

/**
 * Puts a checkpoint back, bit for bit: the next update is the one an unbroken run would have made.
 *
 * @throws {CodistillError} `ERR_CHECKPOINT_CORRUPT` naming the first tensor that is missing or has another shape; then
 *   nothing was changed.
 */
export function restoreTrainingState(
  model: LayersModel,
  optimizer: Optimizer,
  state: TrainingState,
  others: readonly NamedVariable[] = [],
): void {
  assignAll([...namedWeights(model), ...optimizer.slots(), ...others], state.tensors);
  optimizer.updates = state.optimizerUpdates;
}

/** Puts only the weights and moving statistics back, for evaluation; errors as {@link restoreTrainingState}. */
export function restoreWeights(model: LayersModel, state: TrainingState): void {
  assignAll(namedWeights(model), state.tensors);
}

function assignAll(variables: readonly NamedVariable[], tensors: readonly CheckpointTensor[]): void {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const pairs = variables.map(({ name, variable }) => {
    const tensor = byName.get(name);
    if (tensor === undefined) throw unfit(name, 'is missing');
    if (tensor.shape.join() !== variable.shape.join()) {
      throw unfit(name, `is [${tensor.shape}], the network needs [${variable.shape}]`);
    }
    return { variable, tensor };
  });
  for (const { variable, tensor } of pairs) assignValues(variable, tensor.values);
}

/** @param values - As many as the variable has, row-major. */
export function assignValues(variable: Variable, values: Float32Array): void {
  const value: Tensor = tf.tensor(values, variable.shape, 'float32');
  variable.assign(value);
  value.dispose();
}

function unfit(name: string, reason: string): CodistillError {
  return new CodistillError(
    'ERR_CHECKPOINT_CORRUPT',
    `the checkpoint does not fit the network: ${name} ${reason}`,
    {
      fix: 'train in a new run directory, or resume with the network it was written by',
      facts: { tensor: name },
    },
  );
}
