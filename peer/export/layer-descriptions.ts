import { CodistillError } from '../../proto/errors.js';
import type { NamedTensor } from '../files/safetensors.js';
import type { SymbolicTensor } from '../model/backend.js';
import type { LayerWithOptions } from '../model/layers/layer-with-options.js';

export type Layer = SymbolicTensor['sourceLayer'];
export type Config = Readonly<Record<string, unknown>>;

/** One layer of Keras 3; a few in a row compute the same as a layer of a network. */
export interface LayerStep {
  /** A class of `keras.layers`, or one of the few that the loaders bring along. */
  readonly layer: string;
  readonly config: Config;
  /** In the order and form in which Keras keeps them. */
  readonly weights: readonly NamedTensor[];
}

type Weights = ReadonlyMap<string, NamedTensor>;
type Describe = (layer: Layer, weights: Weights) => LayerStep[];

const KERNEL_CONFIG = ['kernelSize', 'strides', 'padding', 'dilationRate', 'activation', 'useBias'];
const POOLING_CONFIG = ['poolSize', 'strides', 'padding'];
const SCALED_CONFIG = ['epsilon', 'center', 'scale'];
const GRU_CONFIG = ['units', 'activation', 'recurrentActivation', 'useBias', 'resetAfter', 'returnSequences'];

/** TensorFlow.js's layers that are told by these entries of their configuration. */
const CONFIGURED: Readonly<Record<string, readonly string[]>> = {
  Activation: ['activation'],
  Add: [],
  Average: [],
  AveragePooling2D: POOLING_CONFIG,
  BatchNormalization: ['axis', 'momentum', ...SCALED_CONFIG],
  Concatenate: ['axis'],
  Conv2D: ['filters', ...KERNEL_CONFIG],
  Dense: ['units', 'activation', 'useBias'],
  DepthwiseConv2D: ['depthMultiplier', ...KERNEL_CONFIG],
  Dropout: ['rate'],
  ELU: ['alpha'],
  Embedding: ['inputDim', 'outputDim'],
  Flatten: [],
  GaussianDropout: ['rate'],
  GaussianNoise: ['stddev'],
  GlobalAveragePooling2D: [],
  GlobalMaxPooling2D: [],
  GRU: GRU_CONFIG,
  LayerNormalization: ['axis', ...SCALED_CONFIG],
  MaxPooling2D: POOLING_CONFIG,
  Maximum: [],
  Minimum: [],
  Multiply: [],
  Permute: ['dims'],
  ReLU: ['maxValue'],
  Reshape: ['targetShape'],
  SeparableConv2D: ['filters', ...KERNEL_CONFIG],
  Softmax: ['axis'],
  ZeroPadding2D: ['padding'],
};

/** Entries that every loader takes as if they had only this value. */
const ONLY: Config = {
  dataFormat: 'channelsLast',
  dropout: 0,
  goBackwards: false,
  maskZero: false,
  recurrentDropout: 0,
  returnState: false,
  stateful: false,
};

const NORMALIZATION = { epsilon: 1e-5, center: true, scale: true };

/** Layers that TensorFlow.js has not, or Keras has by another name. */
const DESCRIBED: Readonly<Record<string, Describe>> = {
  CifarResnetShortcut: shortcut,
  CodistillBatchNormalization: (_, weights) =>
    one('BatchNormalization', { axis: -1, momentum: 0.9, ...NORMALIZATION }, [...weights.values()]),
  CodistillCausalAttention: (layer) => one('CausalAttention', options(layer, 'tokens', 'heads')),
  CodistillContextWindows: (layer) => one('ContextWindows', options(layer, 'context', 'positions')),
  CodistillGatedRecurrence: gatedRecurrence,
  CodistillLayerNormalization: (_, weights) =>
    one('LayerNormalization', { axis: -1, ...NORMALIZATION }, [...weights.values()]),
  CodistillTokenEmbedding: tokenEmbedding,
  CodistillTokenRows: (layer) => one('TokenRows', options(layer, 'tokens', 'positions')),
  LeakyReLU: (layer) => one('LeakyReLU', { negative_slope: layer.getConfig().alpha }),
  SeededDropout: (layer) => one('Dropout', options(layer, 'rate')),
};

/**
 * Describes a layer in Keras's terms.
 *
 * @param weights - Its weights by their names in the layer.
 * @throws {CodistillError} `ERR_EXPORT_LAYER` naming a layer that is neither Keras's nor of the catalog.
 */
export function describeLayer(layer: Layer, weights: Weights): LayerStep[] {
  const className = layer.getClassName();
  const describe = DESCRIBED[className];
  if (describe !== undefined) return describe(layer, weights);
  const entries = CONFIGURED[className];
  if (entries === undefined) throw refused(layer, `no loader has a layer ${className}`);
  const config = layer.getConfig() as Config;
  for (const [key, value] of Object.entries(ONLY)) {
    if ((config[key] ?? value) !== value) throw refused(layer, `no loader has ${key}=${String(config[key])}`);
  }
  const told = entries.filter((key) => config[key] !== undefined && config[key] !== null);
  const inKeras = told.map((key) => [snakeCase(key), valueInKeras(config[key])] as const);
  return one(className, Object.fromEntries(inKeras), [...weights.values()]);
}

