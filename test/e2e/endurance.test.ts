import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { parseRecords } from '../../peer/files/metrics-file.js';
import { EXIT_CODES } from '../../proto/errors.js';
import {
  codistill,
  eventually,
  Running,
  readSummary,
  type Summary,
  temporaryDirectory,
} from '../support/launch.js';
import { brakedArgs, brakedRun, childrenOf, LONG_RUN, pidOf, stepRecords } from '../support/long-run.js';
import { onSmallDisk, seenBy, WITH_SMALL_DISK } from '../support/small-disk.js';

const STEPS = 600;
const RUN = ['--steps', String(STEPS), '--checkpoint-every', '50'];
const launch = (runDir: string): string[] => ['launch', '--run-dir', runDir, ...LONG_RUN, ...RUN];

/** Fills a disk to its last byte. */
function fill(file: string): void {
  try {
    for (;;) writeFileSync(file, Buffer.alloc(64 * 1024), { flag: 'a' });
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
  }
}

/** A run on a disk of its own, some steps into it. */
async function runOnSmallDisk(t: { after(hook: () => void): void }) {
  const directory = temporaryDirectory(t);
  const runDir = join(directory, 'run');
  const { args, release } = brakedArgs(t, []);
  const run = new Running([...launch(runDir), ...args, '--json'], { prefix: onSmallDisk(directory, 24) });
  await run.seen(/^peer-0: joins/m);
  const disk = seenBy(run.child.pid!, directory);
  const seen = join(disk, 'run');
  await eventually(() => stepRecords(seen, 'peer-0').length >= 3, 'it trains');
  return { run, disk, seen, release };
}

test(
  'a disk that is full for a while costs records and checkpoints, no step, and is told of',
  WITH_SMALL_DISK,
  async (t) => {
    const { run, disk, seen, release } = await runOnSmallDisk(t);
    fill(join(disk, 'filler'));
    await run.seen(/^peer-\d: .*metrics\.jsonl cannot be written \(.*ENOSPC/m);
    await run.seen(/^peer-\d: training goes on without new checkpoints.*ENOSPC/m);
    rmSync(join(disk, 'filler'));
    // The full disk may have cut a line.
    const records = (): number => parseRecords(readFileSync(join(seen, 'metrics.jsonl'), 'utf8')).length;
    const before = records();
    await eventually(() => records() > before, 'records are written again');
    release();
    const { code, stdout, stderr } = await run.finished;
    assert.equal(code, 0, stdout + stderr);
    const { peers } = JSON.parse(stdout) as Summary;
    assert.deepEqual(
      peers.map(({ steps, restarts }) => [steps, restarts]),
      [
        [STEPS, 0],
        [STEPS, 0],
      ],
    );
  },
);

test(
  'nats-server that is started on a full disk serves again once there is space',
  WITH_SMALL_DISK,
  async (t) => {
    const { run, disk, release } = await runOnSmallDisk(t);
    const guard = pidOf(run, 'nats-server');
    process.kill(guard, 'SIGSTOP'); // nothing is started again before the disk is full
    process.kill(childrenOf(guard)[0]!, 'SIGKILL');
    fill(join(disk, 'filler'));
    process.kill(guard, 'SIGCONT');
    await run.seen(/^the disk is full: no new rounds/m);
    rmSync(join(disk, 'filler'));
    await run.seen(/^there is space on the disk again: nats-server is started anew/m);
    await run.seen(/^nats-server: started again \(2\)/m);
    release();
    const { code, stdout, stderr } = await run.finished;
    assert.equal(code, 0, stdout + stderr);
  },
);

test('a disk that stays full ends a run with its code, after the last step', WITH_SMALL_DISK, async (t) => {
  const { run, disk, release } = await runOnSmallDisk(t);
  fill(join(disk, 'filler'));
  release();
  const { code, stdout, stderr } = await run.finished;
  assert.equal(code, EXIT_CODES.ERR_DISK, stdout + stderr);
  assert.match(stderr, new RegExp(`died, ERR_DISK .*step-0*${STEPS}\\.safetensors`));
});

for (const [name, json] of [
  ['standard output', false],
  ['standard error', true],
] as const) {
  test(`${name} that nobody reads any more ends no run`, async (t) => {
    const runDir = temporaryDirectory(t);
    const { run, release } = await brakedRun(t, runDir, [...RUN, ...(json ? ['--json'] : [])]);
    (json ? run.child.stderr! : run.child.stdout!).destroy();
    release();
    const { code, stdout, stderr } = await run.finished;
    assert.equal(code, 0, stdout + stderr);
    assert.equal((json ? stdout : stderr).match(new RegExp(`^${name} is closed`, 'gm'))?.length, 1);
    assert.deepEqual(
      readSummary(runDir).peers.map(({ steps }) => steps),
      [STEPS, STEPS],
    );
  });
}

test('a launcher that stands still for long keeps its directory, and the run ends as it should', async (t) => {
  const runDir = temporaryDirectory(t);
  const { run, release } = await brakedRun(t, runDir, RUN);
  run.child.kill('SIGSTOP');
  const longAgo = new Date(0);
  utimesSync(join(runDir, 'launcher.json'), longAgo, longAgo);
  const second = await codistill(launch(runDir));
  assert.equal(second.code, EXIT_CODES.ERR_RUN_DIR_BUSY, second.stdout + second.stderr);
  assert.match(second.stderr, new RegExp(`process ${run.child.pid} `));
  run.child.kill('SIGCONT');
  release();
  const { code, stdout, stderr } = await run.finished;
  assert.equal(code, 0, stdout + stderr);
  assert.deepEqual(
    readSummary(runDir).peers.map(({ steps, restarts }) => [steps, restarts]),
    [
      [STEPS, 0],
      [STEPS, 0],
    ],
  );
});

test('a run directory that vanishes ends nothing: what the run ends with is written anew', async (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  const { run, release } = await brakedRun(t, runDir, RUN);
  // At once: while it is removed file by file, processes put new ones there.
  renameSync(runDir, `${runDir}-gone`);
  rmSync(`${runDir}-gone`, { recursive: true });
  release();
  const { code, stdout, stderr } = await run.finished;
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /^peer-\d: .*metrics\.jsonl (is gone|cannot be written)/m);
  const { peers } = readSummary(runDir);
  assert.deepEqual(
    peers.map(({ steps, restarts, testAccuracy }) => [steps, restarts, testAccuracy > 0]),
    [
      [STEPS, 0, true],
      [STEPS, 0, true],
    ],
  );
});

test('a run directory that cannot be written is refused', WITH_SMALL_DISK, async (t) => {
  const directory = temporaryDirectory(t);
  mkdirSync(join(directory, 'run'));
  for (const runDir of [directory, join(directory, 'run')]) {
    const run = new Running(launch(runDir), {
      prefix: onSmallDisk(directory, 1, 'ro'),
    });
    const { code, stderr } = await run.finished;
    assert.equal(code, EXIT_CODES.ERR_RUN_DIR, stderr);
    assert.match(stderr, /^error ERR_RUN_DIR: .*(EROFS|ENOENT)/m);
  }
});
