import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { metricsOf } from '../../../../peer/core/scoring/scores.js';
import { loadDataset } from '../../../../peer/data/catalog.js';
import type { Dataset } from '../../../../peer/data/dataset.js';
import { evaluationBatches } from '../../../../peer/data/fill.js';
import { sampleShape, splitOf } from '../../../../peer/data/peer-data.js';
import { viewed } from '../../../../peer/data/views.js';
import { evaluateBoth, evaluateRun } from '../../../../peer/evaluation/evaluate-run.js';
import { saveCheckpoint } from '../../../../peer/files/checkpoint.js';
import type { LearnedData } from '../../../../peer/files/checkpoint-format.js';
import { tf } from '../../../../peer/model/backend.js';
import { evaluate, predictLogits } from '../../../../peer/model/evaluate.js';
import { createOptimizer } from '../../../../peer/model/optimizers/catalog.js';
import { createPeerNetwork } from '../../../../peer/model/peer-network.js';
import { collectTrainingState } from '../../../../peer/model/training-state.js';
import { trainableVariables } from '../../../../peer/model/weights.js';
import { learnedData } from '../../../../peer/trainer/learned-data.js';
import { parseRunSpec, type RunSpec, trainingHash } from '../../../../proto/run-spec.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';
import { eagerPrediction } from '../../../support/eager-prediction.js';
import { mean, softmax } from '../../../support/reference-loss.js';

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
  options: {
    step: number;
    best: boolean;
    weightSeed?: number;
    of?: RunSpec;
    learned?: LearnedData | undefined;
  },
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
      runSpecHash: trainingHash(options.of ?? spec),
      peerId,
      metrics: {},
      data: 'learned' in options ? options.learned : learnedData(dataset, dataset),
      ...collectTrainingState(network, optimizer),
    },
    { best: options.best },
  );
  const logits = predictLogits(eagerPrediction(network), evaluationBatches(dataset, dataset.test, 601));
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
const unexpected = (message: string): never => assert.fail(message);
const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-5, `${actual} is not ${expected}`);

test('saved peers, their ensemble and their agreement score as computed by hand from their logits', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  const { labels } = dataset.test;
  const logits: number[][][] = [];
  for (const { id } of spec.peers)
    logits.push(await savePeer(runDir, dataset, id, { step: 40, best: false }));
  const scores = await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint: 'last', warn: unexpected });
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
  scores.peers.forEach((peer, i) => {
    near(
      peer.ensembleAgreement,
      mean(together.map((row, at) => (top(row) === top(logits[i]![at]!) ? 1 : 0))),
    );
    assert.ok(peer.testEce > 0 && peer.testEce < 1);
    assert.deepEqual([peer.bitsPerCharacter, peer.perplexity, peer.churn], [null, null, null]);
  });
  assert.ok(scores.agreement! < 1, 'this sample tells the peers apart');
});

test('a peer without a checkpoint is left out; one alone agrees with nobody', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  await savePeer(runDir, dataset, 'b', { step: 7, best: false });
  const scores = await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint: 'last', warn: unexpected });
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
    const [peer] = (await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint, warn: unexpected }))
      .peers;
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

test('both checkpoints in one go score as each of them alone', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  await savePeer(runDir, dataset, 'a', { step: 10, best: true, weightSeed: 5 });
  await savePeer(runDir, dataset, 'a', { step: 20, best: false, weightSeed: 6 });
  await savePeer(runDir, dataset, 'b', { step: 20, best: true }); // the very same
  await savePeer(runDir, dataset, 'c', { step: 20, best: true, weightSeed: 5 });
  await savePeer(runDir, dataset, 'c', { step: 20, best: false, weightSeed: 6 }); // of the same step, but others
  const { best, ...last } = await evaluateBoth({ runDir, spec, cacheDir: runDir, warn: assert.fail });
  assert.deepEqual(
    last,
    await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint: 'last', warn: assert.fail }),
  );
  assert.deepEqual(
    best,
    await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint: 'best', warn: assert.fail }),
  );
  const losses = (['a', 'b', 'c'] as const).map((_, i) => [last, best!].map((one) => one.peers[i]!.testLoss));
  assert.deepEqual(
    losses.map(([a, b]) => a === b),
    [false, true, false],
  );
});

