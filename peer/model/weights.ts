import type { LayersModel, Variable } from './backend.js';

/** A weight of a network or a slot of an optimizer, under a name that is the same in every process. */
export interface NamedVariable {
  readonly name: string;
  readonly variable: Variable;
}

/**
 * The variables that training changes by gradients, in the network's own order, each once: tfjs lists those of a layer
 * that two nested models share once a model. The network owns them.
 */
export function trainableVariables(model: LayersModel): Variable[] {
  return [...new Set(model.trainableWeights.map((weight) => weight.read() as Variable))];
}

/**
 * Every weight, moving statistics of batch normalisation included, as `weights/<ordinal>/<name in its layer>`.
 * tfjs appends process-wide counters to names, so the ordinal identifies a weight and the rest is for the reader. It
 * counts in the order in which the weights were made: tfjs's own order changes when a layer is frozen.
 */
export function namedWeights(model: LayersModel): NamedVariable[] {
  const weights = [...new Set(model.weights)].sort((a, b) => a.id - b.id);
  return weights.map((weight, ordinal) => ({
    name: `weights/${ordinal}/${weight.originalName.split('/').at(-1)}`,
    variable: weight.read() as Variable,
  }));
}

/** Number of trainable parameters, as papers count them: without moving statistics. */
export function parameterCount(model: LayersModel): number {
  return trainableVariables(model).reduce((sum, variable) => sum + variable.size, 0);
}
