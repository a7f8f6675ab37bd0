import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { EXIT_CODES } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';
import { eventually, Running, readRecords, readSummary, temporaryDirectory } from '../support/launch.js';
import {
  allGone,
  childrenOf,
  familyOf,
  LONG_RUN,
  peersInRecords,
  pidOf,
  stepRecords,
  trainingRun,
} from '../support/long-run.js';

const STEPS = 2400;
const ROUND_STEPS = 20;
const RUN = ['--peers', '3', '--steps', String(STEPS), '--distillation-weight', '1'];

/** The last step at which a peer entered a round that the coordinator had announced to it. */
const lastRoundStep = (runDir: string, peer: string): number =>
  Math.max(
    ...readRecords(runDir)
      .filter((record) => record.kind === 'exchange' && record.peer === peer)
      .map((record) => Number(record.step)),
  );

const teachersAt = (record: Readonly<Record<string, unknown>>): number => Number(record.teachers);

test('a peer that is killed in the middle costs the others no step, comes back and teaches again', async (t) => {
  const runDir = temporaryDirectory(t);
  const run = await trainingRun(runDir, RUN);
  await eventually(() => peersInRecords(runDir, 'evaluation').has('peer-1'), 'it saved its first checkpoint');
  process.kill(pidOf(run, 'peer-1'), 'SIGKILL');
  await run.seen(/^peer-1: died, .*SIGKILL/m);
  const ownBefore = stepRecords(runDir, 'peer-1').length;
  const soloFrom = stepRecords(runDir, 'peer-0').length;
  // The others train on while it is away: two of three teach each other.
  await eventually(
    () =>
      stepRecords(runDir, 'peer-0')
        .slice(soloFrom)
        .some((r) => teachersAt(r) === 1),
    'one teacher left',
  );
  await run.seen(/^peer-1: started again/m);
  const joined = await run.seen(/peer-1: started again[\s\S]*?^peer-1: joins from .* at step (\d+)$/m);
  assert(Number(joined[1]) > 0, 'it resumes from its own checkpoint');
  await eventually(
    () =>
      stepRecords(runDir, 'peer-0')
        .slice(soloFrom)
        .some((r) => teachersAt(r) === 2),
    'it teaches again',
  );
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
  const first = Number(stepRecords(runDir, 'peer-1')[ownBefore]!.step);
  const again = stepRecords(runDir, 'peer-0').find((r) => Number(r.step) >= first && teachersAt(r) === 2);
  assert(Number(again?.step) - first <= 3 * ROUND_STEPS, `back at ${first}, heard at ${again?.step}`);
  assert(
    stepRecords(runDir, 'peer-1')
      .slice(ownBefore)
      .some((r) => teachersAt(r) === 2),
    'and it is taught again by both',
  );
});

for (const [name, victim] of [
  ['the coordinator', 'coordinator'],
  ['nats-server', 'nats-server'],
] as const) {
  test(`${name} killed in the middle stops nobody, comes back, and the run ends as it should`, async (t) => {
    const runDir = temporaryDirectory(t);
    const run = await trainingRun(runDir, RUN);
    const pid = pidOf(run, victim);
    // nats-server runs under a guard that ends it with the launcher: the server is the guard's child.
    process.kill(victim === 'nats-server' ? childrenOf(pid)[0]! : pid, 'SIGKILL');
    await run.seen(new RegExp(`^${victim}: died`, 'm'));
    const before = stepRecords(runDir, 'peer-0').length;
    await eventually(() => stepRecords(runDir, 'peer-0').length > before + 2, 'training goes on');
    await run.seen(new RegExp(`^${victim}: started again`, 'm'));
    const ended = await run.finished;
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    const summary = readSummary(runDir);
    assert.equal(summary.stoppedBy, 'steps');
    assert.deepEqual(
      summary.peers.map((peer) => [peer.steps, peer.restarts]),
      [
        [STEPS, 0],
        [STEPS, 0],
        [STEPS, 0],
      ],
    );
    for (const { id } of summary.peers) {
      assert(
        lastRoundStep(runDir, id) > STEPS / 2,
        `${id} hears of rounds again: ${lastRoundStep(runDir, id)}`,
      );
    }
  });
}