test('a peer is scored on the samples and noisy labels it learned from when that is asked for', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  const noisy: RunSpec = { ...spec, data: { ...spec.data, labelNoise: 0.5, limitTrain: 15 } };
  await savePeer(runDir, dataset, 'a', { step: 10, best: false, of: noisy });
  const options = { runDir, spec: noisy, cacheDir: runDir, checkpoint: 'last' as const, warn: assert.fail };
  const [asked] = (await evaluateRun({ ...options, scoreTraining: true })).peers;
  const { train, labels } = splitOf(noisy, 'a', dataset);
  assert.equal(train.length, 15);
  const network = await createPeerNetwork(spec, 'a', dataset);
  const learned = evaluate(
    eagerPrediction(network),
    evaluationBatches(dataset, dataset.train, 15, train, labels),
    CLASSES,
  );
  network.dispose();
  assert.equal(asked!.trainAccuracy, learned.accuracy);
  const [unasked] = (await evaluateRun(options)).peers;
  assert.equal('trainAccuracy' in unasked!, false);
  assert.equal('flatness' in unasked!, false);
  // Flatness begins where they are, and leaves what is scored beside it alone.
  const [flat] = (await evaluateRun({ ...options, scoreFlatness: true })).peers;
  const { flatness, ...others } = flat!;
  assert.deepEqual(others, unasked);
  assert.equal(flatness!.still.accuracy, learned.accuracy);
  assert.deepEqual(
    flatness!.noisy.map(({ sigma, relative, loss }) => [sigma, relative, loss === flatness!.still.loss]),
    [
      [0.05, false, false],
      [0.1, false, false],
      [0.2, false, false],
      [0.5, true, false],
    ],
  );
});

test('a folder without any checkpoint is no run to score', async (t) => {
  const { runDir } = await syntheticRun(t);
  for (const checkpoint of ['last', 'best'] as const) {
    await assert.rejects(
      evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint, warn: unexpected }),
      failure('ERR_RUN_DIR', /no peer has a checkpoint/),
    );
  }
});

test('scoring leaves no tensor behind', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  for (const { id } of spec.peers) await savePeer(runDir, dataset, id, { step: 1, best: false });
  const before = tf.memory().numTensors;
  await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint: 'last', warn: unexpected });
  assert.equal(tf.memory().numTensors, before);
});

test('saved predictions give the churn between two trainings, peer by peer', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  const { runDir: otherDir } = await syntheticRun(t);
  const before = await savePeer(otherDir, dataset, 'a', { step: 3, best: false, weightSeed: 5 });
  const after = await savePeer(runDir, dataset, 'a', { step: 4, best: false, weightSeed: 6 });
  const evaluate = (at: string, more: object) =>
    evaluateRun({ runDir: at, spec, cacheDir: runDir, checkpoint: 'last', warn: assert.fail, ...more });
  await assert.rejects(evaluate(runDir, { against: otherDir }), failure('ERR_RUN_DIR', /--save-predictions/));
  assert.equal((await evaluate(otherDir, { savePredictions: true })).peers[0]!.churn, null);
  const [peer] = (await evaluate(runDir, { against: otherDir })).peers;
  near(peer!.churn!.disagreement, mean(before.map((row, i) => (top(row) === top(after[i]!) ? 0 : 1))));
  const variation = before.map((row, i) => {
    const [p, q] = [softmax(row), softmax(after[i]!)];
    return p.reduce((sum, value, c) => sum + Math.abs(value - q[c]!), 0) / 2;
  });
  near(peer!.churn!.totalVariation, mean(variation));
});

test('a peer of other classes is not scored; older checkpoints, which do not name them, are, with a warning', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  const learned = learnedData({ ...dataset, classNames: ['a', 'b', 'c'] }, dataset);
  const warnings: string[] = [];
  const warn = (message: string): number => warnings.push(message);
  await savePeer(runDir, dataset, 'a', { step: 3, best: false, learned });
  await assert.rejects(
    evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint: 'last', warn }),
    failure('ERR_CLASS_NAMES', /checkpoint of a in .* class 0 is "prototype 0 of seed 1" here and "a" there/),
  );
  await savePeer(runDir, dataset, 'a', { step: 4, best: false, learned: undefined });
  await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint: 'last', warn });
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]!, /checkpoint of a .* does not name its classes/);
});

