import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { IDX_FILES, idxFileNames, readIdxDataset } from '../../../../peer/data/idx-dataset.js';
import {
  failure,
  idxBytes,
  temporaryFolder,
  writeBelow,
  writeTinyIdxSet,
} from '../../../support/data-files.js';

const KNOWN = { classNames: ['a', 'b', 'c'], normalization: { mean: [0.5], std: [0.25] } };

function pathsIn(folder: string): Record<keyof typeof IDX_FILES, string> {
  return {
    trainImages: join(folder, IDX_FILES.trainImages),
    trainLabels: join(folder, IDX_FILES.trainLabels),
    testImages: join(folder, IDX_FILES.testImages),
    testLabels: join(folder, IDX_FILES.testLabels),
  };
}

test('a part is looked for plain and gzipped, with a dash or a dot', () => {
  assert.deepEqual(idxFileNames('testLabels'), [
    't10k-labels-idx1-ubyte',
    't10k-labels-idx1-ubyte.gz',
    't10k-labels.idx1-ubyte',
    't10k-labels.idx1-ubyte.gz',
  ]);
});

test('four files become a data set in their own order', async (t) => {
  const folder = await temporaryFolder(t);
  await writeTinyIdxSet(folder, { gzipped: false });
  const dataset = await readIdxDataset('tiny', pathsIn(folder), KNOWN);
  assert.deepEqual(dataset.inputShape, [2, 2, 1]);
  assert.deepEqual([...dataset.train.images.subarray(4, 8)], [4, 5, 6, 7]);
  assert.deepEqual([...dataset.train.labels], [0, 1, 2]);
  assert.deepEqual([...dataset.test.labels], [1, 0]);
  assert.deepEqual(dataset.classNames, KNOWN.classNames);
});

test('images and labels of different counts, labels out of range and splits of different sizes are corrupt', async (t) => {
  const folder = await temporaryFolder(t);
  const paths = pathsIn(folder);
  const broken: [string, Buffer, RegExp][] = [
    [
      IDX_FILES.trainLabels,
      idxBytes([2], [0, 1]),
      /train split: 12 bytes of pixels, expected 8 for 2 labels/,
    ],
    [
      IDX_FILES.testLabels,
      idxBytes([2], [0, 3]),
      /t10k-labels-idx1-ubyte, test split: the label of sample 1 is 3, expected 0 to 2/,
    ],
    [IDX_FILES.testImages, idxBytes([2, 4, 1], Array(8).fill(0)), /images of 4x1, expected 2x2/],
  ];
  for (const [name, content, message] of broken) {
    await writeTinyIdxSet(folder, { gzipped: false });
    await writeBelow(folder, name, content);
    await assert.rejects(readIdxDataset('tiny', paths, KNOWN), failure('ERR_DATA_CORRUPT', message));
  }
});

test('labels that count from 1 name the file of the labels and what reads such a set', async (t) => {
  const folder = await temporaryFolder(t);
  await writeTinyIdxSet(folder, { gzipped: false });
  await writeBelow(folder, IDX_FILES.trainLabels, idxBytes([3], [1, 2, 3]));
  await assert.rejects(
    readIdxDataset('tiny', pathsIn(folder), KNOWN),
    failure(
      'ERR_DATA_CORRUPT',
      /train-labels-idx1-ubyte, train split: the label of sample 2 is 3/,
      /module of your own/,
    ),
  );
});
