import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadDataset, surveyData } from '../../../../peer/data/catalog.js';
import { createDataset } from '../../../../peer/data/dataset.js';
import { splitTraining } from '../../../../peer/data/split.js';
import { failure, imageBytes, temporaryFolder, writeBelow } from '../../../support/data-files.js';

async function writeColours(folder: string): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await writeBelow(folder, `train/dark/${i}.png`, await imageBytes([i, i, i], 4, 4));
    await writeBelow(folder, `train/light/${i}.png`, await imageBytes([250 + i, 250, 250], 4, 4));
  }
  await writeBelow(folder, 'test/dark/9.png', await imageBytes([9, 9, 9], 4, 4));
}

test('a folder by class becomes a data set with sorted classes, splits and measured normalization', async (t) => {
  const dataDir = await temporaryFolder(t);
  await writeColours(dataDir);
  const dataset = await loadDataset('images', { dataDir, cacheDir: join(dataDir, 'cache'), seed: 1 });
  assert.deepEqual(dataset.classNames, ['dark', 'light']);
  assert.deepEqual(dataset.inputShape, [4, 4, 3]);
  assert.deepEqual([...dataset.train.labels], [0, 0, 0, 1, 1, 1]);
  assert.deepEqual([...dataset.train.images.subarray(48, 51)], [1, 1, 1]);
  assert.deepEqual([...dataset.test.images.subarray(0, 3)], [9, 9, 9]);
  assert.ok(Math.abs(dataset.normalization.mean[1]! - (1 + 250) / 2 / 255) < 1e-9);
});

test('the second load takes the decoded copy, a changed image is decoded anew', async (t) => {
  const dataDir = await temporaryFolder(t);
  const cacheDir = join(dataDir, 'cache');
  await writeColours(dataDir);
  const decoded: string[] = [];
  const load = (): Promise<{ digest: string }> =>
    loadDataset('images', {
      dataDir,
      cacheDir,
      seed: 1,
      onProgress: ({ what, unit }) => decoded.push(what + unit),
    });
  const first = await load();
  assert.equal(decoded.length, 7);
  assert.equal((await load()).digest, first.digest);
  assert.equal(decoded.length, 7);
  await writeBelow(dataDir, 'train/dark/1.png', await imageBytes([99, 0, 0], 4, 4));
  assert.notEqual((await load()).digest, first.digest);
  assert.equal(decoded.length, 14);
  assert.equal((await readdir(join(cacheDir, 'data', 'images'))).length, 2);
});

test('without a folder it says what to give', async () => {
  await assert.rejects(
    loadDataset('images', { cacheDir: '/nowhere', seed: 1 }),
    failure('ERR_DATA_MISSING', /no folder given/, /--data-dir/),
  );
});

test('a validation folder is what validates, and its images are not learned from', async (t) => {
  const dataDir = await temporaryFolder(t);
  await writeColours(dataDir);
  for (const name of ['dark', 'light']) {
    await writeBelow(dataDir, `val/${name}/7.png`, await imageBytes([7, 7, 7], 4, 4));
  }
  const places = { dataDir, cacheDir: join(dataDir, 'cache'), seed: 1 };
  const dataset = await loadDataset('images', places);
  const spec = { validationFraction: 0.5, limitTrain: 0, labelNoise: 0, partition: 'same' };
  const { train, validation } = splitTraining(dataset, spec, 1);
  assert.deepEqual(
    [[...train], [...validation]],
    [
      [0, 1, 2, 3, 4, 5],
      [6, 7],
    ],
  );
  assert.deepEqual([...dataset.train.labels.subarray(6)], [0, 1]);
  assert.deepEqual([...dataset.train.images.subarray(6 * 48, 6 * 48 + 3)], [7, 7, 7]);
  assert.match(dataset.notes.join(), /^val\/ validates, 2 images/);
  const { heldOut: _, ...learned } = dataset;
  const same = createDataset({ ...learned, source: '', inputShape: [4, 4, 3] });
  assert.notEqual(same.digest, dataset.digest, 'the digest tells which validate');
});

test('a survey decodes once for whoever loads, and finds the first bad image, also of another block', async (t) => {
  const dataDir = await temporaryFolder(t);
  await writeColours(dataDir);
  const decoded: number[] = [];
  const onProgress = ({ done }: { done: number }): void => void decoded.push(done);
  const places = { dataDir, cacheDir: join(dataDir, 'cache'), seed: 1, onProgress };
  assert.deepEqual(await surveyData('images', places), { notes: [], classes: 2 });
  assert.deepEqual(decoded, [1, 2, 3, 4, 5, 6, 7]);
  await loadDataset('images', places);
  await surveyData('images', places);
  assert.equal(decoded.length, 7);
  const image = await imageBytes([1, 2, 3], 4, 4);
  for (let i = 0; i < 600; i++) await writeBelow(dataDir, `train/dark/more/${i}.png`, image);
  await writeBelow(dataDir, 'train/light/2.png', await imageBytes([1, 2, 3], 4, 5));
  await writeBelow(dataDir, 'test/dark/9.png', 'no image');
  await assert.rejects(
    surveyData('images', places),
    failure('ERR_DATA_CORRUPT', /light.2\.png: 4x5x3 pixels, but train.dark.0\.png has 4x4x3/),
  );
});
