import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDataset } from '../../../../peer/data/catalog.js';
import { CIFAR10 } from '../../../../peer/data/cifar10.js';
import { failure, temporaryFolder, writeBelow } from '../../../support/data-files.js';

test('CIFAR-10 is 5 x 10,000 + 10,000 records in 10 classes', () => {
  assert.equal(CIFAR10.trainFiles.length * CIFAR10.trainFileCount, 50_000);
  assert.equal(CIFAR10.testFileCount, 10_000);
  assert.equal(new Set(CIFAR10.classNames).size, 10);
  assert.match(CIFAR10.archive.sha256, /^[0-9a-f]{64}$/);
});

test('CIFAR-10 files of another length are corrupt', async (t) => {
  const folder = await temporaryFolder(t);
  for (const name of [...CIFAR10.trainFiles, CIFAR10.testFile]) {
    await writeBelow(folder, `cifar-10-batches-bin/${name}`, Buffer.alloc(3073));
  }
  await assert.rejects(
    loadDataset('cifar10', { dataDir: folder, cacheDir: folder, seed: 1 }),
    failure('ERR_DATA_CORRUPT', /data_batch_1\.bin: 3073 bytes, expected 30730000/),
  );
});
