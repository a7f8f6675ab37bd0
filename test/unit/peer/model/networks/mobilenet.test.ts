import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mobilenet } from '../../../../../peer/model/networks/mobilenet.js';
import { parameterCount } from '../../../../../peer/model/weights.js';
import { outputOf, overfit, weightBits } from '../../../../support/network-check.js';

const CIFAR100 = { inputShape: [32, 32, 3], classes: 100, seed: 1 } as const;

test('MobileNet has the 3.3 M parameters that deep mutual learning reports for CIFAR-100', () => {
  const count = parameterCount(mobilenet('', CIFAR100));
  assert.equal(count, 3_309_476);
  assert.equal(Number((count / 1e6).toFixed(1)), 3.3);
});

test('it takes pictures of MNIST and gives logits', () => {
  const { shape, values } = outputOf(mobilenet('', { inputShape: [28, 28, 1], classes: 10, seed: 1 }), 2);
  assert.deepEqual(shape, [2, 10]);
  assert.ok(values.every(Number.isFinite));
});

test('the same seed gives the same weights bit for bit', () => {
  assert.deepEqual(weightBits(mobilenet('', CIFAR100)), weightBits(mobilenet('', CIFAR100)));
});

test('its loss falls', () => {
  const losses = overfit(mobilenet('', { inputShape: [32, 32, 3], classes: 4, seed: 1 }), 8, 0.02);
  assert.ok(losses.at(-1)! < 0.8 * losses[0]!, losses.join(' '));
});
