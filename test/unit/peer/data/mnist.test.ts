import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDataset } from '../../../../peer/data/catalog.js';
import { IDX_FILES } from '../../../../peer/data/idx-dataset.js';
import { failure, temporaryFolder, writeBelow, writeTinyIdxSet } from '../../../support/data-files.js';

test('MNIST is read from the four IDX files in --data-dir, and only from there', async (t) => {
  const folder = await temporaryFolder(t);
  const options = { dataDir: folder, cacheDir: folder, seed: 1 };
  await assert.rejects(
    loadDataset('mnist', options),
    failure(
      'ERR_DATA_MISSING',
      /no train-images-idx3-ubyte or .* in .*codistill-data-/,
      /--data-dir .*https:/,
    ),
  );
  await writeTinyIdxSet(folder, { gzipped: true });
  const dataset = await loadDataset('mnist', options);
  assert.equal(dataset.train.count, 3);
  assert.equal(dataset.classes, 10);
});

test('a corrupt file of --data-dir is named', async (t) => {
  const folder = await temporaryFolder(t);
  await writeTinyIdxSet(folder, { gzipped: false });
  await writeBelow(folder, IDX_FILES.testImages, 'not pixels');
  await assert.rejects(
    loadDataset('mnist', { dataDir: folder, cacheDir: folder, seed: 1 }),
    failure('ERR_DATA_CORRUPT', /t10k-images-idx3-ubyte: at byte/),
  );
});
