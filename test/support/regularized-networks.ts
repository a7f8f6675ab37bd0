import { type LayersModel, type SymbolicTensor, type Tensor, tf } from '../../peer/model/backend.js';

/** λ of each kind of weight, by its name in its layer; different everywhere, so that none can stand for another. */
export const RATES: Readonly<Record<string, { readonly l1: number; readonly l2: number }>> = {
  kernel: { l1: 0, l2: 0.5 },
  recurrent_kernel: { l1: 0.25, l2: 0.125 },
  bias: { l1: 0.75, l2: 0 },
  depthwise_kernel: { l1: 0, l2: 1.5 },
  pointwise_kernel: { l1: 0.375, l2: 0.0625 },
  embeddings: { l1: 0, l2: 0.875 },
  gamma: { l1: 0.03125, l2: 0 },
  beta: { l1: 0, l2: 2 },
  alpha: { l1: 1.25, l2: 0.25 },
};

const rate = (name: string): object => tf.regularizers.l1l2(RATES[name]);
const away = (seed: number): object => tf.initializers.randomNormal({ mean: 0.1, stddev: 1, seed });

/** Regularizers, and weights away from 0, for a layer with the weights that are named. */
function arguments_(...names: string[]): Record<string, object> {
  const prefixes = names.map((name) => [name, name.replace('_kernel', '')] as const);
  return Object.fromEntries(
    prefixes.flatMap(([name, prefix], i) => [
      [`${prefix}Regularizer`, rate(name)],
      [`${prefix}Initializer`, away(i + 3)],
    ]),
  );
}

const DENSE = arguments_('kernel', 'bias');
const RECURRENT = arguments_('kernel', 'recurrent_kernel', 'bias');
const { layers } = tf;
// biome-ignore lint/suspicious/noExplicitAny: arguments are put together by name
type Any = any;
const made = (make: (given: Any) => unknown, given: object): Any => make(given);

/** A network with one layer in the middle, on `[batch, ...shape]`. */
function around(layer: Any, shape: number[]): LayersModel {
  const input = tf.input({ shape });
  return tf.model({ inputs: input, outputs: layer.apply(input) as SymbolicTensor });
}

const inner = (): LayersModel => around(made(layers.dense, { units: 2, ...DENSE }), [3]);

/** Networks over all layers that take regularizers, and over all ways in which a network may hold them. */
export const REGULARIZED: Readonly<Record<string, () => LayersModel>> = {
  dense: inner,
  conv1d: () => around(made(layers.conv1d, { filters: 2, kernelSize: 2, ...DENSE }), [4, 3]),
  conv2d: () => around(made(layers.conv2d, { filters: 2, kernelSize: 2, ...DENSE }), [4, 4, 3]),
  conv3d: () => around(made(layers.conv3d, { filters: 2, kernelSize: 2, ...DENSE }), [3, 3, 3, 2]),
  conv2dTranspose: () =>
    around(made(layers.conv2dTranspose, { filters: 2, kernelSize: 2, ...DENSE }), [4, 4, 3]),
  depthwiseConv2d: () =>
    around(
      made(layers.depthwiseConv2d, { kernelSize: 2, ...arguments_('depthwise_kernel', 'bias') }),
      [4, 4, 3],
    ),
  separableConv2d: () =>
    around(
      made(layers.separableConv2d, {
        ...{ filters: 2, kernelSize: 2 },
        ...arguments_('depthwise_kernel', 'pointwise_kernel', 'bias'),
      }),
      [4, 4, 3],
    ),
  embedding: () =>
    around(made(layers.embedding, { inputDim: 5, outputDim: 2, ...arguments_('embeddings') }), [3]),
  batchNormalization: () => around(made(layers.batchNormalization, arguments_('gamma', 'beta')), [3]),
  layerNormalization: () => around(made(layers.layerNormalization, arguments_('gamma', 'beta')), [3]),
  prelu: () => around(made(layers.prelu, arguments_('alpha')), [3]),
  simpleRNN: () => around(made(layers.simpleRNN, { units: 2, ...RECURRENT }), [3, 2]),
  gru: () => around(made(layers.gru, { units: 2, ...RECURRENT }), [3, 2]),
  lstm: () => around(made(layers.lstm, { units: 2, unitForgetBias: false, ...RECURRENT }), [3, 2]),
  convLstm2d: () =>
    around(
      made(layers.convLstm2d, { filters: 2, kernelSize: 2, unitForgetBias: false, ...RECURRENT }),
      [3, 4, 4, 1],
    ),
  'stacked cells': () => {
    const cells = [2, 3].map((units) => made(layers.gruCell, { units, ...RECURRENT }));
    return around(made(layers.rnn, { cell: cells }), [3, 2]);
  },
  bidirectional: () =>
    around(made(layers.bidirectional, { layer: made(layers.gru, { units: 2, ...RECURRENT }) }), [3, 2]),
  timeDistributed: () =>
    around(made(layers.timeDistributed, { layer: made(layers.dense, { units: 2, ...DENSE }) }), [4, 3]),
  'a nested model': () => {
    const model = tf.sequential({ layers: [layers.reshape({ targetShape: [3], inputShape: [3, 1] })] });
    model.add(inner());
    model.add(made(layers.dense, { units: 2, ...DENSE }));
    return model;
  },
  'a model in timeDistributed': () => around(made(layers.timeDistributed, { layer: inner() }), [4, 3]),
  'a layer called twice': () => {
    const layer = made(layers.dense, { units: 3, ...DENSE });
    const input = tf.input({ shape: [3] });
    return tf.model({ inputs: input, outputs: layer.apply(layer.apply(input)) as SymbolicTensor });
  },
  'a layer of two nested models': () => {
    const shared = made(layers.dense, { units: 3, ...DENSE });
    const [a, b] = [around(shared, [3]), around(shared, [3])];
    const input = tf.input({ shape: [3] });
    return tf.model({ inputs: input, outputs: b.apply(a.apply(input)) as SymbolicTensor });
  },
};

/** A network's weights by the name in their layer, each once. */
export function weightsByName(network: LayersModel): (readonly [name: string, variable: Tensor])[] {
  const weights = [...new Set(network.weights)];
  return weights.map((weight) => [weight.originalName.split('/').at(-1)!, weight.read()]);
}
