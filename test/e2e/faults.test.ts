import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, test } from 'node:test';
import { EXIT_CODES } from '../../proto/errors.js';
import { late } from '../support/brake.js';
import { eventually, Running, readRecords, readSummary, temporaryDirectory } from '../support/launch.js';
import {
  allGone,
  brakedRun,
  childrenOf,
  familyOf,
  LONG_RUN,
  pidOf,
  stepRecords,
  trainingRun,
  withoutRestarts,
} from '../support/long-run.js';

const STEPS = 900;
const ROUND_STEPS = 20;
const RUN = ['--peers', '3', '--steps', String(STEPS), '--distillation-weight', '1'];
const ENDLESS = ['--peers', '3', '--steps', '1000000', '--distillation-weight', '1'];
/** Rounds that a lost coordinator may have announced: those that are open. */
const ROUNDS_OPEN_MAX = 4;

/** The last round that a peer entered. */
const lastRound = (runDir: string, peer: string): number =>
  Math.max(
    ...readRecords(runDir)
      .filter((record) => record.kind === 'exchange' && record.peer === peer)
      .map((record) => Number(record.round)),
  );

const teachersAt = (record: Readonly<Record<string, unknown>>): number => Number(record.teachers);

test('a peer that is killed in the middle costs the others no step, comes back and teaches again', async (t) => {
  const runDir = temporaryDirectory(t);
  const { run, release } = await brakedRun(t, runDir, [...RUN, '--checkpoint-every', '20']);
  const first = join(runDir, 'peers', 'peer-1', 'checkpoints', 'step-0000000020.safetensors');
  await eventually(() => existsSync(first), 'it saved its first checkpoint');
  const soloFrom = stepRecords(runDir, 'peer-0').length;
  const taughtBy = (teachers: number): Promise<void> =>
    eventually(
      () =>
        stepRecords(runDir, 'peer-0')
          .slice(soloFrom)
          .some((r) => teachersAt(r) === teachers),
      `${teachers} teachers`,
    );
  let ownBefore = 0;
  await withoutRestarts(run, async () => {
    process.kill(pidOf(run, 'peer-1'), 'SIGKILL');
    await taughtBy(1); // the others train on while it is away: two of three teach each other
    ownBefore = stepRecords(runDir, 'peer-1').length;
  });
  await run.seen(/^peer-1: died, .*SIGKILL/m);
  await run.seen(/^peer-1: started again/m);
  const joined = await run.seen(/peer-1: started again[\s\S]*?^peer-1: joins from .* at step (\d+)$/m);
  assert(Number(joined[1]) > 0, 'it resumes from its own checkpoint');
  const taughtAgain = (): boolean =>
    stepRecords(runDir, 'peer-1')
      .slice(ownBefore)
      .some((r) => teachersAt(r) === 2);
  await eventually(taughtAgain, 'it is taught again by both');
  const back = Number(stepRecords(runDir, 'peer-1')[ownBefore]!.step);
  const again = (): number =>
    Number(stepRecords(runDir, 'peer-0').find((r) => Number(r.step) >= back && teachersAt(r) === 2)?.step);
  await eventually(() => again() > 0, 'and teaches again');
  release();
  const ended = await run.finished;
  assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  const summary = readSummary(runDir);
  assert.equal(summary.stoppedBy, 'steps');
  assert.deepEqual(
    summary.peers.map((peer) => [peer.id, peer.steps, peer.restarts]),
    [
      ['peer-0', STEPS, 0],
      ['peer-1', STEPS, 1],
      ['peer-2', STEPS, 0],
    ],
  );
  const steps = stepRecords(runDir, 'peer-0').map((record) => Number(record.step));
  assert(
    steps.every((step, i) => i === 0 || step > steps[i - 1]!),
    'the others trained on without a step back',
  );
  // Back among the teachers within three rounds of its first own step after the restart.
  assert(again() - back <= 3 * ROUND_STEPS, `back at ${back}, heard at ${again()}`);
});

for (const [name, victim] of [
  ['the coordinator', 'coordinator'],
  ['nats-server', 'nats-server'],
] as const) {
  test(`${name} killed in the middle stops nobody, comes back, and the run ends as it should`, async (t) => {
    const runDir = temporaryDirectory(t);
    const { run, release } = await brakedRun(t, runDir, RUN);
    const ids = ['peer-0', 'peer-1', 'peer-2'];
    let announced = 0;
    await withoutRestarts(run, async () => {
      const pid = pidOf(run, victim);
      // nats-server runs under a guard that ends it with the launcher: the server is the guard's child.
      process.kill(victim === 'nats-server' ? childrenOf(pid)[0]! : pid, 'SIGKILL');
      const before = stepRecords(runDir, 'peer-0').length;
      await eventually(() => stepRecords(runDir, 'peer-0').length > before + 2, 'training goes on');
      announced = Math.max(...ids.map((id) => lastRound(runDir, id))) + ROUNDS_OPEN_MAX;
    });
    await run.seen(new RegExp(`^${victim}: died`, 'm'));
    await run.seen(new RegExp(`^${victim}: started again`, 'm'));
    for (const id of ids)
      await eventually(() => lastRound(runDir, id) > announced, `${id} hears of rounds again`);
    release();
    const ended = await run.finished;
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    const summary = readSummary(runDir);
    assert.equal(summary.stoppedBy, 'steps');
    assert.deepEqual(
      summary.peers.map((peer) => [peer.id, peer.steps, peer.restarts]),
      ids.map((id) => [id, STEPS, 0]),
    );
  });
}

