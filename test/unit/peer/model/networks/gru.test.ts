import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gru } from '../../../../../peer/model/networks/gru.js';
import { parameterCount } from '../../../../../peer/model/weights.js';
import type { CodistillError } from '../../../../../proto/errors.js';
import { outputOf, overfit, weightBits } from '../../../../support/network-check.js';

const TEXT = { inputShape: [6], positions: 6, classes: 65, seed: 1 } as const;

test('the default has 145 thousand parameters with 65 characters', () => {
  const recurrence = 3 * 192 * (32 + 192 + 2);
  assert.equal(parameterCount(gru('', TEXT)), 65 * 32 + recurrence + 192 * 65 + 65);
});

test('its output is a row of logits for each prediction', () => {
  assert.deepEqual(outputOf(gru('4-8', TEXT), 3).shape, [18, 65]);
  assert.deepEqual(outputOf(gru('4-8-5', { ...TEXT, positions: 2 }), 3).shape, [6, 65]);
});

test('the same seed gives the same weights bit for bit, another one gives others', () => {
  const bits = weightBits(gru('4-8', TEXT));
  assert.deepEqual(weightBits(gru('4-8', TEXT)), bits);
  assert.notDeepEqual(weightBits(gru('4-8', { ...TEXT, seed: 2 }))[0], bits[0]);
  assert.notDeepEqual(bits[1]!.slice(0, 24), bits[3]!.slice(0, 24), 'layers have streams of their own');
});

test('it learns a batch by heart', () => {
  const losses = overfit(gru('8-48', { ...TEXT, positions: 2, classes: 5 }), 150, 0.2);
  assert.ok(losses.at(-1)! < 0.2 * losses[0]!, losses.join(' '));
});

test('a width without a layer is refused', () => {
  assert.throws(
    () => gru('32', TEXT),
    (error: CodistillError) => error.code === 'ERR_NETWORK_UNKNOWN',
  );
});
