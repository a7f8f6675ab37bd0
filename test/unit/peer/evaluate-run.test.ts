import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadDataset } from '../../../peer/data/catalog.js';
import type { Dataset } from '../../../peer/data/dataset.js';
import { evaluationBatches } from '../../../peer/data/fill.js';
import { evaluateRun } from '../../../peer/evaluate-run.js';
import { tf } from '../../../peer/model/backend.js';
import { saveCheckpoint } from '../../../peer/model/checkpoint.js';
import { predictLogits } from '../../../peer/model/evaluate.js';
import { createOptimizer } from '../../../peer/model/optimizers/optimizer.js';
import { createPeerNetwork } from '../../../peer/model/peer-network.js';
import { collectTrainingState } from '../../../peer/model/training-state.js';
import { trainableVariables } from '../../../peer/model/weights.js';
import { parseRunSpec, type RunSpec, runSpecHash } from '../../../proto/run-spec.js';
import { failure, temporaryFolder } from '../../support/data-files.js';
import { mean, softmax } from '../../support/reference-loss.js';

const CLASSES = 3;
const spec = parseRunSpec({
  peers: [
    { id: 'a', network: 'mlp:8' },
    { id: 'b', network: 'mlp' },
    { id: 'c', network: 'cnn:2-2-4' },
  ],
  data: { name: `synthetic:classes=${CLASSES},size=4x4x1,train=20,test=601` },
});

/** Saves a peer of the weights that another seed of the run would give it; returns its logits on the test split. */
async function savePeer(
  runDir: string,
  dataset: Dataset,
  peerId: string,
  options: { step: number; best: boolean; weightSeed?: number },
): Promise<number[][]> {
  const seeded: RunSpec = { ...spec, training: { ...spec.training, seed: options.weightSeed ?? 1 } };
  const network = await createPeerNetwork(seeded, peerId, dataset);
  const optimizer = createOptimizer(spec.training, trainableVariables(network));
  saveCheckpoint(
    join(runDir, 'peers', peerId, 'checkpoints'),
    {
      step: options.step,
      epoch: 0,
      network: spec.peers.find(({ id }) => id === peerId)!.network,
      runSpecHash: runSpecHash(spec),
      peerId,
      metrics: {},
      ...collectTrainingState(network, optimizer),
    },
    { best: options.best },
  );
  const logits = predictLogits(network, evaluationBatches(dataset, dataset.test, 601));
  network.dispose();
  optimizer.dispose();
  return Array.from({ length: dataset.test.count }, (_, row) => [
    ...logits.subarray(row * CLASSES, (row + 1) * CLASSES),
  ]);
}

async function syntheticRun(t: TestContext): Promise<{ runDir: string; dataset: Dataset }> {
  const runDir = await temporaryFolder(t);
  const dataset = await loadDataset(spec.data.name, { seed: spec.training.seed, cacheDir: runDir });
  return { runDir, dataset };
}

const top = (values: readonly number[]): number => values.indexOf(Math.max(...values));
const accuracy = (rows: readonly number[][], labels: Int32Array): number =>
  mean(rows.map((row, i) => (top(row) === labels[i] ? 1 : 0)));
const lossOf = (probabilities: readonly number[][], labels: Int32Array): number =>
  mean(probabilities.map((row, i) => -Math.log(row[labels[i]!]!)));
const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-5, `${actual} is not ${expected}`);

test('saved peers, their ensemble and their agreement score as computed by hand from their logits', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  const { labels } = dataset.test;
  const logits: number[][][] = [];
  for (const { id } of spec.peers)
    logits.push(await savePeer(runDir, dataset, id, { step: 40, best: false }));
  const scores = await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint: 'last' });
  assert.deepEqual(
    scores.peers.map(({ id, network, step }) => [id, network, step]),
    [
      ['a', 'mlp:8', 40],
      ['b', 'mlp', 40],
      ['c', 'cnn:2-2-4', 40],
    ],
  );
  scores.peers.forEach((peer, i) => {
    near(peer.testAccuracy, accuracy(logits[i]!, labels));
    near(
      peer.testLoss,
      lossOf(
        logits[i]!.map((row) => softmax(row)),
        labels,
      ),
    );
  });
  const probabilities = logits.map((peer) => peer.map((row) => softmax(row)));
  const together = probabilities[0]!.map((row, i) =>
    row.map((_, c) => mean(probabilities.map((p) => p[i]![c]!))),
  );
  near(scores.ensemble!.testAccuracy, accuracy(together, labels));
  near(scores.ensemble!.testLoss, lossOf(together, labels));
  const share = (x: number, y: number): number =>
    mean(logits[x]!.map((row, i) => (top(row) === top(logits[y]![i]!) ? 1 : 0)));
  near(scores.agreement!, mean([share(0, 1), share(0, 2), share(1, 2)]));
  assert.ok(scores.agreement! < 1, 'this sample tells the peers apart');
});

test('a peer without a checkpoint is left out; one alone agrees with nobody', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  await savePeer(runDir, dataset, 'b', { step: 7, best: false });
  const scores = await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint: 'last' });
  assert.deepEqual(
    scores.peers.map(({ id }) => id),
    ['b'],
  );
  assert.equal(scores.agreement, null);
  near(scores.ensemble!.testLoss, scores.peers[0]!.testLoss);
});

test('the best checkpoint is scored when it is asked for, else the newest', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  const best = await savePeer(runDir, dataset, 'a', { step: 10, best: true, weightSeed: 5 });
  const newest = await savePeer(runDir, dataset, 'a', { step: 20, best: false, weightSeed: 6 });
  for (const [checkpoint, step, logits] of [
    ['best', 10, best],
    ['last', 20, newest],
  ] as const) {
    const [peer] = (await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint })).peers;
    assert.equal(peer!.step, step);
    near(
      peer!.testLoss,
      lossOf(
        logits.map((row) => softmax(row)),
        dataset.test.labels,
      ),
    );
  }
});

test('a folder without any checkpoint is no run to score', async (t) => {
  const { runDir } = await syntheticRun(t);
  for (const checkpoint of ['last', 'best'] as const) {
    await assert.rejects(
      evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint }),
      failure('ERR_RUN_DIR', /no peer has a checkpoint/),
    );
  }
});

test('scoring leaves no tensor behind', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  for (const { id } of spec.peers) await savePeer(runDir, dataset, id, { step: 1, best: false });
  const before = tf.memory().numTensors;
  await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint: 'last' });
  assert.equal(tf.memory().numTensors, before);
});
