import assert from 'node:assert/strict';
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
  const listed = await listImageFolder(folder, 1);
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
  const listed = await listImageFolder(folder, 1);
  assert.equal(listed.test.length, 5);
  const together = [...listed.train, ...listed.test].toSorted((a, b) => a - b);
  assert.deepEqual(together, [...listed.files.keys()]);
  for (const ids of [listed.train, listed.test]) {
    assert.deepEqual(
      ids,
      ids.toSorted((a, b) => a - b),
    );
  }
  assert.deepEqual(await listImageFolder(folder, 1), listed);
  assert.notDeepEqual((await listImageFolder(folder, 2)).test, listed.test);
});

test('what is not a folder of images by class is refused with the place', async (t) => {
  const folder = await temporaryFolder(t);
  await assert.rejects(
    listImageFolder(join(folder, 'no'), 1),
    failure('ERR_DATA_MISSING', /cannot read .*no:/),
  );
  await writeBelow(folder, 'one/1.png', '');
  await assert.rejects(
    listImageFolder(folder, 1),
    failure('ERR_DATA_CORRUPT', /1 folders, expected one a class/),
  );
  await writeBelow(folder, 'two/readme.txt', '');
  await assert.rejects(listImageFolder(folder, 1), failure('ERR_DATA_CORRUPT', /two: no \.jpg/));
});

test('a test class that is not in train is refused', async (t) => {
  const folder = await temporaryFolder(t);
  for (const path of ['train/a/1.png', 'train/b/1.png', 'test/c/1.png']) await writeBelow(folder, path, '');
  await assert.rejects(
    listImageFolder(folder, 1),
    failure('ERR_DATA_CORRUPT', /c: a class that .*train does not/),
  );
});
