import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PeerResult } from '../../peer/io/peer-result.js';
import { imageBytes } from '../support/data-files.js';
import { codistill, readRecords, readSummary, temporaryDirectory } from '../support/launch.js';

/** The last batch of each of four epochs is not full. */
const SHORT_BATCHES = 4;

const SYNTHETIC = 'synthetic:classes=6,size=6x6x1,train=1200,test=300,noise=0.8';

function resultOf(runDir: string, peer: string): PeerResult {
  return JSON.parse(readFileSync(join(runDir, 'peers', peer, 'result.json'), 'utf8')) as PeerResult;
}

test('three peers co-distil on synthetic data and the summary says what each reached', async (t) => {
  const runDir = temporaryDirectory(t);
  const ended = await codistill([
    'launch',
    '--run-dir',
    runDir,
    '--peers',
    '3',
    '--data',
    SYNTHETIC,
    '--network',
    'mlp:32',
    '--epochs',
    '4',
    '--batch',
    '32',
    '--json',
  ]);
  assert.equal(ended.code, 0, ended.stderr);
  const summary = readSummary(runDir);
  assert.deepEqual(JSON.parse(ended.stdout), summary, 'stdout holds the summary and nothing else');
  assert.equal(summary.stoppedBy, 'steps');
  assert.doesNotMatch(ended.stderr, /lost nats|connection to nats|no nats-server/, 'its end is no loss');
  assert(summary.wallSeconds > 0);
  assert.equal(summary.peers.length, 3);
  const payloadBytes = 32 * 6 * 4;
  for (const peer of summary.peers) {
    assert.equal(peer.network, 'mlp:32');
    assert.equal(peer.steps, 4 * Math.ceil(1080 / 32));
    assert(peer.testAccuracy > 0.8 && peer.testAccuracy <= 1, `accuracy ${peer.testAccuracy}`);
    assert(peer.testLoss > 0 && peer.valAccuracy > 0.7);
    assert(peer.samplesPerSecond > 0 && peer.waitFraction > 0 && peer.waitFraction < 1);
    assert(peer.dataWaitFraction >= 0 && peer.dataWaitFraction < 1);
    // Whom a step was taught by is up to the machine; what came over the wire for it is not.
    const { fullSteps, degradedSteps, soloSteps } = resultOf(runDir, peer.id);
    assert(fullSteps > 0 && fullSteps + degradedSteps + soloSteps <= peer.steps);
    assert(peer.bytesReceived >= (fullSteps - SHORT_BATCHES) * 2 * payloadBytes, `${peer.bytesReceived}`);
    assert.equal(peer.restarts, 0);
    assert.equal(peer.device, 'cpu');
    const edges = summary.edges.filter(({ student }) => student === peer.id);
    assert.equal(edges.length, 2, 'each of the others taught it');
    for (const { steps, bytes } of edges) assert(steps > 0 && bytes >= payloadBytes);
  }
  const total = (of: 'bytesSent' | 'bytesReceived'): number =>
    summary.peers.reduce((sum, peer) => sum + peer[of], 0);
  assert(total('bytesSent') >= total('bytesReceived'), 'nothing comes that was not sent');
  assert(summary.ensemble.testAccuracy > 0.8 && summary.ensemble.testLoss > 0);
  assert(summary.agreement > 0.8 && summary.agreement <= 1);
  const kinds = new Set(readRecords(runDir).map((record) => record.kind));
  for (const kind of ['run', 'step', 'evaluation', 'summary'])
    assert(kinds.has(kind), `metrics.jsonl has ${kind} records`);
  assert.equal(readRecords(runDir)[0]!.kind, 'run', 'the records begin with the run spec');
  assert(readdirSync(join(runDir, 'tensorboard', 'peer-2')).some((file) => file.includes('tfevents')));
  assert(existsSync(join(runDir, 'run-spec.yaml')));
  await t.test('evaluate gives the same figures again', async () => {
    const again = await codistill(['evaluate', runDir, '--json']);
    assert.equal(again.code, 0, again.stderr);
    const scores = JSON.parse(again.stdout) as { peers: { testAccuracy: number }[] };
    assert.deepEqual(
      scores.peers.map((peer) => peer.testAccuracy),
      summary.peers.map((peer) => peer.testAccuracy),
    );
  });
  await t.test('export writes a peer for TensorFlow, and says how it was proved', async () => {
    const exported = await codistill(['export', join(runDir, 'peer-1')]);
    assert.equal(exported.code, 0, exported.stderr);
    assert.match(exported.stdout, /^peer-1 \(mlp:32, step 136\): logits in \S+exports.peer-1-savedmodel\n/);
    const picture = join(runDir, 'one.png');
    writeFileSync(picture, await imageBytes([90, 90, 90], 6, 6));
    for (const from of [runDir, join(runDir, 'exports', 'peer-1-savedmodel')]) {
      const predicted = await codistill(['predict', from, picture]);
      assert.equal(predicted.code, 0, predicted.stderr);
      assert.match(predicted.stdout, /^\S+one\.png: [^,]+ \d+\.\d %(, [^,]+ \d+\.\d %){4}\n$/);
    }
    assert.match(exported.stdout, /agrees on 256 test samples; largest difference \d/);
    const model = join(runDir, 'exports', 'peer-1-savedmodel');
    assert.deepEqual(readdirSync(model).sort(), ['preprocessing.json', 'saved_model.pb', 'variables']);
    const again = await codistill(['export', join(runDir, 'peer-1'), '--json']);
    assert.deepEqual(
      [again.code, (JSON.parse(again.stderr) as { error: { code: string } }).error.code],
      [4, 'ERR_OUTPUT_EXISTS'],
    );
  });
});

