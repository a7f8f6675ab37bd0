import assert from 'node:assert/strict';
import { readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { randomStream } from '../../proto/random.js';
import { braked } from '../support/brake.js';
import { eventually, Running, readSummary, temporaryDirectory } from '../support/launch.js';
import { allGone, familyOf, SMALL_STEPS, stepRecords } from '../support/long-run.js';

/** Many kills of one run: CODISTILL_KILLS=50 node --test dist/test/e2e/kill-all.test.js */
const KILLS = Number(process.env.CODISTILL_KILLS ?? 2);
/** Draws the steps at which they come. */
const SEED = Number(process.env.CODISTILL_KILLS_SEED ?? 1);
const CHECKPOINT_EVERY = 20;
/** A run makes some way between two kills, or it would never end. */
const STEPS_BETWEEN = 8 * CHECKPOINT_EVERY;
const STEPS = STEPS_BETWEEN * (KILLS + 1);
/** Slow enough that a kill comes before the end. */
const BRAKED_MS = 10;
const RUN = [
  ...SMALL_STEPS,
  ...['--evaluate-every', '60', '--checkpoint-every', String(CHECKPOINT_EVERY)],
  ...['--steps', String(STEPS), '--strict', '--threads', '1'],
];

const PEERS = ['peer-0', 'peer-1'];
const checkpointsIn = (runDir: string, peer: string): string => join(runDir, 'peers', peer, 'checkpoints');

/** Resolves when one of the peers saves its next checkpoint: the others save theirs about now. */
function nextSave(runDir: string): Promise<void> {
  return new Promise((resolve) => {
    const watchers = PEERS.map((peer) =>
      watch(checkpointsIn(runDir, peer), (_, name) => {
        if (!/^step-\d+\.safetensors$/.test(name ?? '')) return;
        for (const watcher of watchers) watcher.close();
        resolve();
      }),
    );
  });
}

const newestIn = (runDir: string, peer: string): string =>
  readdirSync(checkpointsIn(runDir, peer))
    .filter((name) => /^step-\d+\.safetensors$/.test(name))
    .sort()
    .at(-1) ?? 'none';

/** The checkpoints that a run has left, by peer and name. */
function checkpointsOf(runDir: string): Map<string, string> {
  const files = PEERS.flatMap((peer) => {
    const directory = checkpointsIn(runDir, peer);
    return readdirSync(directory).map((name) => [`${peer}/${name}`, join(directory, name)] as const);
  });
  return new Map(files.map(([name, path]) => [name, readFileSync(path).toString('base64')]));
}

const trainedTo = (runDir: string): number =>
  Math.max(0, ...PEERS.map((peer) => Number(stepRecords(runDir, peer).at(-1)?.step ?? 0)));

test(`a strict run of which everything is killed ${KILLS} times ends with the weights of one that was not, bit for bit`, async (t) => {
  const { view, release } = braked(t, 32, BRAKED_MS);
  const launch = (runDir: string): Running =>
    new Running(['launch', '--run-dir', runDir, ...RUN, ...PEERS.flatMap(() => ['--peer', `view=${view}`])]);
  const runDir = temporaryDirectory(t);
  const random = randomStream(SEED, 'jitter');
  for (let kill = 1; kill <= KILLS; kill++) {
    const run = launch(runDir);
    const target = STEPS_BETWEEN * (kill - 1) + random.integer(CHECKPOINT_EVERY, STEPS_BETWEEN);
    await eventually(() => run.child.exitCode !== null || trainedTo(runDir) >= target, `step ${target}`);
    assert.equal(run.child.exitCode, null, run.output);
    const family = familyOf(run);
    // Every other kill comes between the saves of two peers, as near as one can get.
    if (kill % 2 === 0) await Promise.race([nextSave(runDir), run.finished]);
    for (const pid of [run.child.pid!, ...family]) killNow(pid);
    await run.finished;
    await allGone(family);
    const newest = PEERS.map((peer) => newestIn(runDir, peer)).join(' and ');
    t.diagnostic(`killed after step ${trainedTo(runDir)}; newest: ${newest}`);
  }
  release();
  const ended = await launch(runDir).finished;
  assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  assert.deepEqual(
    readSummary(runDir).peers.map(({ steps }) => steps),
    [STEPS, STEPS],
  );
  const unbroken = temporaryDirectory(t);
  const whole = await launch(unbroken).finished;
  assert.equal(whole.code, 0, whole.stdout + whole.stderr);
  const expected = checkpointsOf(unbroken);
  const got = checkpointsOf(runDir);
  assert.deepEqual([...got.keys()], [...expected.keys()]);
  for (const [name, bytes] of expected) assert.ok(got.get(name) === bytes, `${name} differs`);
});

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it died with the launcher
  }
}
