import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { beginLife, type Life, peerDirectory, writeLife } from '../../../../peer/files/life.js';
import { CodistillError } from '../../../../proto/errors.js';
import { runOnSmallDisk, WITH_SMALL_DISK } from '../../../support/small-disk.js';

const NEVER_FULL = (error: unknown): void => assert.fail(String(error));

test('every start raises the incarnation, also past one that was raised while running', (t) => {
  const runDir = mkdtempSync(join(tmpdir(), 'codistill-life-'));
  t.after(() => rmSync(runDir, { recursive: true }));
  const { holderSecret, ...first } = beginLife(runDir, 'a', NEVER_FULL);
  assert.deepEqual(first, { incarnation: 1, restarts: 0 });
  assert.deepEqual(beginLife(runDir, 'a', NEVER_FULL), { incarnation: 2, restarts: 1, holderSecret });
  writeLife(runDir, 'a', { incarnation: 9, restarts: 1, holderSecret });
  assert.deepEqual(beginLife(runDir, 'a', NEVER_FULL), { incarnation: 10, restarts: 2, holderSecret });
  const other = beginLife(runDir, 'b', NEVER_FULL);
  assert.deepEqual([other.incarnation, other.restarts], [1, 0]);
});

test('the secret by which a run directory holds an id is random, and for its owner alone to read', (t) => {
  const runDir = mkdtempSync(join(tmpdir(), 'codistill-life-'));
  t.after(() => rmSync(runDir, { recursive: true }));
  const secrets = ['a', 'b', 'a', 'b'].map((id) => beginLife(runDir, id, NEVER_FULL).holderSecret);
  assert.match(secrets[0]!, /^[0-9a-f]{32}$/);
  assert.notEqual(secrets[0], secrets[1]);
  assert.deepEqual(secrets.slice(2), secrets.slice(0, 2), 'a start in the same directory has the same one');
  assert.equal(statSync(join(peerDirectory(runDir, 'a'), 'incarnation')).mode & 0o777, 0o600);
  assert.equal(statSync(peerDirectory(runDir, 'a')).mode & 0o777, 0o700);
});

test('a life of an older version goes on with a secret of its own', (t) => {
  const runDir = mkdtempSync(join(tmpdir(), 'codistill-life-'));
  t.after(() => rmSync(runDir, { recursive: true }));
  beginLife(runDir, 'a', NEVER_FULL);
  writeFileSync(join(peerDirectory(runDir, 'a'), 'incarnation'), '7 3\n');
  const { incarnation, restarts, holderSecret } = beginLife(runDir, 'a', NEVER_FULL);
  assert.deepEqual([incarnation, restarts], [8, 3]);
  assert.match(holderSecret, /^[0-9a-f]{32}$/);
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
  const [first, lives, told] = JSON.parse(await runOnSmallDisk(t, script)) as [Life, Life[], string[]];
  const full = { ...first, incarnation: 2, restarts: 1 };
  assert.deepEqual(lives, [full, full]);
  assert.deepEqual(told, ['ENOSPC', 'ENOSPC']);
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
