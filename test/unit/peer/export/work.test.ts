import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceNetwork } from '../../../../peer/export/trace-network.js';
import { multiplications, provingSamples } from '../../../../peer/export/work.js';
import { trainedNetwork } from '../../../support/export-kit.js';

test('the work of a network is the multiplications of its products and convolutions, a sample', async () => {
  const mlp = traceNetwork(await trainedNetwork('mlp:8'));
  assert.equal(multiplications(mlp), 9 * 11 * 3 * 8 + 8 * 6);
  const cnn = traceNetwork(await trainedNetwork('cnn:2-4-8'));
  const pooled = 3 * 3 * 4;
  assert.equal(multiplications(cnn), 99 * 9 * 3 * 2 + 5 * 6 * 9 * 2 * 4 + pooled * 8 + 8 * 6);
});

test('256 samples prove a small network, fewer a large one where JavaScript computes', async () => {
  const resnet = traceNetwork(await trainedNetwork('resnet20', 'picture', { inputShape: [32, 32, 3] }));
  assert.equal(provingSamples(multiplications(resnet), 'savedmodel'), 256);
  const few = provingSamples(multiplications(resnet), 'tfjs');
  assert.ok(few > 8 && few < 64, `${few}`);
});
