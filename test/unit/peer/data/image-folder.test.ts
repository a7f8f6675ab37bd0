import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { listImageFolder } from '../../../../peer/data/image-folder.js';
import { failure, temporaryFolder, writeBelow } from '../../../support/data-files.js';

test('train and test folders are the splits, in the order of class and file names', async (t) => {
  const folder = await temporaryFolder(t);
  for (const path of [
    'train/b/2.png',
    'train/b/10.png',
    'train/a/x.JPG',
    'train/a/.hidden.png',
    'train/a/notes.txt',
  ]) {
    await writeBelow(folder, path, path);
  }
  await writeBelow(folder, 'test/b/1.jpeg', 'x');
  const listed = listImageFolder(folder, 1);
  assert.deepEqual(listed.classNames, ['a', 'b']);
  assert.deepEqual(
    listed.files.map(({ path, label, bytes }) => [path, label, bytes]),
    [
      [join('train', 'a', 'x.JPG'), 0, 13],
      [join('train', 'b', '10.png'), 1, 14],
      [join('train', 'b', '2.png'), 1, 13],
      [join('test', 'b', '1.jpeg'), 1, 1],
    ],
  );
  assert.deepEqual([listed.train, listed.test], [[0, 1, 2], [3]]);
});

test('without splits a sixth is held out, by seed', async (t) => {
  const folder = await temporaryFolder(t);
  for (let i = 0; i < 30; i++) await writeBelow(folder, `${i % 2 === 0 ? 'cat' : 'dog'}/${i}.png`, '');
  const listed = listImageFolder(folder, 1);
  assert.equal(listed.test.length, 5);
  const together = [...listed.train, ...listed.test].toSorted((a, b) => a - b);
  assert.deepEqual(together, [...listed.files.keys()]);
  for (const ids of [listed.train, listed.test]) {
    assert.deepEqual(
      ids,
      ids.toSorted((a, b) => a - b),
    );
  }
  assert.deepEqual(listImageFolder(folder, 1), listed);
  assert.notDeepEqual(listImageFolder(folder, 2).test, listed.test);
});

test('what is not a folder of images by class is refused with the place', async (t) => {
  const folder = await temporaryFolder(t);
  assert.throws(
    () => listImageFolder(join(folder, 'no'), 1),
    failure('ERR_DATA_MISSING', /cannot read .*no:/),
  );
  await writeBelow(folder, 'one/1.png', '');
  assert.throws(
    () => listImageFolder(folder, 1),
    failure('ERR_DATA_CORRUPT', /1 folders, expected one a class/),
  );
  await writeBelow(folder, 'two/readme.txt', '');
  assert.throws(() => listImageFolder(folder, 1), failure('ERR_DATA_CORRUPT', /two: no \.jpg/));
});

test('a test class that is not in train is refused', async (t) => {
  const folder = await temporaryFolder(t);
  for (const path of ['train/a/1.png', 'train/b/1.png', 'test/c/1.png']) await writeBelow(folder, path, '');
  assert.throws(
    () => listImageFolder(folder, 1),
    failure('ERR_DATA_CORRUPT', /c: a class that .*train does not/),
  );
});

test('splits have their names in any case and several spellings, and every other folder is told of', async (t) => {
  const folder = await temporaryFolder(t);
  for (const split of ['Training', 'VALID', 'Test', 'extra']) {
    for (const path of ['a/1.png', 'b/1.png']) await writeBelow(folder, join(split, path), '');
  }
  await writeBelow(folder, 'readme.txt', '');
  const listed = listImageFolder(folder, 1);
  assert.deepEqual(
    [listed.train, listed.validation, listed.test],
    [
      [0, 1],
      [2, 3],
      [4, 5],
    ],
  );
  assert.equal(listed.files[2]!.path, join('VALID', 'a', '1.png'));
  assert.deepEqual(listed.notes, [
    'left out: 1 .txt (in no class folder); extra/ (no split)',
    'VALID/ validates, 2 images; --validation-fraction is not used',
  ]);
});

test('train and val alone are splits too, not classes: a sixth of train tests', async (t) => {
  const folder = await temporaryFolder(t);
  for (let i = 0; i < 6; i++) {
    for (const name of ['a', 'b']) await writeBelow(folder, `train/${name}/${i}.png`, '');
  }
  await writeBelow(folder, 'val/a/1.png', '');
  const listed = listImageFolder(folder, 1);
  assert.deepEqual(listed.classNames, ['a', 'b']);
  assert.deepEqual([listed.train.length, listed.test.length, listed.validation], [10, 2, [12]]);
  assert.match(listed.notes.at(-1)!, /^there is no test\/: a sixth of train\//);
});

test('a class may be called train, as long as nothing beside it is a split', async (t) => {
  const folder = await temporaryFolder(t);
  for (const name of ['plane', 'train', 'truck']) await writeBelow(folder, `${name}/1.png`, '');
  assert.deepEqual(listImageFolder(folder, 1).classNames, ['plane', 'train', 'truck']);
});

test('two folders of one split, and classes that train does not have, are refused', async (t) => {
  const folder = await temporaryFolder(t);
  for (const path of ['train/a/1.png', 'train/b/1.png', 'val/c/1.png']) await writeBelow(folder, path, '');
  assert.throws(() => listImageFolder(folder, 1), failure('ERR_DATA_CORRUPT', /val.c: a class that/));
  await writeBelow(folder, 'validation/a/1.png', '');
  assert.throws(
    () => listImageFolder(folder, 1),
    failure('ERR_DATA_CORRUPT', /both val and validation/, /put their classes together/),
  );
});

test('a linked folder is a class, a link to nowhere among the classes is refused', async (t) => {
  const folder = await temporaryFolder(t);
  for (const name of ['1.png', '2.png']) await writeBelow(folder, `data/a/${name}`, '');
  await writeBelow(folder, 'elsewhere/1.png', '');
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'data', 'b'));
  writeFileSync(join(folder, 'data', 'list.csv'), '');
  assert.deepEqual(listImageFolder(join(folder, 'data'), 1).classNames, ['a', 'b']);
  symlinkSync('/nowhere', join(folder, 'data', 'c'));
  assert.throws(
    () => listImageFolder(join(folder, 'data'), 1),
    failure('ERR_DATA_CORRUPT', /data.c: a link to \/nowhere, which is not there/),
  );
});

test('a class without images says what it has instead', async (t) => {
  const folder = await temporaryFolder(t);
  await writeBelow(folder, 'a/1.png', '');
  for (const name of ['1.bmp', '2.bmp', 'x/3.txt']) await writeBelow(folder, `b/${name}`, '');
  assert.throws(
    () => listImageFolder(folder, 1),
    failure('ERR_DATA_CORRUPT', /b: no \.jpg, .* file, but 2 \.bmp, 1 \.txt \(no format that is read\)/),
  );
});
