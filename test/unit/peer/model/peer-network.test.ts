import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saveCheckpoint } from '../../../../peer/files/checkpoint.js';
import { createOptimizer } from '../../../../peer/model/optimizers/catalog.js';
import { createPeerNetwork, initSeed, loadPeerNetwork } from '../../../../peer/model/peer-network.js';
import { collectTrainingState } from '../../../../peer/model/training-state.js';
import { trainableVariables } from '../../../../peer/model/weights.js';
import { parseRunSpec, trainingHash } from '../../../../proto/run-spec.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';
import { weightBits } from '../../../support/network-check.js';

const DATASET = { inputShape: [4, 4, 1], classes: 3 } as const;
const spec = parseRunSpec({
  peers: [
    { id: 'a', network: 'mlp:6' },
    { id: 'b', network: 'mlp:6' },
    { id: 'c', network: 'cnn:2-2-4', initSeed: 7 },
    { id: 'd', network: 'mlp:6', initSeed: 7 },
  ],
});

test('peers start from different weights, the same in every process, unless the spec says otherwise', () => {
  const seeds = spec.peers.map(({ id }) => initSeed(spec, id));
  assert.equal(new Set(seeds.slice(0, 3)).size, 3);
  assert.deepEqual(seeds.slice(2), [7, 7]);
  assert.deepEqual(
    spec.peers.map(({ id }) => initSeed(spec, id)),
    seeds,
  );
  const other = parseRunSpec({ ...spec, training: { ...spec.training, seed: 2 } });
  assert.notEqual(initSeed(other, 'a'), seeds[0], "the run's seed counts");
  assert.equal(initSeed(other, 'c'), 7, 'but not where the peer has its own');
});

test('a peer’s network is the one the spec names, made for the data and from the peer’s seed', async () => {
  const networks = await Promise.all(spec.peers.map(({ id }) => createPeerNetwork(spec, id, DATASET)));
  for (const network of networks) {
    assert.deepEqual(network.inputs[0]!.shape, [null, 4, 4, 1]);
    assert.deepEqual(network.outputs[0]!.shape, [null, 3]);
  }
  const [a, b, c] = networks.map(weightBits);
  assert.notDeepEqual(a, b);
  assert.notEqual(c!.length, a!.length, 'c is a cnn');
  const again = await createPeerNetwork(spec, 'a', DATASET);
  assert.deepEqual(weightBits(again), a);
  for (const network of [...networks, again]) network.dispose();
});

test('a peer that the spec does not list has no network', async () => {
  await assert.rejects(createPeerNetwork(spec, 'z', DATASET), /z is not in the run spec/);
});

test('a saved network comes back bit for bit, the newest or the best, and none from an empty folder', async (t) => {
  const directory = await temporaryFolder(t);
  const options = { spec, peerId: 'a', dataset: DATASET, directory };
  assert.equal(await loadPeerNetwork({ ...options, which: 'last' }), undefined);
  assert.equal(await loadPeerNetwork({ ...options, which: 'best' }), undefined);
  const bits = new Map<number, number[][]>();
  for (const [step, best] of [
    [10, true],
    [20, false],
  ] as const) {
    // Another seed's weights stand for trained ones.
    const seeded = parseRunSpec({ ...spec, training: { ...spec.training, seed: step } });
    const network = await createPeerNetwork(seeded, 'a', DATASET);
    const optimizer = createOptimizer(spec.training, trainableVariables(network));
    const position = {
      step,
      epoch: 0,
      network: 'mlp:6',
      runSpecHash: trainingHash(spec),
      peerId: 'a',
      metrics: {},
    };
    saveCheckpoint(directory, { ...position, ...collectTrainingState(network, optimizer) }, { best });
    bits.set(step, weightBits(network));
    network.dispose();
    optimizer.dispose();
  }
  for (const [which, step] of [
    ['last', 20],
    ['best', 10],
  ] as const) {
    const loaded = (await loadPeerNetwork({ ...options, which }))!;
    assert.equal(loaded.step, step);
    assert.deepEqual(weightBits(loaded.network), bits.get(step));
    loaded.network.dispose();
  }
});

test('a checkpoint of another network or of another run is refused', async (t) => {
  const directory = await temporaryFolder(t);
  const network = await createPeerNetwork(spec, 'a', DATASET);
  const optimizer = createOptimizer(spec.training, trainableVariables(network));
  const position = {
    step: 1,
    epoch: 0,
    network: 'mlp:6',
    runSpecHash: trainingHash(spec),
    peerId: 'a',
    metrics: {},
  };
  saveCheckpoint(directory, { ...position, ...collectTrainingState(network, optimizer) }, { best: false });
  network.dispose();
  const options = { dataset: DATASET, directory, which: 'last' } as const;
  await assert.rejects(
    loadPeerNetwork({ ...options, spec, peerId: 'c' }),
    failure('ERR_RUN_DIR', /cnn:2-2-4/),
  );
  const other = parseRunSpec({ ...spec, training: { ...spec.training, lr: 0.9 } });
  await assert.rejects(
    loadPeerNetwork({ ...options, spec: other, peerId: 'a' }),
    failure('ERR_RUN_DIR', /another run spec/),
  );
});
