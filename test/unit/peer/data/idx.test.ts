import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { parseIdx, readIdx } from '../../../../peer/data/idx.js';
import { failure, idxBytes, temporaryFolder, writeBelow } from '../../../support/data-files.js';

test('an IDX file gives its dimensions and its bytes, plain or gzipped under any name', async (t) => {
  const folder = await temporaryFolder(t);
  const bytes = idxBytes([2, 1, 3], [1, 2, 3, 4, 5, 255]);
  for (const content of [bytes, gzipSync(bytes)]) {
    const { dimensions, values } = await readIdx(await writeBelow(folder, 'images', content), 3);
    assert.deepEqual(dimensions, [2, 1, 3]);
    assert.deepEqual([...values], [1, 2, 3, 4, 5, 255]);
  }
});

test("a plain file's bytes lie in shared memory, so that samples are copied nowhere", async (t) => {
  const path = await writeBelow(await temporaryFolder(t), 'labels', idxBytes([2], [1, 2]));
  assert.ok((await readIdx(path, 1)).values.buffer instanceof SharedArrayBuffer);
});

test('a short header, a wrong magic number and a wrong length are named with file and offset', () => {
  const bytes = idxBytes([2, 2], [1, 2, 3, 4]);
  const cases = [
    [bytes.subarray(0, 7), 2, /f: at byte 7 expected a header of 12 bytes/],
    [new Uint8Array(0), 1, /f: at byte 0 /],
    [bytes, 1, /f: at byte 0 expected magic number 2049, found 2050/],
    [bytes.subarray(0, 15), 2, /f: at byte 15 expected 4 bytes behind the header \(2 x 2\), found 3/],
    [Buffer.concat([bytes, Buffer.of(9)]), 2, /f: at byte 16 expected 4 bytes .*found 5/],
  ] as const;
  for (const [content, dimensions, message] of cases) {
    assert.throws(() => parseIdx(content, dimensions, 'f'), failure('ERR_DATA_CORRUPT', message));
  }
});

test('a gzip stream that stops short is corrupt', async (t) => {
  const gzipped = gzipSync(
    idxBytes(
      [100],
      Array.from({ length: 100 }, (_, i) => i),
    ),
  );
  const path = await writeBelow(await temporaryFolder(t), 'labels.gz', gzipped.subarray(0, 40));
  await assert.rejects(readIdx(path, 1), failure('ERR_DATA_CORRUPT', /labels\.gz: not a whole gzip stream/));
});

test('a folder and a pipe of the name are no files', async (t) => {
  const folder = await temporaryFolder(t);
  spawnSync('mkfifo', [join(folder, 'pipe')]);
  for (const path of [folder, join(folder, 'pipe'), join(folder, 'gone')]) {
    await assert.rejects(
      readIdx(path, 1),
      failure('ERR_DATA_CORRUPT', /no file|ENOENT/, /fetch the file again/),
    );
  }
});
