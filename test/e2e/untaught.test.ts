import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { codistill, Running, readSummary, temporaryDirectory } from '../support/launch.js';
import { startTestNatsServer } from '../support/nats-server.js';

const DATA = 'synthetic:classes=4,size=4x4x1,train=800,test=100';
/** 12 steps, all of one round: whoever comes to the next round first leaves nobody behind. */
const SMALL = ['--network', 'mlp:16', '--data', DATA, '--epochs', '1', '--batch', '64'];

test('a self-teacher whose run ends before it has a past to learn from is no success, unless that is allowed', async (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  const self = [
    'launch',
    ...SMALL,
    '--peers',
    '1',
    '--graph',
    'self',
    '--exchange',
    'cached:0,0',
    '--run-dir',
  ];
  const ended = await codistill([...self, runDir]);
  assert.equal(ended.code, 38, ended.stderr);
  assert.match(
    ended.stderr,
    /ERR_UNTAUGHT: peer-0 was taught in 0\.0 % of the 12 steps .* the run is too short/,
  );
  const { warnings, peers } = readSummary(runDir);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]!, /^peer-0 was taught in 0\.0 % of the 12 steps/);
  assert.equal(typeof peers[0]!.testAccuracy, 'number', 'it is scored all the same');
  const allowed = await codistill([...self, `${runDir}-allowed`, '--allow-untaught']);
  assert.equal(allowed.code, 0, allowed.stderr);
  assert.match(allowed.stdout, /warning: peer-0 was taught in 0\.0 %/);
});

test('a peer whose teacher is sent to the wrong address ends with who was not heard and where', async (t) => {
  const directory = temporaryDirectory(t);
  const server = await startTestNatsServer();
  t.after(() => server.stop());
  const run = ['--run', 'wrong', '--nats', server.url];
  const coordinator = new Running(['coordinator', ...run, ...SMALL, '--peers', '2']);
  const peers = [['--allow-untaught'], ['--advertise', '127.9.8.7']].map((address, i) => {
    const own = ['--id', `peer-${i}`, '--run-dir', join(directory, `machine-${i}`)];
    return new Running(['peer', ...run, ...own, ...address]);
  });
  const [heard, unheard] = await Promise.all(peers.map((peer) => peer.finished));
  assert.equal(heard!.code, 0, `however much it was left waiting: ${heard!.stderr}`);
  assert.equal(unheard!.code, 38, unheard!.stderr);
  assert.match(unheard!.stderr, /ERR_UNTAUGHT: peer-1 was taught in 0\.0 % of the 12 steps/);
  assert.match(
    unheard!.stderr,
    /peer-0 \(tcp:\/\/127\.0\.0\.1:\d+\) was never heard; teachers .* tcp:\/\/127\.9\.8\.7:/,
  );
  assert.equal((await coordinator.finished).code, 0);
  const file = join(directory, 'machine-1', 'peers', 'peer-1', 'result.json');
  const result = JSON.parse(readFileSync(file, 'utf8')) as { dueSteps: number; taughtShare: number };
  assert.deepEqual([result.dueSteps, result.taughtShare], [12, 0], 'its result is there all the same');
});
