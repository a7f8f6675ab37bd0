import type { NamedTensor } from '../files/safetensors.js';
import { type LayersModel, type SymbolicTensor, tf, type Variable } from '../model/backend.js';
import { sampleShapeOf } from '../model/evaluate.js';
import { namedWeights } from '../model/weights.js';
import { INPUT, nodeName, type OutputName } from './inference-graph.js';
import { type Config, describeLayer, type Layer } from './layer-descriptions.js';

/** A network in inference mode as layers of Keras, in the order in which they are computed. */
export interface Architecture {
  /** Of one sample. */
  readonly shape: readonly number[];
  readonly layers: readonly ArchitectureLayer[];
  readonly output: OutputName;
}

/** One call of a layer. The output of the last one is the network's. */
export interface ArchitectureLayer {
  readonly name: string;
  /** The earlier one whose weights it has. */
  readonly shares?: string;
  readonly layer: string;
  readonly config: Config;
  /** Names of the layers whose outputs it takes; `INPUT` is the network's. */
  readonly inputs: readonly string[];
  readonly weights: readonly NamedTensor[];
  /** Of the output: `[samples, …]`. */
  readonly shape: readonly (number | null)[];
  /** The network's own tensor in the place of its output; absent inside a layer and inside a network that is a layer. */
  readonly tensor?: SymbolicTensor;
  /** The network's own layer that it is, or is a step of; absent where a description was put together. */
  readonly source?: Layer;
}

/**
 * Describes a network layer by layer, networks within it too.
 *
 * @throws {CodistillError} `ERR_EXPORT_LAYER` naming the first layer that Keras has not.
 */
export function architectureOf(network: LayersModel): Architecture {
  const walk = new ArchitectureWalk(network);
  return { shape: sampleShapeOf(network), layers: walk.layers, output: 'logits' };
}

/** Names of the tensors of one call of a network. */
type Names = Map<SymbolicTensor, string>;

class ArchitectureWalk {
  readonly layers: ArchitectureLayer[] = [];
  readonly #names = new Set<string>([INPUT]);
  readonly #first = new Map<Layer, readonly ArchitectureLayer[]>();
  readonly #values: ReadonlyMap<Variable, Float32Array>;

  constructor(network: LayersModel) {
    this.#values = new Map(
      namedWeights(network).map(({ variable }) => [variable, variable.dataSync() as Float32Array]),
    );
    this.#reach(network.outputs[0]!, new Map([[network.inputs[0]!, INPUT]]), true);
  }

  /** Adds what a tensor is made of, and returns the name of the layer that makes it. */
  #reach(tensor: SymbolicTensor, names: Names, outside: boolean): string {
    const known = names.get(tensor);
    if (known !== undefined) return known;
    const { sourceLayer, nodeIndex, shape } = tensor;
    const { inputTensors } = sourceLayer.inboundNodes[nodeIndex]!;
    const inputs = inputTensors.map((input) => this.#reach(input, names, outside));
    const name =
      sourceLayer instanceof tf.LayersModel
        ? this.#within(sourceLayer, inputs, tensor)
        : this.#call(sourceLayer, inputs, outside ? { shape, tensor } : { shape });
    names.set(tensor, name);
    return name;
  }

  #within(network: LayersModel, inputs: readonly string[], tensor: SymbolicTensor): string {
    const names: Names = new Map(network.inputs.map((input, i) => [input, inputs[i]!]));
    return this.#reach(network.outputs[tensor.outputTensorIndex ?? 0]!, names, false);
  }

  #call(layer: Layer, inputs: readonly string[], made: Pick<ArchitectureLayer, 'shape' | 'tensor'>): string {
    const first = this.#first.get(layer);
    const steps = describeLayer(layer, this.#weightsOf(layer));
    let from = inputs;
    const calls = steps.map((step, i): ArchitectureLayer => {
      const isLast = i === steps.length - 1;
      const own = plainName(layer);
      const name = this.#free(isLast ? own : `${own}_${i + 1}`);
      const weights = step.weights.map((weight) => ({ ...weight, name: `${name}/${weight.name}` }));
      const shares = first === undefined || weights.length === 0 ? {} : sharing(first[i]!);
      const { layer: kind, config } = step;
      const call = { name, layer: kind, config, inputs: from, weights, ...shares, source: layer };
      from = [name];
      return isLast ? { ...call, ...made } : { ...call, shape: [] };
    });
    if (first === undefined) this.#first.set(layer, calls);
    this.layers.push(...calls);
    return calls.at(-1)!.name;
  }

  #weightsOf(layer: Layer): Map<string, NamedTensor> {
    return new Map(
      layer.weights.map((weight) => {
        const name = weight.originalName.split('/').at(-1)!;
        const variable = weight.read() as Variable;
        return [name, { name, shape: variable.shape, values: this.#values.get(variable)! }];
      }),
    );
  }

  #free(wanted: string): string {
    let name = nodeName(wanted);
    for (let i = 2; this.#names.has(name); i++) name = `${nodeName(wanted)}_${i}`;
    this.#names.add(name);
    return name;
  }
}

/** The name of a layer in its network: TensorFlow.js numbers those without a name through the process, here they are counted in the network. */
function plainName(layer: Layer): string {
  const counted = new RegExp(`^(.*)_${layer.getClassName()}\\d+$`).exec(layer.name);
  return counted?.[1] ?? layer.name;
}

function sharing({ name, weights }: ArchitectureLayer): Pick<ArchitectureLayer, 'shares' | 'weights'> {
  return { shares: name, weights };
}
