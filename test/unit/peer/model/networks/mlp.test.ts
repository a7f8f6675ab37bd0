import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mlp } from '../../../../../peer/model/networks/mlp.js';
import { parameterCount } from '../../../../../peer/model/weights.js';
import { outputOf, overfit, weightBits } from '../../../../support/network-check.js';

const MNIST = { inputShape: [28, 28, 1], classes: 10, seed: 1 } as const;

test('the default is 784-256-128-10', () => {
  assert.equal(parameterCount(mlp('', MNIST)), 784 * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10);
});

test('widths are options', () => {
  assert.equal(parameterCount(mlp('5', { ...MNIST, classes: 3 })), 784 * 5 + 5 + 5 * 3 + 3);
});

test('the output is logits: any sign, rows that sum to nothing in particular', () => {
  const { shape, values } = outputOf(mlp('', MNIST), 4);
  assert.deepEqual(shape, [4, 10]);
  assert.ok(values.some((value) => value < 0) && values.some((value) => value > 0));
});

test('the same seed gives the same weights bit for bit, another one gives others', () => {
  const bits = weightBits(mlp('', MNIST));
  assert.deepEqual(weightBits(mlp('', MNIST)), bits);
  const other = weightBits(mlp('', { ...MNIST, seed: 2 }));
  assert.notDeepEqual(other[0], bits[0]);
  assert.notDeepEqual(bits[0]!.slice(0, 100), bits[2]!.slice(0, 100), 'layers have streams of their own');
});

test('it learns a batch by heart', () => {
  const losses = overfit(mlp('', MNIST), 20, 0.1);
  assert.ok(losses.at(-1)! < 0.1 * losses[0]!, losses.join(' '));
});
