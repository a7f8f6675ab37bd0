import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDataset } from '../../../../peer/data/catalog.js';
import { CIFAR100 } from '../../../../peer/data/cifar100.js';
import { failure, temporaryFolder, writeBelow } from '../../../support/data-files.js';

test('CIFAR-100 is 50,000 + 10,000 records in 100 classes, sorted by name', () => {
  assert.equal(CIFAR100.trainFiles.length * CIFAR100.trainFileCount, 50_000);
  assert.equal(CIFAR100.testFileCount, 10_000);
  assert.equal(CIFAR100.classNames.length, 100);
  assert.deepEqual(CIFAR100.classNames, [...new Set(CIFAR100.classNames)].sort());
  assert.match(CIFAR100.archive.sha256, /^[0-9a-f]{64}$/);
});

test('CIFAR-100 files of another length are corrupt', async (t) => {
  const folder = await temporaryFolder(t);
  await writeBelow(folder, 'train.bin', Buffer.alloc(3074));
  await writeBelow(folder, 'test.bin', Buffer.alloc(3074));
  await assert.rejects(
    loadDataset('cifar100', { dataDir: folder, cacheDir: folder, seed: 1 }),
    failure('ERR_DATA_CORRUPT', /train\.bin: 3074 bytes, expected 153700000/),
  );
});