test('every peer is scored through its own view', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  const viewing = parseRunSpec({ ...spec, peers: [{ id: 'a', network: 'mlp:8', view: 'left' }] });
  const format = await viewed(dataset, 'left');
  const network = await createPeerNetwork(viewing, 'a', sampleShape(dataset, format));
  const optimizer = createOptimizer(spec.training, trainableVariables(network));
  saveCheckpoint(
    join(runDir, 'peers', 'a', 'checkpoints'),
    {
      step: 1,
      epoch: 0,
      network: 'mlp:8',
      runSpecHash: trainingHash(viewing),
      peerId: 'a',
      metrics: {},
      data: learnedData(dataset, format),
      ...collectTrainingState(network, optimizer),
    },
    { best: false },
  );
  const logits = predictLogits(eagerPrediction(network), evaluationBatches(format, dataset.test, 601));
  const [peer] = (
    await evaluateRun({ runDir, spec: viewing, cacheDir: runDir, checkpoint: 'last', warn: assert.fail })
  ).peers;
  near(peer!.testLoss, metricsOf(logits, dataset.test.labels, CLASSES).loss);
});

test('a peer of which only saved logits are there scores to the last bit as from its checkpoint, in every way', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  for (const { id } of spec.peers) await savePeer(runDir, dataset, id, { step: 40, best: true });
  const options = { runDir, spec, cacheDir: runDir, warn: unexpected };
  const scores = await evaluateBoth({ ...options, saveLogits: true, savePredictions: true });
  assert.deepEqual(scores.unscored, []);
  rmSync(join(runDir, 'peers', 'b', 'checkpoints'), { recursive: true });
  const against = { ...options, checkpoint: 'last' as const, against: runDir };
  assert.deepEqual(await evaluateBoth(options), scores);
  for (const { churn } of (await evaluateRun(against)).peers)
    assert.deepEqual(churn, { disagreement: 0, totalVariation: 0 });
  const trained = (await evaluateRun({ ...options, checkpoint: 'last', scoreTraining: true })).peers;
  assert.deepEqual(
    trained.filter((peer) => 'trainAccuracy' in peer).map(({ id }) => id),
    ['a', 'c'],
    'what it learned from is known where its weights are',
  );
});

test('a peer of which nothing came, or the logits of other data, is named and the others are scored', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  for (const id of ['a', 'b']) await savePeer(runDir, dataset, id, { step: 40, best: false });
  const options = { runDir, spec, cacheDir: runDir, checkpoint: 'last' as const, warn: unexpected };
  await evaluateRun({ ...options, saveLogits: true });
  rmSync(join(runDir, 'peers', 'b', 'checkpoints'), { recursive: true });
  const facts = join(runDir, 'peers', 'b', 'logits-last.json');
  const told = JSON.parse(readFileSync(facts, 'utf8')) as object;
  writeFileSync(facts, JSON.stringify({ ...told, dataDigest: 'other' }));
  const { peers, unscored } = await evaluateRun(options);
  assert.deepEqual(
    peers.map(({ id }) => id),
    ['a'],
  );
  assert.deepEqual(
    unscored.map(({ id, why }) => [id, why.slice(0, 33)]),
    [
      ['b', 'its test logits are of other data'],
      ['c', 'neither a checkpoint of it is her'],
    ],
  );
});

test('of a checkpoint and logits the later one is scored: a place may be another machine’s than before', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  const options = { runDir, spec, cacheDir: runDir, checkpoint: 'last' as const, warn: unexpected };
  await savePeer(runDir, dataset, 'a', { step: 40, best: false, weightSeed: 5 });
  const [later] = (await evaluateRun({ ...options, saveLogits: true })).peers;
  rmSync(join(runDir, 'peers', 'a', 'checkpoints'), { recursive: true });
  await savePeer(runDir, dataset, 'a', { step: 20, best: false, weightSeed: 6 });
  assert.deepEqual((await evaluateRun(options)).peers, [later]);
  await savePeer(runDir, dataset, 'a', { step: 60, best: false, weightSeed: 6 });
  assert.equal((await evaluateRun(options)).peers[0]!.step, 60);
});

test('one that only teaches is not missed where it has nothing to score', async (t) => {
  const { runDir, dataset } = await syntheticRun(t);
  const teacher = { id: 't', role: 'teacher' as const, source: 'model.ckpt' };
  const taught = parseRunSpec({ ...spec, peers: [spec.peers[0]!, teacher] });
  await savePeer(runDir, dataset, 'a', { step: 40, best: false, of: taught });
  const options = { runDir, cacheDir: runDir, checkpoint: 'last' as const, warn: unexpected };
  assert.deepEqual((await evaluateRun({ ...options, spec: taught })).unscored, []);
});
