import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Dataset } from '../../../../peer/data/dataset.js';
import { evaluateBoth, type RunEvaluation } from '../../../../peer/evaluation/evaluate-run.js';
import { saveLogits } from '../../../../peer/evaluation/logits-file.js';
import { saveCheckpoint } from '../../../../peer/files/checkpoint.js';
import { outputsFile, readOutputs, removeTestLogits } from '../../../../peer/files/outputs-file.js';
import { CompiledPrediction } from '../../../../peer/graph/compiled-prediction.js';
import { createOptimizer } from '../../../../peer/model/optimizers/catalog.js';
import { createPeerNetwork } from '../../../../peer/model/peer-network.js';
import { collectTrainingState } from '../../../../peer/model/training-state.js';
import { trainableVariables } from '../../../../peer/model/weights.js';
import { learnedData } from '../../../../peer/trainer/learned-data.js';
import { leaveTestLogits, type TestLogitsOptions } from '../../../../peer/trainer/test-logits.js';
import { trainingHash } from '../../../../proto/run-spec.js';
import { failure } from '../../../support/data-files.js';
import { changeWeights } from '../../../support/export-kit.js';
import { type KeptRun, keptRun } from '../../../support/saved-run-kit.js';

const SPEC = {
  peers: [{ id: 'a', network: 'mlp:8' }],
  data: { name: 'synthetic:classes=3,size=4x4x1,train=20,test=601' },
};
const SAMPLE_MS = 0.001;

/** A run whose best checkpoint is of step 20, and what its peer leaves test logits by. */
async function trained(t: TestContext): Promise<KeptRun & { readonly options: TestLogitsOptions }> {
  const run = await keptRun(t, SPEC);
  const { runDir, spec, dataset } = run;
  const network = await createPeerNetwork(spec, 'a', dataset);
  const prediction = new CompiledPrediction(network, assert.fail);
  t.after(() => {
    prediction.dispose();
    network.dispose();
  });
  const expect = { network: 'mlp:8', runSpecHash: trainingHash(spec) };
  const directory = join(runDir, 'peers', 'a', 'checkpoints');
  const predict: TestLogitsOptions['predict'] = (inputs, rows) => {
    prediction.refresh();
    return prediction.predict(inputs, rows);
  };
  const data = { dataset, format: dataset };
  return { ...run, options: { runDir, peerId: 'a', directory, expect, network, predict, data } };
}

/** Saves a last checkpoint, of step 40, which is not the best one. */
async function trainOn({ runDir, spec, dataset }: KeptRun): Promise<void> {
  const network = await createPeerNetwork(spec, 'a', dataset);
  changeWeights(network);
  changeWeights(network);
  const optimizer = createOptimizer(spec.training, trainableVariables(network));
  const facts = { step: 40, epoch: 2, network: 'mlp:8', runSpecHash: trainingHash(spec), peerId: 'a' };
  const data = learnedData(dataset, dataset);
  const state = { ...collectTrainingState(network, optimizer), metrics: {}, data };
  saveCheckpoint(join(runDir, 'peers', 'a', 'checkpoints'), { ...facts, ...state }, { best: false });
  network.dispose();
  optimizer.dispose();
}

const filesOf = (runDir: string): readonly string[] => readdirSync(join(runDir, 'peers', 'a')).sort();

async function scoresOf(run: KeptRun, fromPeers: boolean): Promise<RunEvaluation> {
  const { runDir, spec } = run;
  return evaluateBoth({ runDir, spec, cacheDir: runDir, warn: assert.fail, fromPeers });
}

/** Test logits that are not those of the checkpoints: who is scored by them shows it. */
function changed(dataset: Dataset, predict: TestLogitsOptions['predict']): TestLogitsOptions['predict'] {
  return (inputs, rows) => predict(inputs, rows).fill(0, 0, dataset.classes * rows);
}

