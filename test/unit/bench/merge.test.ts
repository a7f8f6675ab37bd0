import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeRows } from '../../../bench/merge.js';

const row = (network: string, batch: number, peers: number, figure: string) => ({
  network,
  batch,
  peers,
  figure,
});

test('a row measured anew replaces the known one of the same network, batch and peers, and no other', () => {
  const known = [row('cnn', 128, 2, 'old'), row('cnn', 128, 4, 'old'), row('cnn', 32, 2, 'old')];
  const merged = mergeRows(known, [row('cnn', 128, 2, 'new')], ['cnn']);
  assert.deepEqual(merged, [row('cnn', 32, 2, 'old'), row('cnn', 128, 2, 'new'), row('cnn', 128, 4, 'old')]);
});

test('rows stand in the order of networks, then of batches; a network of the user’s own comes last', () => {
  const rows = ['wrn-28-10', 'resnet20', 'mlp'].flatMap((network) => [
    row(network, 512, 2, ''),
    row(network, 32, 2, ''),
  ]);
  const names = mergeRows([], rows, ['mlp', 'cnn', 'resnet20']).map(
    ({ network, batch }) => `${network} ${batch}`,
  );
  assert.deepEqual(names, [
    'mlp 32',
    'mlp 512',
    'resnet20 32',
    'resnet20 512',
    'wrn-28-10 32',
    'wrn-28-10 512',
  ]);
});