/** What a busy machine may add to a bound. */
const BUSY_MS = 2_000;

test('Ctrl-C finishes the step, saves and ends everything within five seconds with code 130', async (t) => {
  const runDir = temporaryDirectory(t);
  const run = await trainingRun(runDir, [...RUN.slice(0, 3), '1000000']);
  // Some seconds into the run: the coordinator has heard how fast the peers are, and can name a step ahead of all.
  await eventually(() => stepRecords(runDir, 'peer-0').length >= 40, 'the run is well under way');
  const family = familyOf(run);
  const fromMs = performance.now();
  run.child.kill('SIGINT');
  const ended = await run.finished;
  assert(performance.now() - fromMs < LIMITS.shutdownMs + BUSY_MS, `took ${performance.now() - fromMs} ms`);
  assert.equal(ended.code, 130, ended.stdout + ended.stderr);
  assert.equal(readSummary(runDir).stoppedBy, 'interrupted');
  const steps = readSummary(runDir).peers.map((peer) => peer.steps);
  assert.equal(new Set(steps).size, 1, `all stop at the same step: ${steps}`);
  await allGone(family);
});

test('Ctrl-C ends a run within five seconds also where a peer hangs', async (t) => {
  const runDir = temporaryDirectory(t);
  const run = await trainingRun(runDir, [...RUN.slice(0, 3), '1000000']);
  const family = familyOf(run);
  process.kill(pidOf(run, 'peer-1'), 'SIGSTOP');
  const fromMs = performance.now();
  run.child.kill('SIGINT');
  const ended = await run.finished;
  assert(performance.now() - fromMs < LIMITS.shutdownMs + BUSY_MS, `took ${performance.now() - fromMs} ms`);
  assert.equal(ended.code, 130, ended.stdout + ended.stderr);
  await allGone(family);
});

test('a second Ctrl-C ends everything at once', async (t) => {
  const runDir = temporaryDirectory(t);
  const run = await trainingRun(runDir, [...RUN.slice(0, 3), '1000000']);
  const family = familyOf(run);
  // For a peer that hangs the first Ctrl-C would wait more than four seconds.
  process.kill(pidOf(run, 'peer-1'), 'SIGSTOP');
  run.child.kill('SIGINT');
  await run.seen(/once more/);
  const fromMs = performance.now();
  run.child.kill('SIGINT');
  assert.equal((await run.finished).code, 130);
  assert(performance.now() - fromMs < 1_000 + BUSY_MS, `took ${performance.now() - fromMs} ms`);
  await allGone(family, 2_000);
});

test('a peer that is not ready before the others have ended does not keep the run', async (t) => {
  const runDir = temporaryDirectory(t);
  const late = ['--exchange', 'none', '--join-timeout', '1000', '--steps', '40'];
  const run = new Running(['launch', '--run-dir', runDir, ...LONG_RUN, ...late]);
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
  const run = await trainingRun(runDir, [...RUN.slice(0, 3), '1000000']);
  const family = familyOf(run);
  assert(family.length >= 6, 'nats-server under its guard, a coordinator, three peers');
  run.child.kill('SIGKILL');
  await allGone(family);
});

test('a run that was interrupted goes on in its run directory from where it stopped', async (t) => {
  const runDir = temporaryDirectory(t);
  const run = await trainingRun(runDir, RUN);
  run.child.kill('SIGINT');
  assert.equal((await run.finished).code, 130);
  const stoppedAt = readSummary(runDir).peers[0]!.steps;
  assert(stoppedAt > 0 && stoppedAt < STEPS);
  const again = await trainingRun(runDir, RUN);
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
