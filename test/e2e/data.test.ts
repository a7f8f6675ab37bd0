/** Data of other kinds, and seen in other ways: texts, shards of its own for each learner, views. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { codistill, readRecords, readSummary, type Summary, temporaryDirectory } from '../support/launch.js';
import { runUntil } from '../support/long-run.js';
import { smallText } from '../support/small-text.js';
import { launchWarm } from '../support/warm-launch.js';

const TEXT = smallText(60_000);
/** Bits that a character takes when nothing is known but the vocabulary. */
const BITS_UNKNOWN = Math.log2(new Set(TEXT).size);

async function launched(
  t: TestContext,
  args: readonly string[],
): Promise<{ runDir: string; summary: Summary }> {
  const { runDir } = await launchWarm(t, args);
  return { runDir, summary: readSummary(runDir) };
}

function textFile(t: TestContext): string {
  const file = join(temporaryDirectory(t), 'small.txt');
  writeFileSync(file, TEXT);
  return file;
}

test('a recurrent network and a Transformer teach each other at every token of a text', async (t) => {
  const file = textFile(t);
  const { runDir, summary } = await launched(t, [
    '--data',
    `text:${file},window=12`,
    '--peer',
    'network=gru:8-24',
    '--peer',
    'network=transformer:1-16-2',
    '--steps',
    '150',
    '--batch',
    '16',
    '--optimizer',
    'adam',
    '--lr',
    '0.01',
    '--weight-decay',
    '0',
    '--strict',
  ]);
  const payloadBytes = 16 * 12 * new Set(TEXT).size * 4;
  for (const peer of summary.peers) {
    assert(peer.bytesSent > 150 * payloadBytes, `${peer.id} sent ${peer.bytesSent}: a row for every token`);
    assert(peer.bitsPerCharacter! < 0.75 * BITS_UNKNOWN, `${peer.id}: ${peer.bitsPerCharacter} bits`);
    assert(Math.abs(peer.perplexity! - Math.exp(peer.testLoss)) < 1e-9);
  }
  const steps = readRecords(runDir).filter((record) => record.kind === 'step');
  assert(
    steps.length > 0 && steps.every((record) => record.teachers === 1 && Number(record.distillation) > 0),
  );
  const saved = await codistill(['evaluate', runDir, '--save-predictions', '--json']);
  assert.equal(saved.code, 0, saved.stderr);
  const against = await codistill(['evaluate', runDir, '--against', runDir, '--json']);
  assert.equal(against.code, 0, against.stderr);
  const { peers } = JSON.parse(against.stdout) as { peers: { churn: unknown }[] };
  assert.deepEqual(peers[0]!.churn, { disagreement: 0, totalVariation: 0 });
});

test('context-window networks learn from disjoint parts of a text what others predict of their own', async (t) => {
  const file = textFile(t);
  const runDir = temporaryDirectory(t);
  const args = [
    '--data',
    `text:${file},stride=4`,
    '--network',
    'mlp-lm:8-8-64',
    '--partition',
    'disjoint',
    '--exchange',
    'stale:50',
    '--batch',
    '64',
    '--optimizer',
    'adam',
    '--lr',
    '0.005',
    '--weight-decay',
    '0',
  ];
  const of = (kind: string, peer: string) =>
    readRecords(runDir).filter((record) => record.kind === kind && record.peer === peer);
  const ids = ['peer-0', 'peer-1'];
  const sent = (peer: string): boolean => of('exchange', peer).some((one) => Number(one.bytesSent) > 0);
  const taught = (peer: string): boolean => of('exchange', peer).some((one) => Number(one.rowsTaught) > 0);
  // How much the slow one of two is taught depends on how slow it is: what the other predicts of its samples ages.
  const done = (): boolean =>
    ids.every((peer) => of('evaluation', peer).length >= 2 && sent(peer)) && ids.some(taught);
  await runUntil(runDir, args, done, 'somebody was taught about its own samples, in two epochs at least');
  const samples = Math.floor(Math.ceil((0.9 * TEXT.length - 8) / 4) / 2);
  const epochSteps = Math.ceil(samples / 64);
  for (const peer of ids) {
    const evaluations = of('evaluation', peer);
    assert.deepEqual(
      evaluations.slice(0, 2).map(({ step }) => step),
      [epochSteps, 2 * epochSteps],
      'epochs are counted on its own samples',
    );
    const bits = Number(evaluations[1]!.bitsPerCharacter);
    assert(bits < 0.75 * BITS_UNKNOWN, `${peer}: ${bits} bits`);
  }
});

test('two halves of a picture teach each other what the whole is', async (t) => {
  const { summary } = await launched(t, [
    '--data',
    'synthetic:classes=6,size=6x6x3,train=1200,test=300',
    '--peer',
    'network=mlp:32,view=left',
    '--peer',
    'network=mlp:32,view=right',
    '--peer',
    'network=mlp:32,view=gray',
    '--epochs',
    '4',
    '--batch',
    '32',
    '--strict',
  ]);
  for (const peer of summary.peers) assert(peer.testAccuracy > 0.6, `${peer.id}: ${peer.testAccuracy}`);
  assert(summary.ensemble.testAccuracy > Math.max(...summary.peers.map((peer) => peer.testAccuracy)) - 0.05);
});

test('each learner of a partition has its own samples, and every one makes the same steps', async (t) => {
  for (const partition of ['disjoint', 'overlap:0.5', 'dirichlet:1']) {
    const { summary } = await launched(t, [
      '--data',
      'synthetic:classes=6,size=6x6x1,train=1000,test=200',
      '--network',
      'mlp:16',
      '--partition',
      partition,
      '--limit-train',
      '200',
      '--label-noise',
      '0.2',
      '--exchange',
      'none',
      '--epochs',
      '3',
      '--batch',
      '32',
    ]);
    for (const peer of summary.peers) assert.equal(peer.steps, 3 * Math.ceil(200 / 32), partition);
  }
});

test('weights that are run by a peer with another view see what their owner sees', async (t) => {
  const { runDir, summary } = await launched(t, [
    '--data',
    'synthetic:classes=6,size=6x7x3,train=600,test=200,noise=0.8',
    '--peer',
    'network=mlp:128-128,view=top',
    '--peer',
    'network=mlp:128-128,view=gray',
    '--exchange',
    'checkpoint:5',
    '--strict',
    '--steps',
    '80',
    '--batch',
    '128',
    '--lr',
    '0.02',
  ]);
  for (const peer of summary.peers) assert(peer.testAccuracy > 0.3, `${peer.id}: ${peer.testAccuracy}`);
  const steps = readRecords(runDir).filter((record) => record.kind === 'step');
  assert(steps.some((record) => record.teachers === 1 && Number(record.distillation) > 0));
});
