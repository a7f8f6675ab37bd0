import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { braked } from '../support/brake.js';
import {
  eventually,
  isAlive,
  type MetricRecord,
  type Running,
  temporaryDirectory,
} from '../support/launch.js';
import { childrenOf, peersInRecords, pidOf, stepRecords, trainingRun } from '../support/long-run.js';

const RECORD_STEPS = 20;
/** A step takes so long, milliseconds: at full speed a process that comes back would have no core to start on. */
const BRAKED_MS = 5;
const RUN = ['--peers', '2', '--steps', '1000000', '--distillation-weight', '1', '--checkpoint-every', '50'];

const isTaught = (record: MetricRecord): boolean => Number(record.teachers) > 0;

/** Two peers that teach each other, of which `peer-1` is about to be lost. */
async function twoPeers(t: TestContext): Promise<{ readonly run: Running; readonly runDir: string }> {
  const runDir = temporaryDirectory(t);
  const { view } = braked(t, 32, BRAKED_MS);
  const peers = ['--peer', `view=${view}`, '--peer', `view=${view}`];
  const run = await trainingRun(runDir, [...RUN, ...peers]);
  t.after(() => run.child.kill('SIGKILL')); // where the test has failed
  await eventually(() => peersInRecords(runDir, 'evaluation').has('peer-1'), 'it has saved checkpoints');
  return { run, runDir };
}

/** Resolves when the cohort has gone on, the lost peer taught, since it had so many records. */
async function taughtAgain(runDir: string, lostAt: number): Promise<void> {
  const since = (): MetricRecord[] => stepRecords(runDir, 'peer-1').slice(lostAt);
  await eventually(() => since().some(isTaught), 'the lost peer is taught again');
  const [returned] = since();
  const survivors = (): MetricRecord[] =>
    stepRecords(runDir, 'peer-0').filter(({ step }) => Number(step) > Number(returned!.step));
  await eventually(() => survivors().filter(isTaught).length >= 5, 'and teaches the survivor');
}

/** The survivor has trained every step: no records are missing, and it has counted as many as there were. */
function assertNoHole(runDir: string): void {
  const records = stepRecords(runDir, 'peer-0');
  const expected = records.map((_, i) => (i + 1) * RECORD_STEPS);
  assert.deepEqual(
    records.map(({ step, trainedSteps }) => [step, trainedSteps]),
    expected.map((step) => [step, step]),
  );
}

async function ends(run: Running): Promise<void> {
  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run.finished;
  assert.equal(code, 130, stdout + stderr);
}

test('a peer that is killed comes back to a survivor that has trained every step, and is taught', async (t) => {
  const { run, runDir } = await twoPeers(t);
  process.kill(pidOf(run, 'peer-1'), 'SIGKILL');
  await run.seen(/^peer-1: died, .*SIGKILL/m);
  await taughtAgain(runDir, stepRecords(runDir, 'peer-1').length);
  await ends(run);
  assertNoHole(runDir);
});

test('so does one that is killed with coordinator and nats-server, whose store is lost', async (t) => {
  const { run, runDir } = await twoPeers(t);
  const guard = pidOf(run, 'nats-server');
  process.kill(guard, 'SIGSTOP'); // nothing is started again before the store is gone
  for (const pid of [childrenOf(guard)[0]!, pidOf(run, 'coordinator'), pidOf(run, 'peer-1')]) {
    process.kill(pid, 'SIGKILL');
  }
  await run.seen(/^peer-1: died, .*SIGKILL/m);
  const lostAt = stepRecords(runDir, 'peer-1').length;
  rmSync(join(runDir, 'nats', 'jetstream'), { recursive: true });
  process.kill(guard, 'SIGCONT');
  await taughtAgain(runDir, lostAt);
  await ends(run);
  assertNoHole(runDir);
});

test('so does one that stands still for longer than its lease', async (t) => {
  const { run, runDir } = await twoPeers(t);
  const pid = pidOf(run, 'peer-1');
  process.kill(pid, 'SIGSTOP');
  t.after(() => isAlive(pid) && process.kill(pid, 'SIGCONT')); // where the test has failed
  const log = (): string => readFileSync(join(runDir, 'logs', 'coordinator.log'), 'utf8');
  await eventually(() => /peer-1 .*its lease expired/.test(log()), 'it is evicted');
  const lostAt = stepRecords(runDir, 'peer-1').length;
  process.kill(pid, 'SIGCONT');
  await taughtAgain(runDir, lostAt);
  await ends(run);
  assertNoHole(runDir);
});
