import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mlpLm } from '../../../../../peer/model/networks/mlp-lm.js';
import { parameterCount } from '../../../../../peer/model/weights.js';
import type { CodistillError } from '../../../../../proto/errors.js';
import { outputOf, overfit, weightBits } from '../../../../support/network-check.js';

const TEXT = { inputShape: [16], classes: 65, seed: 1 } as const;

test('the default has 149 thousand parameters with 65 characters', () => {
  const hidden = 256 * 256 + 256 + 256 * 256 + 256;
  assert.equal(parameterCount(mlpLm('', TEXT)), 65 * 16 + hidden + 256 * 65 + 65);
});

test('its output is a row of logits for each prediction', () => {
  assert.deepEqual(outputOf(mlpLm('', TEXT), 3).shape, [3, 65]);
  assert.deepEqual(outputOf(mlpLm('4-3-8', { ...TEXT, positions: 5 }), 3).shape, [15, 65]);
});

test('a prediction depends on its context alone', () => {
  const one = mlpLm('4-3-8', { ...TEXT, inputShape: [4], positions: 1 });
  const five = mlpLm('4-3-8', { ...TEXT, inputShape: [8], positions: 5 });
  assert.deepEqual(weightBits(one), weightBits(five), 'the same network, however many predictions');
});

test('the same seed gives the same weights bit for bit, another one gives others', () => {
  const bits = weightBits(mlpLm('', TEXT));
  assert.deepEqual(weightBits(mlpLm('', TEXT)), bits);
  assert.notDeepEqual(weightBits(mlpLm('', { ...TEXT, seed: 2 }))[0], bits[0]);
});

test('it learns a batch by heart', () => {
  const losses = overfit(mlpLm('8-6-64', { ...TEXT, inputShape: [8], positions: 2, classes: 9 }), 60, 0.1);
  assert.ok(losses.at(-1)! < 0.1 * losses[0]!, losses.join(' '));
});

test('a context longer than the window, and too few widths, are refused', () => {
  assert.throws(
    () => mlpLm('32-16-8', TEXT),
    (error: CodistillError) => error.code === 'ERR_SHAPE' && /window=32/.test(error.fix),
  );
  assert.throws(
    () => mlpLm('16-16', TEXT),
    (error: CodistillError) => error.code === 'ERR_NETWORK_UNKNOWN',
  );
});
