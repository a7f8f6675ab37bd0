/** What teachers send beside their logits, on real processes of networks that differ. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { PeerResult } from '../../peer/io/peer-result.js';
import { codistill, eventually, Running, readRecords, temporaryDirectory } from '../support/launch.js';
import { pidOf, withoutRestarts } from '../support/long-run.js';
import { launchWarm } from '../support/warm-launch.js';

const [CLASSES, BATCH] = [10, 50];
/** 1,800 training samples, 36 steps an epoch. */
const EPOCH_STEPS = 36;
const DATA = ['--data', 'synthetic', '--batch', String(BATCH)];
const MIXED = ['--peer', 'network=mlp:32', '--peer', 'network=cnn:4-8-16'];
const CNNS = ['--peer', 'network=cnn:4-8-16', '--peer', 'network=cnn:6-24'];
const PEERS = ['peer-0', 'peer-1'];

interface StepRecord {
  readonly peer: string;
  readonly step: number;
  readonly supervised: number;
  readonly distillation: number;
  readonly feature: number;
  readonly teachers: number;
}

async function launched(t: TestContext, args: readonly string[]): Promise<string> {
  const { runDir, said } = await launchWarm(t, [...DATA, ...args]);
  assert.doesNotMatch(said, /not compiled/);
  return runDir;
}

const stepsOf = (runDir: string): readonly StepRecord[] =>
  readRecords(runDir).filter(({ kind }) => kind === 'step') as unknown as readonly StepRecord[];

const resultOf = (runDir: string, peer: string): PeerResult =>
  JSON.parse(readFileSync(join(runDir, 'peers', peer, 'result.json'), 'utf8')) as PeerResult;

/** Reasons that tell of a slow machine alone: what came late, or again after a connection broke. */
const LATE: readonly string[] = ['STALE', 'DUPLICATE', 'NOT_ASKED'];

/** The reasons for which predictions were rejected that were wrong. */
function wrongOf(...peers: readonly { readonly rejected: Readonly<Record<string, number>> }[]): string[] {
  return peers.flatMap(({ rejected }) => Object.keys(rejected)).filter((reason) => !LATE.includes(reason));
}

function assertTaught(steps: readonly StepRecord[]): void {
  assert.ok(steps.length > 0);
  for (const { feature, distillation, teachers } of steps) {
    assert.equal(teachers, 1);
    assert.ok(Number.isFinite(feature) && feature > 0, `${feature}`);
    assert.ok(distillation > 0);
  }
}

for (const { feature, peers, sizes, args } of [
  { feature: 'hint', peers: MIXED, sizes: [32, 16], args: ['--feature-weight', '0.1'] },
  {
    feature: 'attention',
    peers: CNNS,
    sizes: [64, 64],
    args: ['--feature-weight', '16', '--payload', 'int8'],
  },
  {
    feature: 'rkd',
    peers: MIXED,
    sizes: [32, 16],
    args: ['--feature-weight', '0.02', '--update', 'sequential'],
  },
  { feature: 'hint', peers: CNNS, sizes: [16, 24], args: ['--feature-weight', '0.1', '--pipeline', '1'] },
  { feature: 'similarity', peers: CNNS, sizes: [16, 24], args: ['--feature-weight', '100', '--eager'] },
]) {
  test(`peers of different networks teach each other by ${feature}, ${args.join(' ')}, each with features of its own size`, async (t) => {
    const runDir = await launched(t, [...peers, '--feature', feature, ...args, '--epochs', '2', '--strict']);
    assertTaught(stepsOf(runDir));
    const results = PEERS.map((peer) => resultOf(runDir, peer));
    results.forEach(({ bytesSent, fullSteps }, i) => {
      assert.equal(fullSteps, 2 * EPOCH_STEPS);
      const logits = args.includes('int8') ? 8 + CLASSES : 4 * CLASSES;
      const each = BATCH * (logits + 4 * sizes[i]!);
      const sent = bytesSent / (2 * EPOCH_STEPS);
      const isAgain = results.some(({ rejected }) => Object.keys(rejected).length > 0);
      assert.ok(sent >= each && (isAgain || sent < each + 400), `${sent} bytes a step for ${each}`);
    });
    assert.deepEqual(wrongOf(...results), []);
  });
}

test('hints come from teachers that run here on older weights, and from a peer’s own', async (t) => {
  const feature = [
    ...['--feature', 'hint', '--feature-weight', '0.1', '--distillation-schedule', 'constant'],
    ...['--exchange', 'checkpoint:10', '--strict'],
  ];
  const mixed = await launched(t, [...MIXED, ...feature, '--epochs', '4']);
  const alone = ['--peers', '1', '--network', 'mlp:32', '--graph', 'self'];
  const own = await launched(t, [...alone, ...feature, '--epochs', '4']);
  for (const runDir of [mixed, own]) {
    const taught = stepsOf(runDir).filter(({ teachers }) => teachers > 0);
    assertTaught(taught);
  }
});

