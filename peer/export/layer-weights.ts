import type { LayersModel, Variable } from '../model/backend.js';
import { namedWeights } from '../model/weights.js';
import { nodeName } from './inference-graph.js';

/** A weight of a network, under the name of its layer. */
export interface LayerWeight {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}

/** Every weight in the order of `namedWeights`, as `<layer>/<name>`, each name once. */
export function layerWeights(network: LayersModel): LayerWeight[] {
  const layers = new Map<Variable, string>();
  for (const layer of network.layers) {
    for (const weight of layer.weights) layers.set(weight.read() as Variable, layer.name);
  }
  const taken = new Set<string>();
  return namedWeights(network).map(({ name, variable }, ordinal) => {
    const plain = nodeName(`${layers.get(variable) ?? 'network'}/${name.split('/').at(-1)}`);
    const free = taken.has(plain) ? `${plain}_${ordinal}` : plain;
    taken.add(free);
    return { name: free, shape: variable.shape, values: variable.dataSync() as Float32Array };
  });
}
