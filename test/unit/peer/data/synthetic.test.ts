import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDataset } from '../../../../peer/data/catalog.js';
import { type Dataset, type Samples, sampleBytes } from '../../../../peer/data/dataset.js';
import { failure } from '../../../support/data-files.js';

const load = (name: string, seed = 1): Promise<Dataset> => loadDataset(name, { seed, cacheDir: '/nowhere' });

/** Share of test samples nearest to the mean image of their own class. */
function nearestMeanAccuracy(dataset: Dataset): number {
  const bytes = sampleBytes(dataset.inputShape);
  const image = (samples: Samples, i: number): Uint8Array =>
    samples.images.subarray(i * bytes, (i + 1) * bytes);
  const means = Array.from({ length: dataset.classes }, () => new Float64Array(bytes));
  dataset.train.labels.forEach((label, i) => {
    image(dataset.train, i).forEach((value, pixel) => {
      means[label]![pixel]! += (value * dataset.classes) / dataset.train.count;
    });
  });
  const nearest = (i: number): number => {
    const distances = means.map((mean) =>
      image(dataset.test, i).reduce((sum, value, pixel) => sum + (value - mean[pixel]!) ** 2, 0),
    );
    return distances.indexOf(Math.min(...distances));
  };
  return dataset.test.labels.filter((label, i) => nearest(i) === label).length / dataset.test.count;
}

test('the defaults can be learned, and drown in noise', async () => {
  assert.ok(nearestMeanAccuracy(await load('synthetic')) > 0.95);
  assert.ok(nearestMeanAccuracy(await load('synthetic:noise=40')) < 0.5);
});

test('the seed alone decides the samples', async () => {
  assert.equal((await load('synthetic')).digest, (await load('synthetic')).digest);
  assert.notEqual((await load('synthetic', 2)).digest, (await load('synthetic', 1)).digest);
});

test('a class is named by its prototype, which another seed draws anew', async () => {
  assert.deepEqual((await load('synthetic:classes=2', 7)).classNames, [
    'prototype 0 of seed 7',
    'prototype 1 of seed 7',
  ]);
});

test('every option counts', async () => {
  const dataset = await load('synthetic:classes=3,size=5x4x3,train=30,test=9,noise=0');
  assert.deepEqual(dataset.inputShape, [5, 4, 3]);
  assert.equal(dataset.classes, 3);
  assert.equal(dataset.train.count, 30);
  assert.equal(dataset.test.count, 9);
  assert.deepEqual(dataset.train.images.subarray(0, 60), dataset.test.images.subarray(0, 60));
});

test('an option out of range is refused', async () => {
  await assert.rejects(
    load('synthetic:classes=1'),
    failure('ERR_CONFIG', /classes=1 is not a whole number from 2/),
  );
});
