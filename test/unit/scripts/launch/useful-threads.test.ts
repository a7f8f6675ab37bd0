import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usefulThreads } from '../../../../scripts/launch/useful-threads.js';

for (const [network, data, batch, threads] of [
  ['mlp', 'mnist', 128, 1],
  ['mlp', 'fashion-mnist', 256, 1],
  ['mlp', 'mnist', 512, 8],
  ['mlp', 'cifar10', 128, 8],
  ['mlp:64', 'cifar10', 128, 1],
  ['mlp:1024-1024', 'mnist', 128, 8],
  ['mlp', 'synthetic:size=8x8x1', 512, 1],
  ['mlp:16', 'images', 128, 1],
  ['cnn', 'mnist', 1, 8],
  ['resnet20', 'cifar10', 1, 8],
  ['gru', 'text:book.txt', 1, 8],
  ['./my-network.js', 'mnist', 1, 8],
] as const) {
  test(`of eight threads ${threads} are of use to ${network} with ${batch} samples of ${data}`, () => {
    assert.equal(usefulThreads(8, { network, data, batch }), threads);
  });
}

test('a share of one stays one', () => {
  assert.equal(usefulThreads(1, { network: 'mlp:4096', data: 'cifar10', batch: 512 }), 1);
});