test('Ctrl-C finishes the step, saves and ends everything with code 130', async (t) => {
  const runDir = temporaryDirectory(t);
  const run = await trainingRun(runDir, ENDLESS);
  // Some seconds into the run: the coordinator has heard how fast the peers are, and can name a step ahead of all.
  await eventually(() => stepRecords(runDir, 'peer-0').length >= 40, 'the run is well under way');
  const family = familyOf(run);
  run.child.kill('SIGINT');
  const ended = await run.finished;
  assert.equal(ended.code, 130, ended.stdout + ended.stderr);
  assert.equal(readSummary(runDir).stoppedBy, 'interrupted');
  const steps = readSummary(runDir).peers.map((peer) => peer.steps);
  assert.equal(new Set(steps).size, 1, `all stop at the same step: ${steps}`);
  await allGone(family);
});

test('Ctrl-C ends a run also where a peer hangs', async (t) => {
  const run = await trainingRun(temporaryDirectory(t), ENDLESS);
  const family = familyOf(run);
  process.kill(pidOf(run, 'peer-1'), 'SIGSTOP'); // it would stay for ever
  run.child.kill('SIGINT');
  const ended = await run.finished;
  assert.equal(ended.code, 130, ended.stdout + ended.stderr);
  await allGone(family);
});

test('a second Ctrl-C ends everything at once, without a summary', async (t) => {
  const runDir = temporaryDirectory(t);
  const run = await trainingRun(runDir, ENDLESS);
  const family = familyOf(run);
  process.kill(pidOf(run, 'peer-1'), 'SIGSTOP');
  // Two signals that come together, however busy the machine: for a peer that hangs the first alone would wait.
  for (const signal of ['SIGSTOP', 'SIGINT', 'SIGTERM', 'SIGCONT'] as const) run.child.kill(signal);
  assert.equal((await run.finished).code, 130);
  assert.equal(existsSync(join(runDir, 'summary.json')), false);
  await allGone(family);
});

// The first mostly waits until a peer that hangs is given up.
describe('side by side', { concurrency: 2 }, () => {
  test('a peer that is not ready before the others have ended does not keep the run', async (t) => {
    const runDir = temporaryDirectory(t);
    const peers = ['--peer', 'id=peer-0', '--peer', `id=peer-1,view=${late(t, 'peer-1').view}`];
    const args = ['--exchange', 'none', '--join-timeout', '1000', '--steps', '40'];
    const run = new Running(['launch', '--run-dir', runDir, ...LONG_RUN, ...peers, ...args]);
    await run.seen(/^peer-1: started.*pid (\d+)/m);
    const family = familyOf(run);
    process.kill(pidOf(run, 'peer-1'), 'SIGSTOP');
    const ended = await run.finished;
    assert.equal(ended.code, EXIT_CODES.ERR_PEER_FAILED, ended.stdout + ended.stderr);
    assert.match(ended.stdout + ended.stderr, /peer-1 was not ready before the others had ended/);
    assert.equal(readSummary(runDir).peers[0]!.steps, 40);
    await allGone(family);
  });

  test('kill -9 of the launcher leaves no process behind', async (t) => {
    const runDir = temporaryDirectory(t);
    const run = await trainingRun(runDir, ENDLESS);
    const family = familyOf(run);
    assert(family.length >= 6, 'nats-server under its guard, a coordinator, three peers');
    run.child.kill('SIGKILL');
    await allGone(family);
  });
});

test('a run that was interrupted goes on in its run directory from where it stopped', async (t) => {
  const runDir = temporaryDirectory(t);
  const { run, args, release } = await brakedRun(t, runDir, RUN);
  run.child.kill('SIGINT');
  assert.equal((await run.finished).code, 130);
  const stoppedAt = readSummary(runDir).peers[0]!.steps;
  assert(stoppedAt > 0 && stoppedAt < STEPS);
  release();
  const again = await trainingRun(runDir, args);
  const ended = await again.finished;
  assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  assert.deepEqual(
    readSummary(runDir).peers.map((peer) => peer.steps),
    [STEPS, STEPS, STEPS],
  );
  const steps = stepRecords(runDir, 'peer-0').map((record) => Number(record.step));
  assert(
    !steps.some((step, i) => i > 0 && step <= steps[i - 1]!),
    'no step is trained twice after a clean stop',
  );
});
