import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { generationSpec, launchGenerations } from '../../../../scripts/launch/generations.js';

const spec = parseRunSpec({ peers: [{ id: 'a', network: 'cnn' }, { id: 'b' }], exchange: { mode: 'none' } });

test('the first generation is the run as it was asked for', () => {
  assert.equal(generationSpec(spec, 0, 'unused'), spec);
});

test('the next has the same learners, born anew, and the last one’s peers as frozen teachers', () => {
  const next = generationSpec(spec, 1, 'runs/x/generation-0');
  assert.deepEqual(
    next.peers.map(({ id, network, role, source }) => [id, network, role, source]),
    [
      ['a', 'cnn', 'learner', ''],
      ['b', 'mlp', 'learner', ''],
      ['a-before', 'cnn', 'teacher', 'runs/x/generation-0/a'],
      ['b-before', 'mlp', 'teacher', 'runs/x/generation-0/b'],
    ],
  );
  assert.equal(next.exchange.mode, 'lockstep', 'who learned alone now has a teacher');
  const seeds = [1, 2].flatMap((generation) =>
    generationSpec(spec, generation, 'x')
      .peers.slice(0, 2)
      .map((peer) => peer.initSeed),
  );
  assert.equal(new Set(seeds).size, 4);
});

test('a graph of edges gets those from the last generation', () => {
  const edges = parseRunSpec({ peers: [{ id: 'a' }, { id: 'b' }], exchange: { graph: 'a>b' } });
  assert.equal(generationSpec(edges, 1, 'x').exchange.graph, 'a>b,a-before>a,b-before>b');
});

test('generations that make no sense are refused before anything starts', async () => {
  const options = {
    spec,
    insecure: false,
    json: true,
    threads: undefined,
    scores: { scoreTraining: false, savePredictions: false },
  };
  await assert.rejects(launchGenerations({ ...options, runDir: 'x' }, 0), /whole number/);
  await assert.rejects(launchGenerations(options, 2), /wants a --run-dir/);
  const many = parseRunSpec({ peers: Array.from({ length: 9 }, (_, i) => ({ id: `p${i}` })) });
  await assert.rejects(launchGenerations({ ...options, spec: many, runDir: 'x' }, 2), /too many peers/);
});
