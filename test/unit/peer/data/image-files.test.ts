import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, sep } from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import { IMAGE_ENDINGS, LeftOut, listImages, subfolders } from '../../../../peer/data/image-files.js';
import { failure, temporaryFolder, writeBelow } from '../../../support/data-files.js';

const list = (root: string, leftOut = new LeftOut()): string[] =>
  listImages(root, 'a', 0, leftOut).map(({ path }) => path);

test('every ending of every format that sharp reads from memory is one of an image', () => {
  const formats = Object.values(sharp.format) as { input: { buffer: boolean; fileSuffix?: string[] } }[];
  const endings = formats.flatMap(({ input }) => (input.buffer ? (input.fileSuffix ?? []) : []));
  assert.deepEqual([...IMAGE_ENDINGS].map((ending) => `.${ending}`).sort(), [...new Set(endings)].sort());
});

test('images of sub-folders and links count, hidden ones do not, and the rest is counted by its ending', async (t) => {
  const root = await temporaryFolder(t);
  for (const name of [
    '2.WEBP',
    '1.png',
    'x/y/3.tiff',
    '.x.png',
    '.git/4.png',
    'b.txt',
    'c.TXT',
    'x/d.bmp',
    'e',
  ]) {
    await writeBelow(root, join('a', name), '');
  }
  await writeBelow(root, 'far/5.jpg', '');
  symlinkSync(join(root, 'far'), join(root, 'a', 'linked'));
  symlinkSync(join(root, 'far', '5.jpg'), join(root, 'a', '6.jpg'));
  const leftOut = new LeftOut();
  assert.deepEqual(
    list(root, leftOut),
    ['a/1.png', 'a/2.WEBP', 'a/6.jpg', 'a/linked/5.jpg', 'a/x/y/3.tiff'].map((path) =>
      path.replaceAll('/', sep),
    ),
  );
  assert.equal([...leftOut.text.split(' (')[0]!.split(', ')].sort().join(), '1 .bmp,1 without ending,2 .txt');
  assert.match(leftOut.text, / \(no format that is read\)$/);
});

test('a link to nowhere or to itself, a circle and a pipe are refused by name', async (t) => {
  const cases: readonly [what: string, make: (folder: string) => void, ...told: RegExp[]][] = [
    [
      'lost',
      (folder) => symlinkSync('/nowhere/x.png', join(folder, 'lost.png')),
      /a link to \/nowhere\/x\.png/,
      /remove the link/,
    ],
    ['loop', (folder) => symlinkSync('loop.png', join(folder, 'loop.png')), /loop\.png: .*ELOOP/],
    [
      'circle',
      (folder) => symlinkSync('..', join(folder, 'circle')),
      /circle: a link to .*, in which it lies/,
    ],
    [
      'pipe',
      (folder) => void spawnSync('mkfifo', [join(folder, 'pipe.jpg')]),
      /pipe\.jpg: no file, but a pipe/,
    ],
  ];
  for (const [what, make, ...told] of cases) {
    const root = await temporaryFolder(t);
    mkdirSync(join(root, 'a'));
    make(join(root, 'a'));
    assert.throws(() => list(root), failure('ERR_DATA_CORRUPT', ...told), what);
  }
});

test('a name that is not UTF-8 is refused as that', { skip: process.platform !== 'linux' }, async (t) => {
  const root = await temporaryFolder(t);
  mkdirSync(join(root, 'a'));
  mkdirSync(Buffer.concat([Buffer.from(join(root, 'a', 'f')), Buffer.of(0xfc), Buffer.from('r')]));
  assert.throws(() => list(root), failure('ERR_DATA_CORRUPT', /a name that is not UTF-8/, /rename it/));
});

test('a file where a folder is expected is refused by name', async (t) => {
  const root = await temporaryFolder(t);
  await writeBelow(root, 'a', '');
  assert.throws(() => subfolders(join(root, 'a'), () => {}), failure('ERR_DATA_CORRUPT', /ENOTDIR/));
});
