/** Every exchange mode, graph, role and payload, on real processes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { decodeCheckpoint } from '../../peer/files/checkpoint-format.js';
import type { PeerResult } from '../../peer/io/peer-result.js';
import { tf } from '../../peer/model/backend.js';
import { braked, late } from '../support/brake.js';
import {
  codistill,
  eventually,
  type MetricRecord,
  Running,
  readRecords,
  readSummary,
  temporaryDirectory,
} from '../support/launch.js';
import { pidOf, runUntil, withoutRestarts } from '../support/long-run.js';
import { REPOSITORY } from '../support/repository.js';
import { launchWarm } from '../support/warm-launch.js';

const DATA = ['--data', 'synthetic', '--batch', '50'];
/** 2,000 samples, a tenth of them held out. */
const ROWS = 1_800;
const EPOCH_STEPS = ROWS / 50;
/** Two networks that differ, so that nothing depends on their being alike. */
const MIXED = ['--peer', 'network=mlp:32', '--peer', 'network=cnn:4-8-16'];

interface Launched {
  readonly runDir: string;
  readonly result: (peer: string) => PeerResult;
}

async function launched(t: TestContext, args: readonly string[]): Promise<Launched> {
  const { runDir } = await launchWarm(t, [...DATA, ...args]);
  return { runDir, result: (peer) => resultOf(runDir, peer) };
}

function resultOf(runDir: string, peer: string): PeerResult {
  return JSON.parse(readFileSync(join(runDir, 'peers', peer, 'result.json'), 'utf8')) as PeerResult;
}

const PEERS = ['peer-0', 'peer-1'];

/**
 * For what takes its time beside steps that take none: the run goes on until all of these were taught.
 * @param steps - In how many of the steps that are recorded, each of them.
 * @param and - And until this has come about.
 */
async function launchedUntilTaught(
  t: TestContext,
  args: readonly string[],
  learners: readonly string[],
  { steps = 1, and = () => true }: { readonly steps?: number; and?(runDir: string): boolean } = {},
): Promise<Launched> {
  const runDir = temporaryDirectory(t);
  const taughtAll = (): boolean => learners.every((peer) => distilled(runDir, peer) >= steps) && and(runDir);
  await runUntil(runDir, [...DATA, ...args], taughtAll, `${learners.join(' and ')} taught`);
  return { runDir, result: (peer) => resultOf(runDir, peer) };
}

/** Samples in a peer's cache as it was last written. */
function cachedSamples(runDir: string, peer: string): number {
  const { tensors } = decodeCheckpoint(readFileSync(join(runDir, 'peers', peer, 'predictions.cache')));
  return tensors.find(({ name }) => name.endsWith('/ids'))?.values.length ?? 0;
}

/** How the exchange had gone at the beginning of each round, of one peer or of all. */
function exchanges(runDir: string, peer?: string): readonly MetricRecord[] {
  return readRecords(runDir).filter(
    (record) => record.kind === 'exchange' && (peer === undefined || record.peer === peer),
  );
}

/** How many teachers taught a peer, at each step that is recorded. */
function taught(runDir: string, peer: string): number[] {
  const steps = readRecords(runDir).filter((record) => record.kind === 'step' && record.peer === peer);
  return steps.map((record) => Number(record.teachers));
}

function distilled(runDir: string, peer: string): number {
  return taught(runDir, peer).filter((teachers) => teachers > 0).length;
}

test('in stale mode nobody waits for a teacher, and no prediction older than K is used', async (t) => {
  const answered = (runDir: string): boolean =>
    exchanges(runDir).some((one) => Number(one.requestsServed) > 0);
  const args = [...MIXED, '--exchange', 'stale:40'];
  const { runDir, result } = await launchedUntilTaught(t, args, PEERS, { and: answered });
  for (const peer of PEERS) {
    const { coverage, stalenessStepsMax, ages, steps, trainedSteps, rejected } = result(peer);
    assert.ok(steps > 0 && steps === trainedSteps, `${trainedSteps} of ${steps}`);
    assert.ok(coverage! > 0, 'some rows were taught');
    assert.ok(stalenessStepsMax <= 40, `${stalenessStepsMax}`);
    assert.ok(ages.reduce((sum, count) => sum + count, 0) > 0);
    assert.equal(rejected.MALFORMED ?? 0, 0);
  }
  assert.ok(
    PEERS.some((peer) => result(peer).requestsServed > 0),
    'a prediction server answered',
  );
  assert.ok(exchanges(runDir).every((one) => one.waitedMs === 0));
});