test('a run is scored to the last bit by what its peers left as by their checkpoints, and uses it up', async (t) => {
  const run = await trained(t);
  await trainOn(run);
  const expected = await scoresOf(run, false);
  leaveTestLogits(run.options, SAMPLE_MS);
  const left = ['last', 'best'].flatMap((which) => [`test-logits-${which}.bin`, `test-logits-${which}.json`]);
  assert.deepEqual(filesOf(run.runDir), ['checkpoints', ...left.sort()]);
  assert.deepEqual(await scoresOf(run, false), expected);
  assert.deepEqual(await scoresOf(run, true), expected);
  assert.deepEqual(filesOf(run.runDir), ['checkpoints']);
});

test('it is scored by what the peers left, and only by those who ask for that', async (t) => {
  const run = await trained(t);
  await trainOn(run);
  const expected = await scoresOf(run, false);
  leaveTestLogits({ ...run.options, predict: changed(run.dataset, run.options.predict) }, SAMPLE_MS);
  assert.deepEqual(await scoresOf(run, false), expected);
  assert.notDeepEqual(await scoresOf(run, true), expected);
});

test('of a last checkpoint that is the best one the logits are left once', async (t) => {
  const run = await trained(t);
  const expected = await scoresOf(run, false);
  leaveTestLogits(run.options, SAMPLE_MS);
  assert.deepEqual(filesOf(run.runDir), ['checkpoints', 'test-logits-last.bin', 'test-logits-last.json']);
  assert.equal(readOutputs(outputsFile(run.runDir, 'a', 'test-logits', 'last')).step, 20);
  assert.deepEqual(await scoresOf(run, true), expected);
});

test('nothing is left where it would take long, or nobody knows how long, and what an earlier life left goes', async (t) => {
  const run = await trained(t);
  for (const sampleMs of [undefined, 1]) leaveTestLogits(run.options, sampleMs);
  assert.deepEqual(filesOf(run.runDir), ['checkpoints']);
  leaveTestLogits(run.options, SAMPLE_MS);
  removeTestLogits(run.runDir, 'a');
  assert.deepEqual(filesOf(run.runDir), ['checkpoints']);
});

test('logits that came from elsewhere and are of a later step count for more', async (t) => {
  const run = await trained(t);
  leaveTestLogits(run.options, SAMPLE_MS);
  const left = readOutputs(outputsFile(run.runDir, 'a', 'test-logits', 'last'));
  const { runDir, dataset } = run;
  for (const [step, counts] of [
    [20, 20],
    [21, 21],
  ] as const) {
    leaveTestLogits(run.options, SAMPLE_MS);
    saveLogits(runDir, 'last', { ...left, step, values: left.values.map(() => 0) });
    const { peers } = await scoresOf(run, true);
    assert.equal(peers[0]!.step, counts);
    assert.equal(Math.abs(peers[0]!.testLoss - Math.log(dataset.classes)) < 1e-6, step === 21);
  }
});

test('a damaged checkpoint is no trouble of the peer: who scores tells of it', async (t) => {
  const run = await trained(t);
  await trainOn(run);
  const { directory } = run.options;
  const best = readdirSync(directory).find((name) => name.includes('best'))!;
  writeFileSync(join(directory, best), 'damaged');
  leaveTestLogits(run.options, SAMPLE_MS);
  assert.deepEqual(filesOf(run.runDir), ['checkpoints', 'test-logits-last.bin', 'test-logits-last.json']);
  await assert.rejects(scoresOf(run, true), failure('ERR_CHECKPOINT_CORRUPT'));
});

test('where the disk takes none, the checkpoints are there', async (t) => {
  const run = await trained(t);
  const expected = await scoresOf(run, false);
  leaveTestLogits({ ...run.options, runDir: join(run.runDir, 'missing') }, SAMPLE_MS);
  assert.ok(!existsSync(join(run.runDir, 'missing')));
  assert.deepEqual(await scoresOf(run, true), expected);
});
