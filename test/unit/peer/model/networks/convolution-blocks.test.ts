import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SymbolicTensor, tf } from '../../../../../peer/model/backend.js';
import {
  convolution,
  depthwiseConvolution,
  normalizedRelu,
  pooledLogits,
} from '../../../../../peer/model/networks/convolution-blocks.js';
import { seededInitializers } from '../../../../../peer/model/networks/initializers.js';

const image = (height: number, width: number): SymbolicTensor => tf.input({ shape: [height, width, 4] });
const initializers = seededInitializers(1);

test('strides halve both sides, rounded up, for even and odd sides alike', () => {
  for (const [kernelSize, strides, side, expected] of [
    [3, 1, 8, 8],
    [3, 2, 8, 4],
    [3, 2, 7, 4],
    [1, 2, 8, 4],
    [1, 2, 7, 4],
  ] as const) {
    const options = { filters: 6, kernelSize, strides, name: 'c' };
    const { shape } = convolution(image(side, side), initializers, options);
    assert.deepEqual(shape, [null, expected, expected, 6]);
  }
  for (const [strides, expected] of [
    [1, 7],
    [2, 4],
  ] as const) {
    const { shape } = depthwiseConvolution(image(7, 7), initializers, { strides, name: 'd' });
    assert.deepEqual(shape, [null, expected, expected, 4]);
  }
});

test('normalisation and ReLU keep the shape, pooling and the last layer give logits', () => {
  const active = normalizedRelu(image(5, 6), 'x');
  assert.deepEqual(active.shape, [null, 5, 6, 4]);
  assert.deepEqual(pooledLogits(active, initializers, 10).shape, [null, 10]);
});

test('convolutions have no bias, as normalisation follows', () => {
  const input = image(4, 4);
  const output = convolution(input, initializers, { filters: 2, kernelSize: 3, strides: 1, name: 'c' });
  assert.equal(tf.model({ inputs: input, outputs: output }).weights.length, 1);
});
