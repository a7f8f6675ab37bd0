import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readResult } from '../../peer/io/peer-result.js';
import { EXIT_CODES } from '../../proto/errors.js';
import { chooseNatsPort } from '../../scripts/launch/nats-plan.js';
import { codistill, eventually, Running, readSummary, temporaryDirectory } from '../support/launch.js';
import { brakedArgs, SMALL_STEPS, stepRecords } from '../support/long-run.js';
import { startTestNatsServer } from '../support/nats-server.js';
import { POD_TOKEN, startPods } from '../support/pods.js';

/** Peers make so many steps, each of which takes so many milliseconds at least until they are released. */
const [STEPS, BRAKED_MS] = [1_000, 100];
const RUN = [
  ...SMALL_STEPS,
  ...['--peers', '2', '--steps', String(STEPS), '--evaluate-every', '500', '--checkpoint-every', '20'],
];

test('units that share a run directory find each other by their variables alone; one that is killed comes back as itself, and the coordinator that comes back elsewhere is found', async (t) => {
  const runDir = temporaryDirectory(t);
  const unit = (rank: number): Running =>
    new Running(['peer', '--from-env', '--run-dir', runDir], { env: { CODISTILL_RANK: `${rank}` } });
  const early = unit(0);
  await early.seen(/waiting for 600 s at most: the coordinator's unit has not come/);
  const stopped = unit(1);
  await stopped.seen(/the coordinator's unit has not come/);
  stopped.child.kill('SIGTERM');
  assert.equal((await stopped.finished).code, EXIT_CODES.ERR_INTERRUPTED);
  const { args, release } = brakedArgs(t, RUN, BRAKED_MS);
  const coordinated = (port: number): Running =>
    new Running([
      ...['up', '--units', '--on', '127.0.0.1', '--port', String(port), '--run-dir', runDir],
      ...args,
    ]);
  const first = coordinated(await chooseNatsPort(undefined));
  await first.seen(/waiting for 2 units with: .*peer --from-env --run-dir/);
  const lost = unit(1);
  const checkpoints = join(runDir, 'peers/peer-1/checkpoints');
  const hasSaved = (): boolean => existsSync(checkpoints) && readdirSync(checkpoints).length > 0;
  await eventually(hasSaved, 'it has saved a checkpoint');
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
  first.child.kill('SIGKILL');
  await first.finished;
  const moved = coordinated(await chooseNatsPort(undefined));
  await moved.seen(/^peer-1 .*: epoch /m);
  release();
  for (const process of [early, back, moved]) {
    const { code, stdout, stderr } = await process.finished;
    assert.equal(code, 0, stdout + stderr);
  }
  const { peers, ensemble } = readSummary(runDir);
  assert.deepEqual(
    peers.map(({ id, steps, restarts }) => [id, steps, restarts]),
    [
      ['peer-0', STEPS, 0],
      ['peer-1', STEPS, 1],
    ],
  );
  assert(ensemble.testAccuracy > 0.5, 'all are scored where the run was begun');
  const late = await codistill(['peer', '--from-env', '--run-dir', runDir, '--connect-timeout', '1'], {
    env: { CODISTILL_RANK: '0' },
  });
  assert.equal(late.code, 31, 'the run is over, and nobody calls its server');
});

test("the containers of Kubernetes' jobs train with the arguments and variables that their manifest gives them", async (t) => {
  const server = await startTestNatsServer({ lines: [`authorization { token: ${POD_TOKEN} }`] });
  t.after(() => server.stop());
  const folder = temporaryDirectory(t);
  const peers = [0, 1, 2].map((i) => ({ id: `peer-${i}`, network: 'mlp:16' }));
  const data = { name: 'synthetic:classes=4,size=4x4x1,train=800,test=100' };
  const pods = startPods(folder, server.url, { peers, data, training: { epochs: 2, batch: 32 } });
  assert.equal(pods.length, 4);
  for (const pod of pods) {
    const { code, stdout, stderr } = await pod.finished;
    assert.equal(code, 0, stdout + stderr);
  }
  const results = peers.map(({ id }) => readResult(join(folder, 'lab'), id)?.steps);
  assert.deepEqual(results, [46, 46, 46]);
});