test('in checkpoint mode teachers run in the student, on weights that were fetched', async (t) => {
  const { result } = await launchedUntilTaught(t, [...MIXED, '--exchange', 'checkpoint:10'], PEERS, {
    steps: 3,
  });
  // Weights have no age for who is behind the step they were saved at: of two that go on it is one at most.
  assert.ok(PEERS.some((peer) => result(peer).stalenessStepsMax > 0));
  for (const peer of PEERS) assert.equal(result(peer).waitFraction, 0);
});

test('a cache is filled, refreshed, bounded and kept for the next process', async (t) => {
  const args = [...MIXED, '--exchange', 'cached:500,0.5'];
  const renewed = (runDir: string): boolean =>
    PEERS.every((peer) => exchanges(runDir, peer).some(({ refreshed }) => Number(refreshed) > 0));
  const { runDir, result } = await launchedUntilTaught(t, args, PEERS, { and: renewed });
  for (const peer of PEERS) {
    assert.ok(result(peer).missesAsked > 0);
    assert.ok(result(peer).refreshed > 0, 'what was cached is made anew');
    const cached = cachedSamples(runDir, peer);
    assert.ok(cached > 0 && cached <= 500, `${cached}`);
  }
});

test('a mixed run goes from lockstep to its cache and needs no request for it', async (t) => {
  const { result } = await launched(t, [
    ...MIXED,
    '--exchange',
    'mixed:lockstep@1+cached:0,0@1',
    '--epochs',
    '4',
  ]);
  for (const peer of PEERS) {
    const { coverage, requestsSent, fullSteps, trainedSteps, missed } = result(peer);
    // On a machine so busy that a teacher came too late for lockstep, there is something to ask for.
    if (Object.values(missed).some((steps) => steps > 0) || trainedSteps < 4 * EPOCH_STEPS) continue;
    assert.equal(coverage, 1, 'every row of the cached epochs');
    assert.equal(requestsSent, 0);
    assert.equal(fullSteps, 4 * EPOCH_STEPS);
  }
});

test('one step ahead mixed networks teach each other at every step, and no prediction is older than one', async (t) => {
  const { result } = await launched(t, [...MIXED, '--pipeline', '1', '--epochs', '4', '--strict']);
  for (const peer of PEERS) {
    const { fullSteps, soloSteps, stalenessStepsMax, ages, rejected } = result(peer);
    assert.equal(fullSteps, 4 * EPOCH_STEPS, JSON.stringify({ soloSteps, rejected }));
    assert.equal(stalenessStepsMax, 1);
    assert.deepEqual(ages, [50, (4 * EPOCH_STEPS - 1) * 50], 'only those of the first step are new');
  }
});

test('one step ahead a killed peer does not stop the others, and comes back to teach', async (t) => {
  const runDir = temporaryDirectory(t);
  const args = ['--pipeline', '1', '--steps', '1000000', '--checkpoint-every', '20', '--round-steps', '20'];
  const run = new Running(['launch', '--run-dir', runDir, ...DATA, ...MIXED, ...args]);
  await eventually(() => distilled(runDir, 'peer-0') > 2, 'they teach each other');
  await withoutRestarts(run, async () => {
    process.kill(pidOf(run, 'peer-1'), 'SIGKILL');
    await eventually(() => taught(runDir, 'peer-0').at(-1) === 0, 'it trains on alone');
  });
  await run.seen(/^peer-1: started again/m);
  await eventually(() => taught(runDir, 'peer-0').at(-1) === 1, 'the other one teaches again');
  await eventually(() => taught(runDir, 'peer-1').at(-1) === 1, 'and is taught');
  run.child.kill('SIGINT');
  await run.finished;
  const [stayed, killed] = PEERS.map((peer) => resultOf(runDir, peer));
  // It may jump to where the one that came back enters.
  assert.ok(stayed!.fullSteps + stayed!.soloSteps + stayed!.degradedSteps <= stayed!.steps);
  assert.deepEqual([stayed!.restarts, killed!.restarts], [0, 1]);
  assert.ok(stayed!.stalenessStepsMax <= 1 && killed!.stalenessStepsMax <= 1);
});

test('a peer that is its own teacher learns from its last epoch, or from older weights', async (t) => {
  const alone = ['--peers', '1', '--network', 'mlp:32', '--graph', 'self'];
  const cached = await launched(t, [...alone, '--exchange', 'cached:0,1', '--epochs', '3']);
  const { coverage, ages } = cached.result('peer-0');
  assert.ok(Math.abs(coverage! - 2 / 3) < 1e-9, 'every row of every epoch but the first');
  assert.equal(
    ages.reduce((sum, count) => sum + count, 0),
    2 * ROWS,
  );
  await launchedUntilTaught(t, [...alone, '--exchange', 'checkpoint:10'], ['peer-0']);
});

