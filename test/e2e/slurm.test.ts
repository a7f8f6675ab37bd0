import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { CLI, eventually, readSummary, temporaryDirectory } from '../support/launch.js';
import { brakedArgs, SMALL_STEPS, stepRecords } from '../support/long-run.js';
import { REPOSITORY } from '../support/repository.js';
import { slurmMissing, startSlurm } from '../support/slurm.js';

const UNIT = join(REPOSITORY, 'deploy/slurm/unit.sbatch');
/** Peers make so many steps, each of which takes so many milliseconds at least until they are released. */
const [STEPS, BRAKED_MS] = [1_000, 100];
const RUN = [
  ...SMALL_STEPS,
  ...['--peers', '3', '--steps', String(STEPS), '--evaluate-every', '500', '--checkpoint-every', '20'],
];

test('on Slurm a coordinator and an array of peers train; a task that is killed comes back as itself, one that is cancelled costs the others nothing, and every job ends with the code of its process', {
  skip: slurmMissing(),
}, async (t) => {
  const root = temporaryDirectory(t);
  const slurm = await startSlurm(root);
  t.after(() => slurm.remove());
  const runDir = join(root, 'run');
  const submit = (options: readonly string[], ...command: readonly string[]): string =>
    slurm.submit([...options, UNIT, ...command, '--run-dir', runDir], {
      CODISTILL: `${process.execPath} ${CLI}`,
    });
  const log = (name: string): string => readFileSync(join(root, name), 'utf8');
  const { args, release } = brakedArgs(t, RUN, BRAKED_MS);
  // The fourth task is one too many. The peers come first: a queue has an order of its own.
  const peers = submit(['--array=0-3', '--output=peer-%a.log'], 'peer', '--from-env');
  const coordinator = submit(
    ['--output=coordinator.log'],
    'up',
    '--units',
    '--on',
    '127.0.0.1',
    '--allow-untaught',
    ...args,
  );
  const peerFile = (rank: number, name: string): string => join(runDir, 'peers', `peer-${rank}`, name);
  const hasSaved = (rank: number): boolean =>
    existsSync(peerFile(rank, 'checkpoints')) && readdirSync(peerFile(rank, 'checkpoints')).length > 0;
  await eventually(() => [0, 1, 2].every(hasSaved), 'all have saved checkpoints');

  const { pid } = JSON.parse(readFileSync(peerFile(1, 'process.json'), 'utf8')) as {
    pid: number;
  };
  process.kill(pid, 'SIGKILL');
  // As Slurm says it two minutes before the end of a task's time, to the script alone.
  slurm.command('scancel', '--batch', '--signal=TERM', `${peers}_0`);
  const returned = (rank: number): boolean => /joined as incarnation 2/.test(log(`peer-${rank}.log`));
  await eventually(() => returned(0) && returned(1), 'both come back as themselves');
  assert.match(log('peer-1.log'), /exit code 137, into the queue again/);
  assert.match(log('peer-0.log'), /DUE TO JOB REQUEUE/);
  const trainOn = async (): Promise<void> => {
    const before = [0, 1].map((rank) => stepRecords(runDir, `peer-${rank}`).length);
    const areFurther = (): boolean =>
      before.every((count, rank) => stepRecords(runDir, `peer-${rank}`).length > count);
    await eventually(areFurther, 'both train on');
  };
  await trainOn();

  slurm.command('scancel', `${peers}_2`);
  await eventually(
    () => /peer-2 \(incarnation 1\) left .*interrupted/.test(log('coordinator.log')),
    'it leaves',
  );
  await trainOn();
  release();
  await eventually(() => /stopped by steps/.test(log('coordinator.log')), 'the run is over');
  await eventually(() => slurm.command('squeue', '--noheader') === '', 'every job has ended');

  const ends = [`${peers}_0`, `${peers}_1`, `${peers}_2`, `${peers}_3`, coordinator].map((id) =>
    Object.values(slurm.job(id)),
  );
  assert.deepEqual(
    ends,
    [
      ['COMPLETED', '0:0'],
      ['COMPLETED', '0:0'],
      ['CANCELLED', '130:0'],
      ['FAILED', '3:0'],
      ['COMPLETED', '0:0'],
    ],
    log('coordinator.log'),
  );
  assert.match(log('peer-3.log'), /error ERR_FROM_ENV: SLURM_ARRAY_TASK_ID=3: the run in \S+ has no peer-3/);
  const { peers: rows } = readSummary(runDir);
  assert.deepEqual(
    rows.slice(0, 2).map(({ id, steps, restarts }) => [id, steps, restarts]),
    [
      ['peer-0', STEPS, 1],
      ['peer-1', STEPS, 1],
    ],
  );
  assert(rows[2]!.steps < STEPS, 'the cancelled one has told how far it came');
});
