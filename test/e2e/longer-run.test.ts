/** Runs that are made longer, on real processes. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PeerResult } from '../../peer/io/peer-result.js';
import { EXIT_CODES } from '../../proto/errors.js';
import {
  codistill,
  type Finished,
  Running,
  readRecords,
  readSummary,
  temporaryDirectory,
} from '../support/launch.js';
import { brakedRun } from '../support/long-run.js';
import { startTestNatsServer } from '../support/nats-server.js';
import { launchWarm } from '../support/warm-launch.js';

const DATA = ['--data', 'synthetic:classes=6,size=6x6x1,train=400,test=100,noise=0.8', '--network', 'mlp:16'];
/** Two peers have a thread each. */
const CORES = ['--cores', '2'];
/** Twelve steps an epoch, of 360 samples to learn from. */
const SMALL = [...DATA, '--batch', '30', ...CORES];
const PEERS = ['peer-0', 'peer-1'];

async function launched(runDir: string, ...args: readonly string[]): Promise<Finished> {
  const ended = await codistill(['launch', '--run-dir', runDir, ...args]);
  assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  return ended;
}

async function refused(runDir: string, args: readonly string[], complaint: RegExp): Promise<void> {
  const { code, stdout, stderr } = await codistill(['launch', '--run-dir', runDir, ...args]);
  assert.match(stderr, complaint);
  assert.deepEqual([code, stdout], [EXIT_CODES.ERR_RUN_DIR, '']);
}

/** Everything that peers have saved, by peer and name. */
function checkpointsOf(runDir: string): Map<string, string> {
  const files = PEERS.flatMap((peer) => {
    const directory = join(runDir, 'peers', peer, 'checkpoints');
    return readdirSync(directory).map((name) => [`${peer}/${name}`, join(directory, name)] as const);
  });
  return new Map(files.map(([name, path]) => [name, readFileSync(path).toString('base64')]));
}

const stepsOf = (runDir: string): readonly number[] => readSummary(runDir).peers.map(({ steps }) => steps);

test('a strict run made longer equals one that was so long from the beginning, bit for bit, where no schedule depends on it', async (t) => {
  const constant = ['--schedule', 'constant', '--distillation-schedule', 'constant'];
  const strict = [...SMALL, ...constant, '--strict', '--augment', 'pad-crop-flip'];
  const { runDir } = await launchWarm(t, [...strict, '--epochs', '2']);
  const longer = await launched(runDir, '--epochs', '4', ...CORES);
  const { runId } = readSummary(runDir);
  const line = `continues run ${runId} at step 24 of 48; the learning rate stays 0.05`;
  assert.ok(longer.stdout.includes(`\n${line}\n`), longer.stdout);
  assert.deepEqual(
    readRecords(runDir).filter(({ kind }) => kind === 'longer'),
    [{ kind: 'longer', runId, step: 24, stepsTotal: 48, stepsTotalBefore: 24, text: line }],
  );
  assert.deepEqual(
    readSummary(runDir).peers.map(({ steps, trainedSteps, taughtShare }) => [
      steps,
      trainedSteps,
      taughtShare,
    ]),
    PEERS.map(() => [48, 48, 1]),
  );
  assert.match(longer.stdout, /next: npm start -- --config \S+run-spec\.yaml --epochs 4 .*--exchange none/);
  const { runDir: unbroken } = await launchWarm(t, [...strict, '--epochs', '4']);
  const expected = checkpointsOf(unbroken);
  const got = checkpointsOf(runDir);
  assert.deepEqual([...got.keys()], [...expected.keys()]);
  for (const [name, bytes] of expected) assert.ok(got.get(name) === bytes, `${name} differs`);

  await t.test('what would make it shorter, or another run, is refused by name', async () => {
    await refused(
      runDir,
      ['--epochs', '3'],
      /cannot become shorter:\n {2}training\.epochs: 4 there, 3 asked for\n/,
    );
    await refused(
      runDir,
      ['--epochs', '6', '--batch', '15'],
      /training\.batch: 30 there, 15 asked for\nfix: /,
    );
    await refused(
      runDir,
      ['--steps', '900'],
      /has its length in epochs:\n.*\nfix: give more than 4 --epochs\n/,
    );
  });
  await t.test('with nothing more to train it is told and scored again as it ended', async () => {
    const before = readSummary(runDir).peers.map(({ testLoss }) => testLoss);
    const again = await launched(runDir, ...CORES);
    assert.match(again.stdout, /\nstopped by steps after/);
    assert.doesNotMatch(again.stdout, /continues run|interrupted/);
    assert.deepEqual(
      readSummary(runDir).peers.map(({ testLoss }) => testLoss),
      before,
    );
  });
});

const MODES: readonly (readonly string[])[] = [
  ['--exchange', 'none'],
  ['--exchange', 'lockstep', '--strict', '--optimizer', 'adam', '--update', 'sequential'],
  ['--exchange', 'stale:20', '--partition', 'disjoint'],
  ['--exchange', 'checkpoint:4', '--ema', '0.9', '--partition', 'overlap:0.5'],
  ['--exchange', 'cached:0,1', '--peers', '1', '--graph', 'self', '--distillation-schedule', 'cosine'],
  ['--exchange', 'mixed:lockstep@1+stale:20@1', '--schedule', 'step'],
];

