import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { REPOSITORY } from '../../support/repository.js';

test('typedoc documents the programming interface, and every type that it names, without a warning', () => {
  const typedoc = join(REPOSITORY, 'node_modules', 'typedoc', 'bin', 'typedoc');
  const options = ['--emit', 'none', '--treatWarningsAsErrors', '--logLevel', 'Warn'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [typedoc, ...options], {
    cwd: REPOSITORY,
    encoding: 'utf8',
    timeout: 300_000,
  });
  assert.deepEqual([status, stdout, stderr], [0, '', '']);
});