test('a mixed cohort of a built-in network and a user module learns a user data set', async (t) => {
  const directory = temporaryDirectory(t);
  const network = join(directory, 'my-network.mjs');
  writeFileSync(
    network,
    `export default ({ tf, inputShape, classes }) => tf.sequential({ layers: [
      tf.layers.flatten({ inputShape }), tf.layers.dense({ units: 16, activation: 'tanh' }), tf.layers.dense({ units: classes }) ] });`,
  );
  const data = join(directory, 'my-data.mjs');
  writeFileSync(
    data,
    `const make = (n, phase) => { const images = new Uint8Array(n * 16), labels = new Uint8Array(n);
      for (let i = 0; i < n; i++) { labels[i] = i % 3; for (let j = 0; j < 16; j++) images[i * 16 + j] = ((i * 37 + j * 11 + phase) % 60) + (j % 3 === labels[i] ? 150 : 0); }
      return { images, labels }; };
    export default () => ({ classes: 3, inputShape: [4, 4, 1], train: make(600, 0), test: make(150, 7) });`,
  );
  const runDir = join(directory, 'run');
  const ended = await codistill([
    'launch',
    '--run-dir',
    runDir,
    '--peer',
    'network=mlp:16',
    '--peer',
    `network=${network},precision=bfloat16`,
    '--data',
    data,
    '--epochs',
    '3',
    '--batch',
    '32',
  ]);
  assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  for (const peer of readSummary(runDir).peers)
    assert(peer.testAccuracy > 0.9, `${peer.id}: ${peer.testAccuracy}`);
  assert.match(ended.stdout, /peer-0 ⇄ peer-1/, 'who teaches whom is shown');
});

test('the tensor count at step boundaries is constant over 1,000 steps', async (t) => {
  const runDir = temporaryDirectory(t);
  const ended = await codistill([
    'launch',
    '--run-dir',
    runDir,
    '--data',
    SYNTHETIC,
    '--network',
    'mlp:16',
    '--batch',
    '16',
    '--steps',
    '1000',
    '--evaluate-every',
    '100',
  ]);
  assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  for (const peer of ['peer-0', 'peer-1']) {
    const counts = readRecords(runDir)
      .filter((record) => record.kind === 'evaluation' && record.peer === peer)
      .map((record) => record.tensors);
    assert.equal(counts.length, 10);
    assert.equal(new Set(counts).size, 1, `${peer}: ${counts}`);
  }
});

test('a loss that turns NaN ends the peer with its code, and says what to do', async (t) => {
  const runDir = temporaryDirectory(t);
  const ended = await codistill([
    'launch',
    '--run-dir',
    runDir,
    '--data',
    SYNTHETIC,
    '--network',
    'mlp:16',
    '--lr',
    '1e30',
    '--steps',
    '200',
  ]);
  assert.notEqual(ended.code, 0);
  assert.match(ended.stdout + ended.stderr, /ERR_NON_FINITE.*\n?.*--lr/);
});
