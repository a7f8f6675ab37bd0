import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { traceNetwork } from '../../../../peer/export/trace-network.js';
import { type LayersModel, type SymbolicTensor, type Tensor, tf } from '../../../../peer/model/backend.js';
import { failure } from '../../../support/data-files.js';
import {
  changeWeights,
  hasOnnxRuntime,
  proved,
  readableFormats,
  traced,
  trainedNetwork,
} from '../../../support/export-kit.js';

const BELIEVED = 1e-5;

/** Every network in every format predicts the same in another runtime, of more samples than it was traced with. */
async function provedEverywhere(t: TestContext, network: LayersModel): Promise<void> {
  const peer = traced('a', network);
  for (const format of readableFormats()) {
    const { difference, samples } = await proved(t, format, peer.graph, [peer]);
    assert.ok(difference < BELIEVED && samples === 4, `${format}: ${difference}`);
  }
  network.dispose();
}

test('ONNX Runtime is there', {
  skip: hasOnnxRuntime() ? false : 'onnxruntime-node is not installed: ONNX is not read',
}, () => {});

for (const name of ['mlp:8', 'cnn', 'resnet20', 'resnet20-exits', 'wrn-16-1']) {
  test(`${name} predicts the same in every format, on pictures of odd sides`, async (t) => {
    await provedEverywhere(t, await trainedNetwork(name));
  });
}

test('mobilenet predicts the same in every format', async (t) => {
  await provedEverywhere(t, await trainedNetwork('mobilenet', 'picture', { inputShape: [5, 7, 1] }));
});

for (const name of ['gru:4-8', 'transformer', 'mlp-lm']) {
  test(`${name} predicts the same in every format, after each token and after the last`, async (t) => {
    const inputShape = name === 'mlp-lm' ? [17] : [8];
    await provedEverywhere(t, await trainedNetwork(name, 'text', { inputShape, positions: 2 }));
    await provedEverywhere(t, await trainedNetwork(name, 'text', { inputShape, positions: 1 }));
  });
}

test("a user's network of two branches predicts the same in every format", async (t) => {
  const input = tf.input({ shape: [9, 11, 3] });
  const left = tf.layers.conv2d({
    filters: 4,
    kernelSize: [3, 5],
    strides: [2, 3],
    padding: 'same',
    activation: 'elu',
  });
  const right = tf.layers.separableConv2d({ filters: 4, kernelSize: [2, 3], strides: 2, padding: 'same' });
  const pooled = tf.layers.averagePooling2d({ poolSize: [3, 2], strides: [2, 2], padding: 'same' });
  const branches = [
    tf.layers.flatten().apply(tf.layers.batchNormalization().apply(left.apply(input))),
    tf.layers.flatten().apply(tf.layers.leakyReLU().apply(pooled.apply(right.apply(input)))),
  ] as SymbolicTensor[];
  const joined = tf.layers.concatenate().apply(branches);
  const output = tf.layers.dense({ units: 6 }).apply(joined) as SymbolicTensor;
  const network = tf.model({ inputs: input, outputs: output });
  changeWeights(network);
  await provedEverywhere(t, network);
});

test("a recurrent layer of TensorFlow.js, whose gates are not Torch's, predicts the same in every format", async (t) => {
  const input = tf.input({ shape: [8] });
  const embedded = tf.layers.embedding({ inputDim: 6, outputDim: 3 }).apply(input);
  const states = tf.layers.gru({ units: 5 }).apply(embedded);
  const network = tf.model({
    inputs: input,
    outputs: tf.layers.dense({ units: 6 }).apply(states) as SymbolicTensor,
  });
  changeWeights(network);
  await provedEverywhere(t, network);
});

/** A network of one layer of its own, which computes as it likes. */
function ofLayer(name: string, call: (x: Tensor) => Tensor): LayersModel {
  class Own extends tf.layers.Layer {
    static readonly className = 'Own';
    override call(inputs: Tensor | Tensor[]): Tensor {
      return tf.tidy(() => call(Array.isArray(inputs) ? inputs[0]! : inputs));
    }
  }
  const input = tf.input({ shape: [6] });
  return tf.model({ inputs: input, outputs: new Own({ name }).apply(input) as SymbolicTensor });
}

test('a layer that computes in JavaScript is refused by its name', () => {
  const network = ofLayer('looks', (x) => tf.mul(x, tf.sum(x).dataSync()[0]!));
  assert.throws(
    () => traceNetwork(network),
    failure('ERR_EXPORT_LAYER', /Mul in layer "looks": takes a value that JavaScript computes/),
  );
});

test('a layer whose form depends on the number of samples is refused by its name', () => {
  const network = ofLayer('counts', (x) => tf.mul(x, tf.range(0, x.shape[0]).reshape([-1, 1])));
  assert.throws(() => traceNetwork(network), failure('ERR_EXPORT_LAYER', /in layer "counts": .* number/));
});