function one(layer: string, config: Config, weights: readonly NamedTensor[] = []): LayerStep[] {
  return [{ layer, config, weights }];
}

function options(layer: Layer, ...names: readonly string[]): Config {
  const given = (layer as LayerWithOptions<{ readonly name: string }>).options as unknown as Config;
  return Object.fromEntries(names.map((name) => [name, given[name]]));
}

/** Every second pixel of every second row, and zero channels on both sides, by layers that move channels to where Keras pads. */
function shortcut(layer: Layer): LayerStep[] {
  const channels = layer.inboundNodes[0]!.inputTensors[0]!.shape.at(-1)!;
  const padding = [
    [0, 0],
    [Math.floor(channels / 2), Math.ceil(channels / 2)],
  ];
  return [
    ...one('AveragePooling2D', { pool_size: [1, 1], strides: [2, 2], padding: 'valid' }),
    ...one('Permute', { dims: [1, 3, 2] }),
    ...one('ZeroPadding2D', { padding }),
    ...one('Permute', { dims: [1, 3, 2] }),
  ];
}

function tokenEmbedding(layer: Layer, weights: Weights): LayerStep[] {
  const { vocabulary: input_dim, width: output_dim } = options(layer, 'vocabulary', 'width');
  const [table, places] = [...weights.values()];
  const embedding = one('Embedding', { input_dim, output_dim }, [table!]);
  return places === undefined ? embedding : [...embedding, ...one('PositionEmbedding', {}, [places])];
}

/** The first two gates of each row change places: r, z, n become z, r, n, and the other way round. */
function otherGates(values: Float32Array, units: number): Float32Array {
  const moved = new Float32Array(values.length);
  for (let at = 0; at < values.length; at += 3 * units) {
    moved.set(values.subarray(at + units, at + 2 * units), at);
    moved.set(values.subarray(at, at + units), at + units);
    moved.set(values.subarray(at + 2 * units, at + 3 * units), at + 2 * units);
  }
  return moved;
}

/** Keras has the gates in the order z, r, n, and both biases as one tensor. */
function gatedRecurrence(layer: Layer, weights: Weights): LayerStep[] {
  const { units } = options(layer, 'units') as { units: number };
  const inOrder = ({ values, ...tensor }: NamedTensor): NamedTensor => ({
    ...tensor,
    values: otherGates(values, units),
  });
  const [kernel, bias, recurrent, recurrentBias] = [
    'kernel',
    'bias',
    'recurrent_kernel',
    'recurrent_bias',
  ].map((name) => inOrder(weights.get(name)!)) as [NamedTensor, NamedTensor, NamedTensor, NamedTensor];
  const both = Float32Array.of(...bias.values, ...recurrentBias.values);
  const config = {
    ...{ units, activation: 'tanh', recurrent_activation: 'sigmoid' },
    ...{ use_bias: true, reset_after: true, return_sequences: true },
  };
  return one('GRU', config, [kernel, recurrent, { ...bias, shape: [2, 3 * units], values: both }]);
}

/**
 * The way back: the values of a layer's weights by their names in it, from those of its description.
 *
 * @param values - Of the weights of its steps, in order.
 */
export function valuesOfLayer(
  layer: Layer,
  values: readonly Float32Array[],
): ReadonlyMap<string, Float32Array> {
  if (layer.getClassName() !== 'CodistillGatedRecurrence')
    return new Map(layer.weights.map((weight, i) => [weight.originalName.split('/').at(-1)!, values[i]!]));
  const { units } = options(layer, 'units') as { units: number };
  const [kernel, recurrent, both] = values.map((one) => otherGates(one, units));
  return new Map([
    ['kernel', kernel!],
    ['bias', both!.subarray(0, 3 * units)],
    ['recurrent_kernel', recurrent!],
    ['recurrent_bias', both!.subarray(3 * units)],
  ]);
}

function snakeCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Names of TensorFlow.js, such as `hardSigmoid`, become those of Keras; what it leaves open is −1. */
function valueInKeras(value: unknown): unknown {
  if (typeof value === 'string') return snakeCase(value);
  return Array.isArray(value) ? value.map((side: unknown) => side ?? -1) : value;
}

function refused({ name }: Layer, reason: string): CodistillError {
  return new CodistillError('ERR_EXPORT_LAYER', `layer "${name}" cannot be exported by layers: ${reason}`, {
    fix: 'take --format savedmodel, onnx or tfjs, which hold the ops of any layer',
    facts: { layer: name },
  });
}
