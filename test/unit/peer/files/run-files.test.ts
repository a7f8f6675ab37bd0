import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { replaceFile, replaceFileBy } from '../../../../peer/files/run-files.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { MemoryDisk } from '../../../support/memory-disk.js';

test('text and bytes replace what was there, also past a file that a crash left aside', (t) => {
  const directory = temporaryDirectory(t);
  const path = join(directory, 'file');
  replaceFile(path, 'first, é');
  assert.equal(readFileSync(path, 'utf8'), 'first, é');
  writeFileSync(`${path}.new`, 'half');
  replaceFile(path, Uint8Array.of(1, 2));
  assert.deepEqual([...readFileSync(path)], [1, 2]);
  assert.deepEqual(readdirSync(directory), ['file']);
});

test('parts follow each other in the file', (t) => {
  const path = join(temporaryDirectory(t), 'file');
  replaceFile(path, [Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3)]);
  assert.deepEqual([...readFileSync(path)], [1, 2, 3]);
});

test('a file that was made aside takes its place whole, and one that failed leaves the old one alone', async (t) => {
  const directory = temporaryDirectory(t);
  const [path, aside] = [join(directory, 'file'), join(directory, 'file.part')];
  await replaceFileBy(path, aside, async (part) => writeFileSync(part, 'old'));
  assert.equal(readFileSync(path, 'utf8'), 'old');
  const failing = replaceFileBy(path, aside, async (part) => {
    writeFileSync(part, 'half');
    assert.equal(readFileSync(path, 'utf8'), 'old');
    throw new Error('cut off');
  });
  await assert.rejects(failing, /cut off/);
  assert.equal(readFileSync(path, 'utf8'), 'old');
  assert.deepEqual(readdirSync(directory), ['file']);
});

test('what its check refuses takes nobody’s place and leaves nothing', (t) => {
  const directory = temporaryDirectory(t);
  const path = join(directory, 'file');
  replaceFile(path, 'old');
  const check = (written: Uint8Array): void =>
    assert.equal(Buffer.from(written).toString(), 'something else');
  assert.throws(() => replaceFile(path, 'new', { check }), /something else/);
  assert.equal(readFileSync(path, 'utf8'), 'old');
  assert.deepEqual(readdirSync(directory), ['file']);
});

test('a durable file survives a loss of power whole; another one need not', () => {
  for (const durable of [true, false]) {
    const disk = new MemoryDisk();
    replaceFile('/d/file', 'content', { disk, durable });
    disk.losePower('lost');
    assert.deepEqual(disk.files, durable ? ['/d/file'] : []);
  }
});

test('whichever call fails, the old content stays and nothing is left aside', () => {
  for (let n = 1; ; n++) {
    const disk = new MemoryDisk();
    replaceFile('/d/file', 'old', { disk, durable: true });
    const before = disk.calls;
    disk.failAt(n, 'error');
    try {
      replaceFile('/d/file', 'new', { disk, durable: true });
      assert.ok(n > 6 && disk.calls - before < n, `call ${n} was the last`);
      return;
    } catch (error) {
      assert.match(String(error), /ENOSPC/);
    }
    disk.restart();
    assert.deepEqual(disk.files, ['/d/file'], `call ${n}`);
    assert.ok(['old', 'new'].includes(Buffer.from(disk.read('/d/file')).toString()), `call ${n}`);
  }
});
