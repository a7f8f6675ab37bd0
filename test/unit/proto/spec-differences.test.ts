import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRunSpec } from '../../../proto/run-spec.js';
import { specDifferences } from '../../../proto/spec-differences.js';

test('equal specs do not differ', () => {
  assert.deepEqual(specDifferences(parseRunSpec({}), parseRunSpec({})), []);
});

test('each differing field is named with both values', () => {
  const there = parseRunSpec({ training: { lr: 0.1 } });
  const asked = parseRunSpec({ training: { lr: 0.2 }, peers: [{ id: 'peer-0' }] });
  assert.deepEqual(specDifferences(there, asked), [
    'peers.1.id: "peer-1" there, nothing asked for',
    'peers.1.network: "mlp" there, nothing asked for',
    'peers.1.device: "auto" there, nothing asked for',
    'peers.1.precision: "float32" there, nothing asked for',
    'peers.1.initSeed: 0 there, nothing asked for',
    'peers.1.weights: "" there, nothing asked for',
    'peers.1.role: "learner" there, nothing asked for',
    'peers.1.source: "" there, nothing asked for',
    'peers.1.view: "full" there, nothing asked for',
    'peers.1.output: "" there, nothing asked for',
    'peers.1.input: "" there, nothing asked for',
    'peers.1.gives: "" there, nothing asked for',
    'training.lr: 0.1 there, 0.2 asked for',
  ]);
});
