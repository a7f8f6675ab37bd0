import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wideResnet } from '../../../../../peer/model/networks/wide-resnet.js';
import { SeededDropout } from '../../../../../peer/model/seeded-dropout.js';
import { parameterCount } from '../../../../../peer/model/weights.js';
import { outputOf, overfit, weightBits } from '../../../../support/network-check.js';

const CIFAR10 = { inputShape: [32, 32, 3], classes: 10, seed: 1 } as const;

/** Name, millions of parameters in tables 4 and 5 of the paper, exact count. */
const PUBLISHED = [
  ['40-1', 0.6, 563_930],
  ['40-2', 2.2, 2_243_546],
  ['16-2', 0.7, 691_674],
  ['16-8', 11.0, 10_961_370],
  ['28-10', 36.5, 36_479_194],
] as const;

for (const [name, millions, exact] of PUBLISHED) {
  test(`WRN-${name} has the ${millions} M parameters of its paper`, () => {
    const network = wideResnet(name, CIFAR10);
    const count = parameterCount(network);
    assert.equal(count, exact);
    assert.equal(Number((count / 1e6).toFixed(1)), millions);
    network.dispose();
  });
}

test('dropout stands in every block and has no parameters', () => {
  const network = wideResnet('16-1:dropout=0.3', CIFAR10);
  assert.equal(network.layers.filter((layer) => layer instanceof SeededDropout).length, 6);
  assert.equal(parameterCount(network), parameterCount(wideResnet('16-1', CIFAR10)));
});

test('dropout changes no initial weight', () => {
  assert.deepEqual(
    weightBits(wideResnet('10-1:dropout=0.3', CIFAR10)),
    weightBits(wideResnet('10-1', CIFAR10)),
  );
});

test('it learns a batch by heart, with dropout too', () => {
  const small = { inputShape: [8, 8, 3], classes: 4, seed: 1 } as const;
  for (const options of ['10-1', '10-1:dropout=0.3']) {
    const losses = overfit(wideResnet(options, small), 20, 0.05);
    assert.ok(losses.at(-1)! < 0.5 * losses[0]!, losses.join(' '));
  }
  assert.deepEqual(outputOf(wideResnet('10-1', { ...small, inputShape: [7, 9, 1] }), 2).shape, [2, 4]);
});

test('a depth that is not 6n + 4, a width of 0 and a dropout rate of 1 are refused', () => {
  for (const options of [
    '20-2',
    '4-1',
    '16-0',
    '16-2:dropout=1',
    '16-2:dropout=-0.1',
    '16-2:x',
    '1000000-1',
    '16-999',
  ]) {
    assert.throws(() => wideResnet(options, CIFAR10), { code: 'ERR_NETWORK_UNKNOWN' }, options);
  }
});
