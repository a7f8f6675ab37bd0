import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CodistillError } from '../../../../proto/errors.js';
import { parseRunSpec, type RunSpec } from '../../../../proto/run-spec.js';
import { generationSpec, launchGenerations } from '../../../../scripts/launch/generations.js';
import { begunSpec, openRunDirectory } from '../../../../scripts/launch/run-directory.js';
import { temporaryDirectory } from '../../../support/launch.js';

const spec = parseRunSpec({ peers: [{ id: 'a', network: 'cnn' }, { id: 'b' }], exchange: { mode: 'none' } });
const OPTIONS = {
  spec,
  insecure: false,
  json: true,
  threads: undefined,
  scores: { scoreTraining: false, savePredictions: false },
};

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

test('weights from elsewhere are those of the first generation alone', () => {
  const given = parseRunSpec({ ...spec, peers: [{ id: 'a', weights: 'exports/a' }] });
  assert.equal(generationSpec(given, 0, 'x').peers[0]!.weights, 'exports/a');
  assert.equal(generationSpec(given, 1, 'x').peers[0]!.weights, '');
});

test('a graph of edges gets those from the last generation', () => {
  const edges = parseRunSpec({ peers: [{ id: 'a' }, { id: 'b' }], exchange: { graph: 'a>b' } });
  assert.equal(generationSpec(edges, 1, 'x').exchange.graph, 'a>b,a-before>a,b-before>b');
});

test('a generation is not made longer once the next has learned from it as it ended', async (t) => {
  const runDir = temporaryDirectory(t);
  const [first, second] = [0, 1].map((generation) => join(runDir, `generation-${generation}`));
  const begin = (directory: string, begun: RunSpec): void =>
    openRunDirectory(directory, begun, new Date(), {
      onTrouble: assert.fail,
      onTaken: assert.fail,
    }).release();
  const lost = parseRunSpec({ ...spec, data: { name: 'nowhere' } });
  const longer = { ...lost, training: { ...lost.training, epochs: 6 } };
  const launch = () => launchGenerations({ ...OPTIONS, spec: longer, runDir }, 2);
  begin(first!, lost);
  await assert.rejects(launch(), { code: 'ERR_DATA_UNKNOWN' }); // goes on to read the data
  begin(second!, generationSpec(lost, 1, first!));
  await assert.rejects(launch(), (error: CodistillError) => {
    assert.equal(error.code, 'ERR_RUN_DIR');
    assert.match(error.message, /generation-0 was to be shorter/);
    assert.ok(error.fix.includes(`--run-dir ${second}`));
    return true;
  });
  assert.deepEqual(begunSpec(first!), lost);
});

test('generations that make no sense are refused before anything starts', async () => {
  await assert.rejects(launchGenerations({ ...OPTIONS, runDir: 'x' }, 0), /whole number/);
  await assert.rejects(launchGenerations(OPTIONS, 2), /wants a --run-dir/);
  const ofPeers = (count: number, graph: string): RunSpec =>
    parseRunSpec({ peers: Array.from({ length: count }, (_, i) => ({ id: `p${i}` })), exchange: { graph } });
  const many = { ...OPTIONS, spec: ofPeers(513, 'ring'), runDir: 'x' };
  await assert.rejects(launchGenerations(many, 2), /too many peers/);
  const crowded = { ...OPTIONS, spec: ofPeers(40, 'all'), runDir: 'x' };
  await assert.rejects(launchGenerations(crowded, 2), { code: 'ERR_CONFIG', message: /79 teachers for one/ });
});