for (const mode of MODES) {
  test(`a run with ${mode.join(' ')} goes on from where it ended`, async (t) => {
    const { runDir } = await launchWarm(t, [...SMALL, ...mode, '--steps', '24', '--allow-untaught']);
    const first = readRecords(runDir).length;
    const { said } = await launchWarm(t, ['--steps', '48', '--allow-untaught', ...CORES], runDir);
    assert.match(
      said,
      /^continues run \S+ at step 24 of 48; the learning rate follows (cosine|step) over 48 steps: /m,
    );
    const { peers } = readSummary(runDir);
    // Where lockstep is part of a run that is not strict, a peer may jump.
    const trained = peers.map(({ steps, trainedSteps }) =>
      mode[1]!.startsWith('mixed') ? steps : trainedSteps,
    );
    assert.ok(
      trained.every((steps) => steps === 48),
      `${trained}`,
    );
    const steps = readRecords(runDir)
      .slice(first)
      .filter(({ kind }) => kind === 'step');
    assert.ok(
      steps.every(({ step }) => Number(step) > 24),
      'no step was trained again',
    );
    const { coverage } = JSON.parse(
      readFileSync(join(runDir, 'peers/peer-0/result.json'), 'utf8'),
    ) as PeerResult;
    if (mode.includes('self')) assert.equal(coverage, 1, 'what its last epoch predicted is kept');
  });
}

test('a run broken off is resumed with more steps, also where its server still has how it was to end', async (t) => {
  const server = await startTestNatsServer();
  t.after(() => server.stop());
  const runDir = join(temporaryDirectory(t), 'run');
  const same = ['--nats', server.url, '--threads', '1'];
  const braked = await brakedRun(t, runDir, [
    '--steps',
    '900',
    '--checkpoint-every',
    '5',
    '--strict',
    ...same,
  ]);
  braked.run.child.kill('SIGKILL'); // its children follow, and nobody tells the server
  await braked.run.finished;
  const again = new Running(['launch', '--run-dir', runDir, '--steps', '950', ...same]);
  await again.seen(/continues run \S+ at step \d+ of 950 instead of 900; .*\(it would have been /);
  again.child.kill('SIGINT');
  assert.equal((await again.finished).code, EXIT_CODES.ERR_INTERRUPTED);
  braked.release();
  await launched(runDir, '--steps', '1000', ...same);
  for (const { steps, trainedSteps } of readSummary(runDir).peers)
    assert.deepEqual([steps, trainedSteps], [1000, 1000]);
});

/** Rules that may end a run early. A rate of next to nothing improves nothing. */
const RULES: readonly (readonly [stoppedBy: string, rule: string, more: readonly string[]])[] = [
  ['target', '--target-accuracy 0.05', []],
  ['patience', '--patience 1', ['--lr', '1e-30']],
];

for (const [stoppedBy, rule, more] of RULES) {
  test(`a run that ${rule} ended and that is made longer trains until the rule ends it again`, async (t) => {
    const often = ['--evaluate-every', '10', '--round-steps', '1', '--allow-untaught'];
    const { runDir } = await launchWarm(t, [
      ...SMALL,
      ...often,
      ...rule.split(' '),
      ...more,
      '--steps',
      '1000000',
    ]);
    const [first] = stepsOf(runDir);
    assert.equal(readSummary(runDir).stoppedBy, stoppedBy);
    const { said } = await launchWarm(t, ['--steps', '2000000', '--allow-untaught', ...CORES], runDir);
    const stated = ` of 2,000,000 instead of 1,000,000; .*; ${rule.replace('.', '\\.')} may end it as before$`;
    assert.match(said, new RegExp(stated, 'm'));
    const [second] = stepsOf(runDir);
    assert.equal(readSummary(runDir).stoppedBy, stoppedBy);
    assert.ok(first! < second! && second! < 1_000_000, `${first}, ${second}`);
  });
}

test('peers started by hand go on under a coordinator with more steps, and refuse one with fewer', async (t) => {
  const server = await startTestNatsServer();
  t.after(() => server.stop());
  const directory = temporaryDirectory(t);
  const common = ['--run', 'lab', '--nats', server.url];
  const cohort = (steps: number): { coordinator: Running; peers: Running[] } => {
    const coordinator = new Running([
      'coordinator',
      ...common,
      ...DATA,
      '--batch',
      '30',
      '--steps',
      String(steps),
    ]);
    t.after(() => coordinator.child.kill('SIGKILL'));
    const peers = PEERS.map(
      (id) => new Running(['peer', ...common, '--id', id, '--run-dir', join(directory, id)]),
    );
    return { coordinator, peers };
  };
  for (const steps of [12, 24]) {
    const { coordinator, peers } = cohort(steps);
    for (const one of [...peers, coordinator]) {
      const { code, stdout, stderr } = await one.finished;
      assert.equal(code, 0, stdout + stderr);
    }
    for (const id of PEERS) {
      const result = readFileSync(join(directory, id, 'peers', id, 'result.json'), 'utf8');
      assert.equal((JSON.parse(result) as PeerResult).trainedSteps, steps);
    }
  }
  const { peers } = cohort(18);
  for (const peer of peers) {
    const { code, stderr } = await peer.finished;
    assert.equal(code, EXIT_CODES.ERR_RUN_DIR, stderr);
    assert.match(stderr, /checkpoint \S+step-0000000024\.safetensors is of step 24, but the run has 18/);
  }
});
