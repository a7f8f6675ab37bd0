import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDataset } from '../../../../peer/data/catalog.js';
import { failure, temporaryFolder, writeTinyIdxSet } from '../../../support/data-files.js';

test('Fashion-MNIST is read from gzipped IDX files in --data-dir', async (t) => {
  const folder = await temporaryFolder(t);
  await writeTinyIdxSet(folder, { gzipped: true });
  const dataset = await loadDataset('fashion-mnist', { dataDir: folder, cacheDir: folder, seed: 1 });
  assert.equal(dataset.classNames[9], 'Ankle boot');
  assert.deepEqual([...dataset.train.labels], [0, 1, 2]);
});

test('a file missing in --data-dir is named with the folder, the address and the Debian package, and not fetched', async (t) => {
  const folder = await temporaryFolder(t);
  const fetched = t.mock.method(globalThis, 'fetch', () =>
    Promise.reject(new Error('nothing is fetched here')),
  );
  await assert.rejects(
    loadDataset('fashion-mnist', { dataDir: folder, cacheDir: folder, seed: 1 }),
    failure(
      'ERR_DATA_MISSING',
      /train-images-idx3-ubyte/,
      /codistill-data-/,
      /fashion-mnist\.s3-website/,
      /apt-get install dataset-fashion-mnist/,
    ),
  );
  assert.equal(fetched.mock.callCount(), 0);
});
