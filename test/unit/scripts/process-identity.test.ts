import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { test } from 'node:test';
import { isRunning, processIdentity } from '../../../scripts/process-identity.js';

test('this process runs, one that has ended does not, and neither does one that had the number before', () => {
  assert.equal(isRunning(processIdentity()), true);
  assert.equal(isRunning({ pid: process.pid }), true, 'where the system tells no start');
  assert.equal(isRunning({ pid: spawnSync(process.execPath, ['--version']).pid }), false);
  assert.equal(isRunning({ ...processIdentity(), start: 'another time' }), false);
  for (const pid of [0, -1, Number.NaN, 1.5]) assert.equal(isRunning({ pid }), false, String(pid));
});

test('a process that is stopped runs', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  const identity = processIdentity(child.pid);
  child.kill('SIGSTOP');
  assert.equal(isRunning(identity), true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(isRunning(identity), false);
});

test('the number of a process tells its start, the same each time', {
  skip: process.platform === 'win32',
}, () => {
  assert.equal(typeof processIdentity().start, 'string');
  assert.deepEqual(processIdentity(), processIdentity(process.pid));
});
