import { CodistillError } from '../../proto/errors.js';
import type { NamedTensor } from '../files/safetensors.js';
import type { LayersModel, Variable } from '../model/backend.js';
import { assignValues } from '../model/training-state.js';
import { type ArchitectureLayer, architectureOf } from './architecture.js';
import { type Layer, valuesOfLayer } from './layer-descriptions.js';

/**
 * Gives a network the weights that an export of one like it as safetensors holds.
 *
 * @param tensors - By the names of the export.
 * @param what - Names peer and file in an error.
 * @throws {CodistillError} `ERR_SHAPE` naming the first tensor that is missing, has another shape, or is of no layer; then nothing
 *   was changed. `ERR_EXPORT_LAYER` for a network that cannot be described, as `architectureOf`.
 */
export function assignWeights(
  network: LayersModel,
  tensors: ReadonlyMap<string, NamedTensor>,
  what: string,
): void {
  const layers = new Map<Layer, ArchitectureLayer[]>();
  for (const layer of architectureOf(network).layers) {
    if (layer.shares !== undefined || layer.weights.length === 0) continue;
    layers.set(layer.source!, [...(layers.get(layer.source!) ?? []), layer]);
  }
  const wanted = [...layers.values()].flat().flatMap(({ weights }) => weights);
  check(wanted, tensors, what);
  for (const [layer, steps] of layers) {
    const given = steps.flatMap(({ weights }) => weights.map(({ name }) => tensors.get(name)!.values));
    const values = valuesOfLayer(layer, given);
    for (const weight of layer.weights)
      assignValues(weight.read() as Variable, values.get(weight.originalName.split('/').at(-1)!)!);
  }
}

function check(
  wanted: readonly NamedTensor[],
  tensors: ReadonlyMap<string, NamedTensor>,
  what: string,
): void {
  for (const { name, shape } of wanted) {
    const found = tensors.get(name)?.shape;
    if (found === undefined) throw unfit(what, name, 'is missing');
    if (found.join() !== shape.join()) throw unfit(what, name, `is [${found}], the network needs [${shape}]`);
  }
  const names = new Set(wanted.map(({ name }) => name));
  const surplus = [...tensors.keys()].find((name) => !names.has(name));
  if (surplus !== undefined) throw unfit(what, surplus, 'is of none of its layers');
}

function unfit(what: string, tensor: string, problem: string): CodistillError {
  return new CodistillError('ERR_SHAPE', `${what} do not fit the network: ${tensor} ${problem}`, {
    fix: 'give the peer the network, and data with the samples and classes, of the peer that was exported, without --with-preprocessing',
    facts: { tensor },
  });
}