test('averaged weights teach their own network and others', async (t) => {
  const average = ['--exchange', 'checkpoint:5', '--ema', '0.9'];
  const alone = ['--peers', '1', '--network', 'cnn:4-8-16', '--graph', 'self'];
  await launchedUntilTaught(t, [...alone, ...average], ['peer-0']);
  await launchedUntilTaught(t, [...MIXED, ...average], PEERS);
});

test('frozen teachers of an earlier run teach a student, whatever the exchange', async (t) => {
  const before = await launched(t, [
    '--peers',
    '2',
    '--network',
    'mlp:64',
    '--exchange',
    'none',
    '--epochs',
    '2',
  ]);
  const teachers = PEERS.flatMap((peer, i) => [
    '--peer',
    `id=t${i},network=mlp:64,role=teacher,source=${join(before.runDir, peer)}`,
  ]);
  const cohort = ['--peer', 'id=s,network=cnn:4-8-16', ...teachers, '--graph', 't0>s:2,t1>s'];
  for (const exchange of ['cached:0,0', 'stale:100', 'checkpoint:5']) {
    const { result } = await launchedUntilTaught(t, [...cohort, '--exchange', exchange], ['s']);
    assert.equal(result('t0').steps, 0);
  }
  for (const pipeline of ['0', '1']) {
    const { result } = await launched(t, [...cohort, '--strict', '--pipeline', pipeline, '--epochs', '2']);
    assert.equal(result('s').fullSteps, 2 * EPOCH_STEPS, `every step by both, ${pipeline} ahead`);
  }
});

test('a model that tfjs saved and one that Python saved teach a student at every step', async (t) => {
  const folder = temporaryDirectory(t);
  const model = tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [4, 4, 1] }),
      tf.layers.dense({ units: 4, activation: 'softmax' }),
    ],
  });
  await model.save(pathToFileURL(folder).href);
  const runDir = temporaryDirectory(t);
  const ended = await codistill([
    ...['launch', '--run-dir', runDir, '--strict', '--batch', '50', '--epochs', '1'],
    ...['--data', 'synthetic:classes=4,size=4x4x1', '--peer', 'id=s,network=mlp:16'],
    ...['--peer', `id=t0,role=teacher,source=${join(folder, 'model.json')}`],
    ...['--peer', `id=t1,role=teacher,source=${join(REPOSITORY, 'test', 'support', 'saved-model')}`],
    ...['--graph', 't0>s,t1>s'],
  ]);
  assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  assert.equal(resultOf(runDir, 's').fullSteps, EPOCH_STEPS);
  const [t0, t1] = ['t0', 't1'].map((id) => resultOf(runDir, id).warnings.join());
  assert.match(t0!, /model\.json gives probabilities, rows that sum to one/);
  assert.doesNotMatch(t1!, /probabilities/);
  assert.deepEqual(
    taught(runDir, 's').filter((teachers) => teachers !== 2),
    [],
  );
});

test('graphs decide who teaches whom, with every payload', async (t) => {
  const three = ['--peers', '3', '--network', 'mlp:16', '--epochs', '1', '--strict'];
  const edges: Readonly<Record<string, number>> = {
    ring: 3,
    star: 4,
    pairs: 6,
    'random:1': 3,
    'peer-0>peer-1': 1,
  };
  const payloads = ['float16', 'int8', 'top-3', 'top-3:drop', 'float32'];
  for (const [i, [graph, count]] of Object.entries(edges).entries()) {
    const { runDir, result } = await launched(t, [...three, '--graph', graph, '--payload', payloads[i]!]);
    const taught = ['peer-0', 'peer-1', 'peer-2'].map((peer) => result(peer).fullSteps);
    const bytes = ['peer-0', 'peer-1', 'peer-2'].map((peer) => result(peer).bytesSent);
    const students = graph === 'peer-0>peer-1' ? 1 : 3;
    assert.equal(taught.filter((steps) => steps === EPOCH_STEPS).length, students, `${graph}: ${taught}`);
    const each = { float32: 40, float16: 20, int8: 18, 'top-3': 28, 'top-3:drop': 28 }[payloads[i]!]! * 50;
    const sent = bytes.reduce((sum, one) => sum + one, 0);
    assert.ok(
      sent > EPOCH_STEPS * count * each && sent < EPOCH_STEPS * count * (each + 400),
      `${graph}: ${sent} bytes`,
    );
    assert.equal(readSummary(runDir).peers.length, 3);
  }
});

