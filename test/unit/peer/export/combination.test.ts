import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensembleGraph, onPixels } from '../../../../peer/export/combination.js';
import { networkInputs } from '../../../../peer/export/proof-samples.js';
import { sampleShapeOf } from '../../../../peer/model/evaluate.js';
import { proved, readableFormats, traced, trainedNetwork } from '../../../support/export-kit.js';

test('an ensemble of different networks gives the mean of their probabilities, in every format', async (t) => {
  const peers = [traced('a', await trainedNetwork('mlp:8')), traced('b b', await trainedNetwork('cnn'))];
  const graph = ensembleGraph(peers);
  assert.equal(graph.output, 'probabilities');
  assert.equal(new Set(graph.nodes.map(({ name }) => name)).size, graph.nodes.length, 'each name once');
  for (const format of readableFormats()) {
    const { difference } = await proved(t, format, graph, peers);
    assert.ok(difference < 1e-6, `${format}: ${difference}`);
  }
});

test('a model with preprocessing takes pixels as they are stored', async (t) => {
  const peer = traced('a', await trainedNetwork('cnn'));
  const scale = { mean: [0.5, 0.4, 0.3], std: [0.2, 0.25, 0.3] };
  const shape = sampleShapeOf(peer.network);
  const input = { kind: 'picture', shape, range: [0, 1], view: 'full', ...scale } as const;
  const stored = Uint8Array.from({ length: 4 * 9 * 11 * 3 }, (_, i) => i * 37);
  const fed = Float32Array.from(stored);
  const seen = networkInputs(stored, { network: 'cnn', input, positions: 1, classes: 6, classNames: [] });
  for (const format of readableFormats()) {
    const samples = { count: 4, classes: 6, seen, fed };
    const { difference } = await proved(t, format, onPixels(peer.graph, scale), [peer], samples);
    assert.ok(difference < 1e-5, `${format}: ${difference}`);
  }
});