test('frozen teachers send features, and their student weighs them by their validation accuracy', async (t) => {
  const before = await launched(t, [...MIXED, '--exchange', 'none', '--epochs', '2']);
  const teachers = ['mlp:32', 'cnn:4-8-16'].flatMap((network, i) => [
    '--peer',
    `id=t${i},role=teacher,network=${network},source=${join(before, `peer-${i}`)}`,
  ]);
  const student = ['--peer', 'id=s,network=mlp:16', ...teachers, '--graph', 't0>s,t1>s'];
  const runDir = await launched(t, [
    ...[...student, '--feature', 'hint', '--feature-weight', '0.1'],
    ...['--teacher-weights', 'validation', '--epochs', '2', '--strict'],
  ]);
  const steps = stepsOf(runDir);
  assert.ok(steps.length > 0 && steps.every(({ feature }) => feature > 0));
  assert.equal(resultOf(runDir, 's').fullSteps, 2 * EPOCH_STEPS);
  assert.deepEqual(wrongOf(resultOf(runDir, 's')), []);
});

test('a frozen teacher that is another network than it is said to be is named, with what to do', async (t) => {
  const before = await launched(t, [
    '--peers',
    '1',
    '--network',
    'mlp:24',
    '--exchange',
    'none',
    '--steps',
    '2',
  ]);
  const source = join(before, 'peer-0');
  const runDir = temporaryDirectory(t);
  const peers = [
    '--peer',
    'id=s,network=mlp:16',
    '--peer',
    `id=t,role=teacher,network=mlp:32,source=${source}`,
  ];
  const ended = await codistill(['launch', '--run-dir', runDir, ...DATA, ...peers, '--feature', 'rkd']);
  assert.notEqual(ended.code, 0);
  assert.match(ended.stdout + ended.stderr, /said to be mlp:32, with 32 features a sample.*has 24/s);
});

test('teachers count by their validation accuracy from the first validation on', async (t) => {
  const three = ['--peer', 'network=mlp:4', '--peer', 'network=mlp:64', '--peer', 'network=cnn:4-8-16'];
  const run = [...three, '--steps', '60', '--evaluate-every', '30', '--strict'];
  const equal = stepsOf(await launched(t, run));
  const weighed = stepsOf(await launched(t, [...run, '--teacher-weights', 'validation']));
  const losses = (steps: readonly StepRecord[], step: number) =>
    steps
      .filter((one) => one.step === step)
      .map(({ peer, supervised, distillation }) => `${peer} ${supervised} ${distillation}`)
      .sort();
  assert.deepEqual(losses(weighed, 20), losses(equal, 20), 'all alike until anybody has validated');
  for (const step of [40, 60]) assert.notDeepEqual(losses(weighed, step), losses(equal, step));
});

test('a killed teacher costs its student the feature loss of those steps, and comes back with its features', async (t) => {
  const runDir = temporaryDirectory(t);
  const args = [
    '--feature',
    'hint',
    '--feature-weight',
    '0.1',
    '--steps',
    '1000000',
    '--checkpoint-every',
    '20',
  ];
  const run = new Running(['launch', '--run-dir', runDir, ...DATA, ...MIXED, ...args]);
  const own = () => stepsOf(runDir).filter(({ peer }) => peer === 'peer-0');
  await eventually(() => own().some(({ teachers }) => teachers === 1), 'it is taught');
  const before = own().length;
  const alone = () => own().findIndex(({ teachers }, i) => i >= before && teachers === 0);
  await withoutRestarts(run, async () => {
    process.kill(pidOf(run, 'peer-1'), 'SIGKILL');
    await eventually(() => alone() >= 0, 'it is alone');
  });
  await eventually(
    () => own().some(({ teachers }, i) => i > alone() && teachers === 1),
    'it is taught again',
  );
  run.child.kill('SIGINT');
  const ended = await run.finished;
  assert.equal(ended.code, 130, run.output);
  const [survivor, lost] = PEERS.map((peer) => resultOf(runDir, peer));
  assert.equal(lost!.restarts, 1);
  assert.equal(survivor!.rejected.WRONG_SHAPE ?? 0, 0);
  for (const { teachers, feature, distillation } of stepsOf(runDir)) {
    assert.equal(feature > 0, teachers > 0, 'the feature loss comes and goes with the teacher');
    assert.equal(distillation > 0, teachers > 0);
  }
});
