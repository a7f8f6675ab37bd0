import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf } from '../../../../../peer/model/backend.js';
import { layersWithin } from '../../../../../peer/model/regularization/layers-within.js';

test('layers of nested models, wrappers, directions and cells are found, each once', () => {
  const dense = tf.layers.dense({ name: 'shared', units: 2, inputShape: [2] });
  const nested = tf.sequential({
    name: 'nested',
    layers: [dense, tf.layers.dense({ name: 'own', units: 2 })],
  });
  const cells = [1, 2].map((i) => tf.layers.gruCell({ name: `cell${i}`, units: 2 }));
  const network = tf.sequential({
    layers: [
      tf.layers.timeDistributed({ name: 'wrapper', layer: nested, inputShape: [3, 2] }),
      tf.layers.timeDistributed({ name: 'again', layer: dense }),
      tf.layers.bidirectional({
        name: 'both',
        layer: tf.layers.lstm({ name: 'lstm', units: 2, returnSequences: true }) as never,
      }),
      tf.layers.rnn({ name: 'rnn', cell: cells }),
    ],
  });
  const names = layersWithin(network).map(({ name }) => name);
  assert.equal(new Set(layersWithin(network)).size, names.length);
  for (const name of [
    'wrapper',
    'nested',
    'shared',
    'own',
    'again',
    'both',
    'forward_lstm',
    'backward_lstm',
    'rnn',
    'cell1',
    'cell2',
  ]) {
    assert.equal(names.filter((one) => one === name).length, 1, name);
  }
  assert.ok(
    names.indexOf('wrapper') < names.indexOf('nested') && names.indexOf('nested') < names.indexOf('shared'),
  );
});
