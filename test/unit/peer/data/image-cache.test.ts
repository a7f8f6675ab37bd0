import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import {
  hasImageCache,
  imageCachePath,
  readImageCache,
  writeImageCache,
} from '../../../../peer/data/image-cache.js';
import type { DecodedImages } from '../../../../peer/data/image-decoder.js';
import type { ImageFolder } from '../../../../peer/data/image-folder.js';
import { CodistillError } from '../../../../proto/errors.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';

const IMAGES: DecodedImages = { shape: [1, 2, 3], pixels: Uint8Array.from({ length: 12 }, (_, i) => i) };
/** The same images, one after the other. */
async function* blocks(): AsyncGenerator<DecodedImages, void, undefined> {
  for (const from of [0, 6]) yield { ...IMAGES, pixels: IMAGES.pixels.subarray(from, from + 6) };
}
const FILE = { path: 'a/1.png', label: 0, bytes: 10, modifiedMs: 5 };
const folderOf = (...files: ImageFolder['files']): ImageFolder => ({
  root: '/r',
  classNames: ['a', 'b'],
  files,
  train: [],
  validation: [],
  notes: [],
  test: [],
});

test('a copy comes back as it was written, and nothing else lies there', async (t) => {
  const path = join(await temporaryFolder(t), 'made', 'copy.bin');
  assert.equal(readImageCache(path, 2), undefined);
  await writeImageCache(path, blocks());
  const read = readImageCache(path, 2);
  assert.deepEqual(read?.shape, IMAGES.shape);
  assert.deepEqual([...read.pixels], [...IMAGES.pixels]);
  assert.deepEqual(await readdir(dirname(path)), ['copy.bin']);
});

test('a copy that is damaged, cut short or of another count is as good as none', async (t) => {
  const path = join(await temporaryFolder(t), 'copy.bin');
  await writeImageCache(path, blocks());
  const whole = await readFile(path);
  assert.equal(readImageCache(path, 3), undefined);
  assert.deepEqual(
    [2, 3].map((count) => hasImageCache(path, count)),
    [true, false],
  );
  for (const at of [0, 17, 30, whole.length - 1]) {
    const damaged = Buffer.from(whole);
    damaged[at]! ^= 1;
    await writeFile(path, damaged);
    assert.equal(readImageCache(path, 2), undefined, `byte ${at}`);
  }
  for (const length of [0, 20, whole.length - 1]) {
    await writeFile(path, whole.subarray(0, length));
    assert.equal(readImageCache(path, 2), undefined, `${length} bytes`);
    assert.equal(hasImageCache(path, 2), false, `${length} bytes`);
  }
});

test('every change of a file and of the shape asked for gives another place', () => {
  const wanted = { channels: 3 } as const;
  const paths = [
    imageCachePath('/c', folderOf(FILE), wanted),
    imageCachePath('/c', folderOf({ ...FILE, bytes: 11 }), wanted),
    imageCachePath('/c', folderOf({ ...FILE, modifiedMs: 6 }), wanted),
    imageCachePath('/c', folderOf({ ...FILE, path: 'a/2.png' }), wanted),
    imageCachePath('/c', folderOf(FILE, FILE), wanted),
    imageCachePath('/c', folderOf(FILE), { channels: 1 }),
    imageCachePath('/c', folderOf(FILE), { channels: 3, size: [8, 8] }),
  ];
  assert.equal(new Set(paths).size, paths.length);
  assert.equal(imageCachePath('/c', folderOf(FILE), wanted), paths[0]);
});

test('a cache that cannot be written says so', async (t) => {
  const file = join(await temporaryFolder(t), 'a-file');
  await writeFile(file, '');
  const write = writeImageCache(join(file, 'copy.bin'), blocks());
  await assert.rejects(write, failure('ERR_DISK', /decoded images/));
});

test('a block that cannot be made leaves nothing, and its error is told as it is', async (t) => {
  const folder = await temporaryFolder(t);
  async function* broken(): AsyncGenerator<DecodedImages, void, undefined> {
    yield IMAGES;
    throw new CodistillError('ERR_DATA_CORRUPT', 'no image');
  }
  await assert.rejects(
    writeImageCache(join(folder, 'copy.bin'), broken()),
    failure('ERR_DATA_CORRUPT', /no image/),
  );
  assert.deepEqual(await readdir(folder), []);
});