test('each generation is taught by the one before', async (t) => {
  const runDir = temporaryDirectory(t);
  const args = [
    'launch',
    '--run-dir',
    runDir,
    '--generations',
    '2',
    '--peers',
    '1',
    '--network',
    'mlp:16',
    '--epochs',
    '1',
    '--strict',
  ];
  const ended = await codistill([...args, ...DATA]);
  assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  const [first, second] = [0, 1].map((generation) => join(runDir, `generation-${generation}`));
  assert.deepEqual(
    readSummary(first!).peers.map((peer) => peer.id),
    ['peer-0'],
  );
  assert.deepEqual(
    readSummary(second!).peers.map((peer) => peer.id),
    ['peer-0', 'peer-0-before'],
  );
  assert.equal(resultOf(second!, 'peer-0').fullSteps, EPOCH_STEPS);
});

test('a killed peer costs the others nothing where nobody waits, and comes back to where it was', async (t) => {
  const all = ['stale:40', 'cached:0,0.2', 'checkpoint:10'].map(async (exchange) => {
    const runDir = temporaryDirectory(t);
    const { view, release } = braked(t, 50, 50); // it is killed, and comes back, before the end
    const peers = MIXED.map((word) => (word === '--peer' ? word : `${word},view=${view}`));
    const args = ['--exchange', exchange, '--epochs', '20', '--checkpoint-every', '20', '--allow-untaught'];
    const run = new Running(['launch', '--run-dir', runDir, ...DATA, ...peers, ...args]);
    await eventually(() => taught(runDir, 'peer-1').length > 1, 'it trains');
    process.kill(pidOf(run, 'peer-1'), 'SIGKILL');
    await run.seen(/^peer-1: started again/m);
    const before = taught(runDir, 'peer-1').length;
    await eventually(() => taught(runDir, 'peer-1').length > before, 'it trains again');
    release();
    const ended = await run.finished;
    assert.equal(ended.code, 0, run.output);
    assert.deepEqual(
      [resultOf(runDir, 'peer-0').steps, resultOf(runDir, 'peer-1').steps],
      [20 * EPOCH_STEPS, 20 * EPOCH_STEPS],
    );
    assert.equal(resultOf(runDir, 'peer-1').restarts, 1);
    assert.ok(!run.output.includes('skips ahead'), 'it goes on from its checkpoint');
    if (exchange.startsWith('stale')) assert.ok(resultOf(runDir, 'peer-0').stalenessStepsMax <= 40);
  });
  await Promise.all(all);
});

/** At least so long takes a batch of the slow one. */
const SLOW_MS = 20;

test('a slow peer, and one that joins late, disturb nobody where nobody waits', async (t) => {
  const early = ['--peers-min', '1', '--join-timeout', '100', '--round-steps', '20', '--steps', '1000000'];
  // With two threads a peer's batches are slow, and its answers are not: they come in time for the quick one.
  const threads = ['--threads', '2'];
  const all = ['stale:40', 'cached:500,0.5', 'checkpoint:10'].map(async (exchange) => {
    const runDir = temporaryDirectory(t);
    const { view, release } = late(t, 'peer-1');
    const slow = ['--peer', `network=cnn:4-8-16,view=${braked(t, 50, SLOW_MS).view}`];
    const pace = [...slow, '--peer', `network=mlp:16,view=${view}`, '--exchange', exchange];
    const run = new Running(['launch', '--run-dir', runDir, ...DATA, ...pace, ...early, ...threads]);
    await eventually(() => taught(runDir, 'peer-0').length > 0, 'the slow one trains');
    assert.equal(taught(runDir, 'peer-1').length, 0);
    release();
    for (const peer of PEERS) {
      await eventually(() => distilled(runDir, peer) > 0, `${exchange}: ${peer} is taught`);
      const before = taught(runDir, peer).length;
      await eventually(() => taught(runDir, peer).length > before + 9, `${exchange}: ${peer} goes on`);
    }
    run.child.kill('SIGINT');
    await run.finished;
    const results = PEERS.map((peer) => resultOf(runDir, peer));
    assert.ok(exchanges(runDir).every((record) => record.waitedMs === 0));
    assertBounds(runDir, exchange, results);
  });
  await Promise.all(all);
});

/** The age of predictions, the size of caches and the share that is made anew of them an epoch. */
function assertBounds(runDir: string, exchange: string, results: readonly PeerResult[]): void {
  for (const { id, steps, stalenessStepsMax, refreshed, coverage } of results) {
    if (exchange === 'stale:40') assert.ok(stalenessStepsMax <= 40, `${stalenessStepsMax}`);
    if (exchange !== 'cached:500,0.5') continue;
    const begun = Math.floor(steps / EPOCH_STEPS);
    assert.ok(refreshed <= begun * 250, `half of 500 at most in each epoch but the first: ${refreshed}`);
    assert.ok(coverage! > 0);
    assert.ok(cachedSamples(runDir, id) <= 500);
  }
}
