import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  type LayersModel,
  type SymbolicTensor,
  type Tensor2D,
  type Tensor4D,
  tf,
} from '../../../../peer/model/backend.js';
import { ATTENTION_SIDE, tapFeatures } from '../../../../peer/model/feature-tap.js';
import { createNetwork } from '../../../../peer/model/networks/catalog.js';
import { CodistillError } from '../../../../proto/errors.js';
import { assertClose } from '../../../support/closeness.js';
import { noise } from '../../../support/step-kit.js';

async function network(t: TestContext, name: string, inputShape: [number, number, number] = [8, 8, 1]) {
  const made = await createNetwork(name, { inputShape, classes: 3, seed: 1 });
  t.after(() => made.dispose());
  return made;
}

const pictures = (rows: number, side = 8, channels = 1): Tensor4D =>
  tf.tensor4d(noise(1, rows * side * side * channels), [rows, side, side, channels]);

for (const [name, size] of [
  ['mlp:7-5', 5],
  ['cnn:4-6-9', 9],
  ['resnet20', 64],
  ['wrn-10-1', 64],
] as const) {
  test(`the embedding of ${name} has ${size} numbers, and the logits are its last layer's`, async (t) => {
    const model = await network(t, name);
    const tap = tapFeatures(model, 'rkd');
    assert.equal(tap.size, size);
    tf.tidy(() => {
      const { logits, features } = tap.forward(pictures(4));
      const [kernel, bias] = model.layers.at(-1)!.trainableWeights.map((weight) => weight.read());
      const byHand = tf.add(tf.matMul(features, kernel as Tensor2D), bias!);
      assertClose(logits.dataSync(), byHand.dataSync(), 1e-5);
      assert.deepEqual(features.shape, [4, size]);
    });
  });
}

test('the logits of a tapped network are those of the network, to the bit', async (t) => {
  const model = await network(t, 'resnet20');
  tf.tidy(() => {
    const inputs = pictures(4);
    const plain = model.apply(inputs, { training: true }) as Tensor2D;
    for (const kind of ['attention', 'hint'] as const) {
      assert.deepEqual(tapFeatures(model, kind).forward(inputs).logits.dataSync(), plain.dataSync());
    }
  });
});

/** One convolution that copies its picture twice, so that the attention map is the picture squared. */
function copying(t: TestContext, side: number): LayersModel {
  const input = tf.input({ shape: [side, side, 1] });
  const conv = tf.layers.conv2d({ filters: 2, kernelSize: 1, useBias: false, kernelInitializer: 'ones' });
  const pooled = tf.layers.globalAveragePooling2d({}).apply(conv.apply(input)) as SymbolicTensor;
  const made = tf.model({
    inputs: input,
    outputs: tf.layers.dense({ units: 3 }).apply(pooled) as SymbolicTensor,
  });
  t.after(() => made.dispose());
  return made;
}

for (const side of [2, 7, 8, 16]) {
  test(`an attention map of ${side}×${side} is averaged by area onto 8×8`, (t) => {
    const tap = tapFeatures(copying(t, side), 'attention');
    const picture = Array.from({ length: side * side }, (_, i) => (i * 7) % 5);
    const map = tf.tidy(() => [...tap.forward(tf.tensor4d(picture, [1, side, side, 1])).features.dataSync()]);
    const square = (y: number, x: number): number => picture[Math.floor(y) * side + Math.floor(x)]! ** 2;
    const fine = side * ATTENTION_SIDE; // a grid that both sides divide
    const expected = map.map((_, cell) => {
      const [row, column] = [Math.floor(cell / ATTENTION_SIDE), cell % ATTENTION_SIDE];
      let sum = 0;
      for (let y = 0; y < side; y++) {
        for (let x = 0; x < side; x++) {
          sum += square(((row * side + y) * side) / fine, ((column * side + x) * side) / fine);
        }
      }
      return sum / side ** 2;
    });
    assertClose(map, expected, 1e-4);
  });
}

test('attention is taken of the last pictures before the logits', async (t) => {
  const model = await network(t, 'cnn:4-6-9'); // pools 8×8 to 4×4 to 2×2
  tf.tidy(() => {
    const inputs = pictures(3);
    const { features } = tapFeatures(model, 'attention').forward(inputs);
    const pool = tf.model({
      inputs: model.inputs,
      outputs: model.getLayer('pool2').output as SymbolicTensor,
    });
    const energy = tf.mean(tf.square(pool.apply(inputs) as Tensor4D), 3); // [3, 2, 2]
    const blown = tf.tile(tf.reshape(energy, [3, 2, 1, 2, 1]), [1, 1, 4, 1, 4]);
    assertClose(features.dataSync(), blown.dataSync(), 1e-5);
  });
});

test('a network without pictures has no attention, and one with too wide an embedding is refused', async (t) => {
  const mlp = await network(t, 'mlp:5');
  assert.throws(
    () => tapFeatures(mlp, 'attention'),
    (error) =>
      error instanceof CodistillError && error.code === 'ERR_CONFIG' && /no attention/.test(error.message),
  );
  const input = tf.input({ shape: [65, 64, 1] });
  const flat = tf.layers.flatten().apply(input) as SymbolicTensor;
  const wide = tf.model({
    inputs: input,
    outputs: tf.layers.dense({ units: 3 }).apply(flat) as SymbolicTensor,
  });
  t.after(() => wide.dispose());
  assert.throws(() => tapFeatures(wide, 'similarity'), /4160 numbers a sample, 4096 may be sent/);
});

test('gradients flow through features into the network', async (t) => {
  const model = await network(t, 'cnn:4-6-9');
  for (const kind of ['attention', 'hint'] as const) {
    const tap = tapFeatures(model, kind);
    const sizes = tf.tidy(() => {
      const { grads } = tf.variableGrads(() => tf.sum(tap.forward(pictures(3)).features));
      return Object.values(grads).map((gradient) => gradient?.abs().sum().dataSync()[0] ?? 0);
    });
    assert.ok(sizes[0]! > 0);
  }
});
