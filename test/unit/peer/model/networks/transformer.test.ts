import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor2D, tf } from '../../../../../peer/model/backend.js';
import { transformer } from '../../../../../peer/model/networks/transformer.js';
import { parameterCount } from '../../../../../peer/model/weights.js';
import type { CodistillError } from '../../../../../proto/errors.js';
import { outputOf, overfit, weightBits } from '../../../../support/network-check.js';

const TEXT = { inputShape: [6], positions: 6, classes: 65, seed: 1 } as const;

test('the default has 163 thousand parameters with 65 characters and 64 tokens', () => {
  const attention = 64 * 192 + 192 + 64 * 64 + 64;
  const dense = 64 * 256 + 256 + 256 * 64 + 64;
  const block = attention + dense + 4 * 64;
  const network = transformer('', { ...TEXT, inputShape: [64], positions: 64 });
  assert.equal(parameterCount(network), (65 + 64) * 64 + 3 * block + 2 * 64 + 64 * 65 + 65);
});

test('its output is a row of logits for each prediction', () => {
  assert.deepEqual(outputOf(transformer('1-8-2', TEXT), 3).shape, [18, 65]);
  assert.deepEqual(outputOf(transformer('2-8-4', { ...TEXT, positions: 1 }), 3).shape, [3, 65]);
});

test('no prediction sees a later token', () => {
  const network = transformer('2-8-2', { ...TEXT, classes: 7 });
  const [a, b] = [
    [1, 2, 3, 4, 5, 6],
    [1, 2, 3, 6, 0, 2],
  ].map((window) => (network.apply(tf.tensor2d(window, [1, 6])) as Tensor2D).arraySync());
  assert.deepEqual(a!.slice(0, 3), b!.slice(0, 3));
  assert.notDeepEqual(a![3], b![3]);
});

test('the same seed gives the same weights bit for bit, another one gives others', () => {
  const bits = weightBits(transformer('1-8-2', TEXT));
  assert.deepEqual(weightBits(transformer('1-8-2', TEXT)), bits);
  assert.notDeepEqual(weightBits(transformer('1-8-2', { ...TEXT, seed: 2 }))[0], bits[0]);
});

test('it learns a batch by heart', () => {
  const losses = overfit(transformer('2-32-4', { ...TEXT, positions: 2, classes: 5 }), 150, 0.02);
  assert.ok(losses.at(-1)! < 0.2 * losses[0]!, losses.join(' '));
});

test('heads that do not divide the width are refused', () => {
  assert.throws(
    () => transformer('2-30-4', TEXT),
    (error: CodistillError) => error.code === 'ERR_NETWORK_UNKNOWN' && /4 heads/.test(error.message),
  );
});
