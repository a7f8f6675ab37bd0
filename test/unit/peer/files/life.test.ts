import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { beginLife, peerDirectory, writeLife } from '../../../../peer/files/life.js';
import { CodistillError } from '../../../../proto/errors.js';

test('every start raises the incarnation, also past one that was raised while running', (t) => {
  const runDir = mkdtempSync(join(tmpdir(), 'codistill-life-'));
  t.after(() => rmSync(runDir, { recursive: true }));
  assert.deepEqual(beginLife(runDir, 'a'), { incarnation: 1, restarts: 0 });
  assert.deepEqual(beginLife(runDir, 'a'), { incarnation: 2, restarts: 1 });
  writeLife(runDir, 'a', { incarnation: 9, restarts: 1 });
  assert.deepEqual(beginLife(runDir, 'a'), { incarnation: 10, restarts: 2 });
  assert.deepEqual(beginLife(runDir, 'b'), { incarnation: 1, restarts: 0 });
});

test('an unreadable file counts as none: the coordinator says what it accepts', (t) => {
  const runDir = mkdtempSync(join(tmpdir(), 'codistill-life-'));
  t.after(() => rmSync(runDir, { recursive: true }));
  beginLife(runDir, 'a');
  writeFileSync(join(peerDirectory(runDir, 'a'), 'incarnation'), '\0\0\0');
  assert.equal(beginLife(runDir, 'a').incarnation, 1);
});

test('a run directory that cannot be made is a typed error', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-life-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'file');
  writeFileSync(file, '');
  assert.throws(
    () => beginLife(file, 'a'),
    (error) => error instanceof CodistillError && error.code === 'ERR_RUN_DIR',
  );
});
