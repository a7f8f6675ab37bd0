import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layerWeights } from '../../../../peer/export/layer-weights.js';
import { type SymbolicTensor, tf } from '../../../../peer/model/backend.js';
import { trainedNetwork } from '../../../support/export-kit.js';

test('weights have the names of their layers', async () => {
  const weights = layerWeights(await trainedNetwork('resnet20'));
  const names = weights.map(({ name }) => name);
  assert.deepEqual(names.slice(0, 3), ['stem/kernel', 'stem_norm/gamma', 'stem_norm/beta']);
  assert.deepEqual(weights[0]!.shape, [3, 3, 3, 16]);
  assert.equal(new Set(names).size, names.length);
});

test('weights of nested networks get names that every runtime takes, each once', () => {
  const input = tf.input({ shape: [2] });
  const dense = (name: string): SymbolicTensor =>
    tf.layers.dense({ units: 2, name }).apply(input) as SymbolicTensor;
  const inner = tf.sequential({
    name: 'inner',
    layers: ['x', 'y'].map((name) => tf.layers.dense({ units: 2, name, inputShape: [2] })),
  });
  const outputs = tf.layers
    .add()
    .apply([dense('outer'), inner.apply(input) as SymbolicTensor]) as SymbolicTensor;
  const names = layerWeights(tf.model({ inputs: input, outputs })).map(({ name }) => name);
  assert.equal(new Set(names).size, 6);
  for (const name of names) assert.match(name, /^[A-Za-z0-9.][A-Za-z0-9_./-]*$/);
});
