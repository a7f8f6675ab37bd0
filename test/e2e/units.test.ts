import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codistill, eventually, Running, readSummary, temporaryDirectory } from '../support/launch.js';
import { brakedArgs, peersInRecords, SMALL_STEPS, stepRecords } from '../support/long-run.js';

const RUN = [
  ...SMALL_STEPS,
  '--peers',
  '2',
  '--steps',
  '200',
  '--evaluate-every',
  '20',
  '--checkpoint-every',
  '20',
];

test('units that share a run directory find each other by their variables alone; one that is killed comes back as itself', async (t) => {
  const runDir = temporaryDirectory(t);
  const unit = (rank: number): Running =>
    new Running(['peer', '--from-env', '--run-dir', runDir], { env: { CODISTILL_RANK: `${rank}` } });
  const early = unit(0);
  await early.seen(/waiting for 600 s at most: the coordinator's unit has not come/);
  const { args, release } = brakedArgs(t, RUN);
  const coordinator = new Running(['up', '--units', '--on', '127.0.0.1', '--run-dir', runDir, ...args]);
  await coordinator.seen(/waiting for 2 units with: .*peer --from-env --run-dir/);
  const lost = unit(1);
  await eventually(() => peersInRecords(runDir, 'evaluation').has('peer-1'), 'it has saved a checkpoint');
  const beyond = await codistill(['peer', '--from-env', '--run-dir', runDir], {
    env: { CODISTILL_RANK: '2' },
  });
  assert.equal(beyond.code, 3);
  assert.match(beyond.stderr, /^error ERR_FROM_ENV: CODISTILL_RANK=2: the run in \S+ has no peer-2$/m);
  lost.child.kill('SIGKILL');
  await lost.finished;
  const before = stepRecords(runDir, 'peer-1').length;
  const back = unit(1);
  await back.seen(/joined as incarnation 2/);
  await eventually(() => stepRecords(runDir, 'peer-1').length > before, 'it trains on');
  release();
  for (const process of [early, back, coordinator]) {
    const { code, stdout, stderr } = await process.finished;
    assert.equal(code, 0, stdout + stderr);
  }
  const { peers, ensemble } = readSummary(runDir);
  assert.deepEqual(
    peers.map(({ id, steps, restarts }) => [id, steps, restarts]),
    [
      ['peer-0', 200, 0],
      ['peer-1', 200, 1],
    ],
  );
  assert(ensemble.testAccuracy > 0.5, 'all are scored where the run was begun');
  const late = await codistill(['peer', '--from-env', '--run-dir', runDir, '--connect-timeout', '1'], {
    env: { CODISTILL_RANK: '0' },
  });
  assert.equal(late.code, 31, 'the run is over, and nobody calls its server');
});
