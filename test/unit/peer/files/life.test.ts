import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { beginLife, peerDirectory, writeLife } from '../../../../peer/files/life.js';
import { CodistillError } from '../../../../proto/errors.js';
import { runOnSmallDisk, WITH_SMALL_DISK } from '../../../support/small-disk.js';

const NEVER_FULL = (error: unknown): void => assert.fail(String(error));

test('every start raises the incarnation, also past one that was raised while running', (t) => {
  const runDir = mkdtempSync(join(tmpdir(), 'codistill-life-'));
  t.after(() => rmSync(runDir, { recursive: true }));
  assert.deepEqual(beginLife(runDir, 'a', NEVER_FULL), { incarnation: 1, restarts: 0 });
  assert.deepEqual(beginLife(runDir, 'a', NEVER_FULL), { incarnation: 2, restarts: 1 });
  writeLife(runDir, 'a', { incarnation: 9, restarts: 1 });
  assert.deepEqual(beginLife(runDir, 'a', NEVER_FULL), { incarnation: 10, restarts: 2 });
  assert.deepEqual(beginLife(runDir, 'b', NEVER_FULL), { incarnation: 1, restarts: 0 });
});

test('an unreadable file counts as none: the coordinator says what it accepts', (t) => {
  const runDir = mkdtempSync(join(tmpdir(), 'codistill-life-'));
  t.after(() => rmSync(runDir, { recursive: true }));
  beginLife(runDir, 'a', NEVER_FULL);
  writeFileSync(join(peerDirectory(runDir, 'a'), 'incarnation'), '\0\0\0');
  assert.equal(beginLife(runDir, 'a', NEVER_FULL).incarnation, 1);
});

test('a life begins on a full disk, too', WITH_SMALL_DISK, async (t) => {
  const module = new URL('../../../../peer/files/life.js', import.meta.url).href;
  const script = `
    import { writeFileSync } from 'node:fs';
    import { beginLife } from ${JSON.stringify(module)};
    const first = beginLife('.', 'a', () => {});
    try { for (;;) writeFileSync('filler', Buffer.alloc(4096), { flag: 'a' }); } catch {}
    const told = [];
    const lives = [1, 2].map(() => beginLife('.', 'a', (error) => told.push(error.code)));
    process.stdout.write(JSON.stringify([first, lives, told]));`;
  const full = { incarnation: 2, restarts: 1 };
  assert.deepEqual(JSON.parse(await runOnSmallDisk(t, script)), [
    { incarnation: 1, restarts: 0 },
    [full, full],
    ['ENOSPC', 'ENOSPC'],
  ]);
});

test('a run directory that cannot be made is a typed error', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-life-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'file');
  writeFileSync(file, '');
  assert.throws(
    () => beginLife(file, 'a', NEVER_FULL),
    (error) => error instanceof CodistillError && error.code === 'ERR_RUN_DIR',
  );
});
