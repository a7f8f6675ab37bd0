import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import type { CodistillError } from '../../../proto/errors.js';
import { lockDirectory } from '../../../scripts/directory-lock.js';
import { temporaryDirectory } from '../../support/launch.js';

test('a locked directory is refused by name of its holder, and free again afterwards', async (t) => {
  const directory = temporaryDirectory(t);
  const release = await lockDirectory(directory, '--study-dir');
  await assert.rejects(lockDirectory(directory, '--study-dir'), (error: CodistillError) => {
    assert.equal(error.code, 'ERR_RUN_DIR_BUSY');
    assert.match(error.message, new RegExp(`process ${process.pid} on `));
    assert.match(error.fix, /--study-dir/);
    return true;
  });
  await release();
  await (await lockDirectory(directory, '--study-dir'))();
  assert.equal(existsSync(join(directory, 'launcher.json')), false);
});

test('the lock of a process that was killed does not have to age', async (t) => {
  const directory = temporaryDirectory(t);
  const dead = spawnSync(process.execPath, ['--version']).pid;
  mkdirSync(join(directory, 'launcher.lock'));
  writeFileSync(join(directory, 'launcher.json'), JSON.stringify({ pid: dead, host: hostname() }));
  await (await lockDirectory(directory, '--run-dir'))();
});
