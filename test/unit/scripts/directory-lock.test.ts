import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import type { CodistillError } from '../../../proto/errors.js';
import { lockDirectory } from '../../../scripts/directory-lock.js';
import { processIdentity } from '../../../scripts/process-identity.js';
import { temporaryDirectory } from '../../support/launch.js';

const LONG_AGO = new Date(0);
const lock = (directory: string): (() => void) =>
  lockDirectory(directory, '--run-dir', {
    onTrouble: (message) => assert.fail(message),
    onTaken: (error) => assert.fail(error),
  });
/** A directory with the lock of another process in it. */
function lockedBy(t: { after(hook: () => void): void }, owner: object, age: Date = new Date()): string {
  const directory = temporaryDirectory(t);
  const file = join(directory, 'launcher.json');
  writeFileSync(file, JSON.stringify(owner));
  utimesSync(file, age, age);
  return directory;
}
const ownerOf = (directory: string): { pid: number } =>
  JSON.parse(readFileSync(join(directory, 'launcher.json'), 'utf8')) as { pid: number };

test('a locked directory is refused by name of its holder, and free again afterwards', (t) => {
  const directory = temporaryDirectory(t);
  const release = lock(directory);
  assert.throws(
    () => lock(directory),
    (error: CodistillError) => {
      assert.equal(error.code, 'ERR_RUN_DIR_BUSY');
      assert.match(error.message, new RegExp(`process ${process.pid} on `));
      assert.match(error.fix, /--run-dir/);
      return true;
    },
  );
  release();
  lock(directory)();
  assert.deepEqual(readdirSync(directory), []);
});

test('the lock of a process that was killed does not have to age', (t) => {
  const dead = spawnSync(process.execPath, ['--version']).pid;
  const directory = lockedBy(t, { pid: dead, host: hostname() });
  const release = lock(directory);
  assert.equal(ownerOf(directory).pid, process.pid);
  assert.deepEqual(readdirSync(directory), ['launcher.json']);
  release();
});

test('while the owner lives on this machine its lock holds, whatever its age', (t) => {
  for (const owner of [processIdentity(), { pid: process.pid }]) {
    const directory = lockedBy(t, { ...owner, host: hostname() }, LONG_AGO);
    assert.throws(() => lock(directory), { code: 'ERR_RUN_DIR_BUSY' });
    assert.equal(ownerOf(directory).pid, process.pid);
  }
});

test('a process that has only the number of the dead owner holds nothing', (t) => {
  const directory = lockedBy(t, { ...processIdentity(), start: 'another time', host: hostname() });
  lock(directory)();
});

test('of an owner elsewhere, or one that says nothing, only the age of the lock can tell', (t) => {
  for (const owner of [{ pid: process.pid, host: 'elsewhere' }, {}]) {
    assert.throws(() => lock(lockedBy(t, owner)), { code: 'ERR_RUN_DIR_BUSY' });
    lock(lockedBy(t, owner, LONG_AGO))();
  }
  const cut = lockedBy(t, {});
  writeFileSync(join(cut, 'launcher.json'), '{"pid":');
  assert.throws(() => lock(cut), { code: 'ERR_RUN_DIR_BUSY', message: /another process is running/ });
});

test('a lock that vanishes is put back, one that cannot be is told once, and one that was taken is left alone', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const directory = temporaryDirectory(t);
  const file = join(directory, 'launcher.json');
  const troubles: string[] = [];
  const taken: CodistillError[] = [];
  const release = lockDirectory(directory, '--run-dir', {
    onTrouble: (message) => troubles.push(message),
    onTaken: (error) => taken.push(error),
  });
  rmSync(file);
  t.mock.timers.tick(2_000);
  assert.deepEqual([ownerOf(directory).pid, troubles], [process.pid, []]);
  rmSync(directory, { recursive: true });
  for (let i = 0; i < 3; i++) t.mock.timers.tick(2_000);
  assert.equal(troubles.length, 1);
  assert.match(troubles[0]!, /launcher\.json cannot be renewed \(.*ENOENT/);
  const other = lockedBy(t, { pid: 1, host: 'elsewhere', token: 'other' });
  spawnSync('cp', ['-r', other, directory]);
  for (let i = 0; i < 3; i++) t.mock.timers.tick(2_000);
  assert.equal(taken.length, 1);
  assert.equal(taken[0]!.code, 'ERR_RUN_DIR_BUSY');
  assert.match(taken[0]!.message, /process 1 on elsewhere/);
  release();
  assert.equal(existsSync(file), true, 'it is not ours to remove');
});

test('a directory that is not there, or is a file, is an error with its code', (t) => {
  const directory = temporaryDirectory(t);
  assert.throws(() => lock(join(directory, 'gone')), { code: 'ERR_RUN_DIR' });
  writeFileSync(join(directory, 'file'), '');
  assert.throws(() => lock(join(directory, 'file')), { code: 'ERR_RUN_DIR' });
});
