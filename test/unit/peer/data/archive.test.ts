import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readTarGz } from '../../../../peer/data/archive.js';
import { failure, tarBytes, temporaryFolder, writeBelow } from '../../../support/data-files.js';

test('the files asked for are read, wherever in the archive they lie', async (t) => {
  const archive = gzipSync(await tarBytes({ 'a/b/one.bin': 'first', 'two.bin': 'second', 'a/other': 'x' }));
  const path = await writeBelow(await temporaryFolder(t), 'a.tar.gz', archive);
  const found = await readTarGz(path, ['one.bin', 'two.bin', 'three.bin'], 10);
  assert.deepEqual(
    [...found].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
    [
      ['one.bin', 'first'],
      ['two.bin', 'second'],
    ],
  );
});

test('an archive cut short, one that is none, and a file too long are corrupt', async (t) => {
  const folder = await temporaryFolder(t);
  const whole = gzipSync(await tarBytes({ 'one.bin': Buffer.alloc(5000, 'xyz') }));
  const cases: [Buffer, RegExp][] = [
    [whole.subarray(0, whole.length - 20), /a\.tar\.gz: not a whole/],
    [Buffer.from('hello'), /a\.tar\.gz: not a whole/],
    [gzipSync(Buffer.alloc(600, 7)), /a\.tar\.gz: not a whole/],
    [whole, /one\.bin has 5000 bytes, at most 100 expected/],
  ];
  for (const [content, message] of cases) {
    const path = await writeBelow(folder, 'a.tar.gz', content);
    await assert.rejects(readTarGz(path, ['one.bin'], 100), failure('ERR_DATA_CORRUPT', message));
  }
});
