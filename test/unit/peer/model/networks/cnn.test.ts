import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cnn } from '../../../../../peer/model/networks/cnn.js';
import { parameterCount } from '../../../../../peer/model/weights.js';
import { outputOf, overfit, weightBits } from '../../../../support/network-check.js';

const MNIST = { inputShape: [28, 28, 1], classes: 10, seed: 1 } as const;

test('the default is conv 32, conv 64, dense 128, each convolution pooled by 2', () => {
  const dense = 7 * 7 * 64 * 128 + 128 + 128 * 10 + 10;
  assert.equal(parameterCount(cnn('', MNIST)), 9 * 32 + 32 + 9 * 32 * 64 + 64 + dense);
});

test('widths are options: all but the last are convolutions', () => {
  const network = cnn('4-6-8-5', { inputShape: [9, 9, 2], classes: 3, seed: 1 });
  const convolutions = 9 * 2 * 4 + 4 + 9 * 4 * 6 + 6 + 9 * 6 * 8 + 8;
  assert.equal(parameterCount(network), convolutions + 2 * 2 * 8 * 5 + 5 + 5 * 3 + 3);
  assert.deepEqual(outputOf(network, 2).shape, [2, 3]);
});

test('the same seed gives the same weights bit for bit', () => {
  assert.deepEqual(weightBits(cnn('', MNIST)), weightBits(cnn('', MNIST)));
  assert.notDeepEqual(weightBits(cnn('', { ...MNIST, seed: 2 })), weightBits(cnn('', MNIST)));
});

test('it learns a batch by heart', () => {
  const losses = overfit(cnn('', MNIST), 15, 0.02);
  assert.ok(losses.at(-1)! < 0.7 * losses[0]!, losses.join(' '));
});
