import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawPadCropFlip } from '../../../../peer/data/augment.js';
import {
  allIds,
  evaluationBatches,
  fillBatch,
  InputFiller,
  repeatedBatches,
} from '../../../../peer/data/fill.js';
import { tinyDataset } from '../../../support/data-files.js';
import { paddedCrop } from '../../../support/pad-crop-flip.js';

const dataset = tinyDataset(7, [4, 4, 3]);
const BYTES = 48;

test('inputs are (pixel / 255 - mean) / std of their channel, as float32', () => {
  const ids = Uint32Array.of(5, 0);
  const { inputs, labels, rows } = fillBatch(dataset, dataset.train, dataset.train.labels, {
    ids,
    augmentationSeed: 0,
  });
  const { mean, std } = dataset.normalization;
  const expected = [...ids].flatMap((id) =>
    [...dataset.train.images.subarray(id * BYTES, (id + 1) * BYTES)].map((pixel, i) =>
      Math.fround((pixel / 255 - mean[i % 3]!) / std[i % 3]!),
    ),
  );
  assert.deepEqual([...inputs], expected);
  assert.deepEqual([...labels], [2, 0]);
  assert.equal(rows, 2);
});

for (const channels of [1, 2, 3]) {
  test(`augmented inputs are those of the augmented image, ${channels} channels, in one pass or through a view`, () => {
    const shape = [7, 6, channels] as const;
    const images = tinyDataset(16, shape);
    const stored = images.train.images.slice();
    const bytes = 42 * channels;
    const ids = allIds(16);
    const draws = [...ids].map((id) => drawPadCropFlip(9, id));
    assert.ok(draws.some(({ flip }) => flip) && draws.some(({ flip }) => !flip), 'draws of both kinds');
    const crops = new Uint8Array(16 * bytes);
    draws.forEach((draw, id) => {
      crops.set(paddedCrop(stored.subarray(id * bytes, (id + 1) * bytes), shape, draw), id * bytes);
    });
    const { labels } = images.train;
    const plain = fillBatch(images, { count: 16, images: crops }, labels, { ids, augmentationSeed: 0 });
    const everything = {
      name: 'everything',
      shape,
      otherChannels: false,
      apply: (sample: Uint8Array, _: number, out: Uint8Array): void => out.set(sample),
    };
    for (const format of [images, { ...images, view: everything }]) {
      const augmented = fillBatch(format, images.train, labels, { ids, augmentationSeed: 9 });
      assert.deepEqual(augmented.inputs, plain.inputs);
    }
    assert.deepEqual(images.train.images.slice(), stored, 'the stored images are untouched');
  });
}

test('an id without a sample is a broken invariant, never silently old memory', () => {
  const filler = new InputFiller(dataset);
  assert.throws(() => filler.fill(dataset.train, Uint32Array.of(7), new Float32Array(BYTES)), /sample 7/);
  assert.throws(() => filler.fill(dataset.train, Uint32Array.of(0), new Float32Array(1)), /fit/);
});

test('evaluation goes through the ids in order, the last batch smaller, with the labels given', () => {
  const labels = Int32Array.from({ length: 7 }, () => 1);
  const seen = [...evaluationBatches(dataset, dataset.train, 2, Uint32Array.of(6, 1, 4), labels)].map(
    (batch) => ({
      ids: [...batch.ids],
      labels: [...batch.labels],
      inputs: batch.inputs.length,
    }),
  );
  assert.deepEqual(seen, [
    { ids: [6, 1], labels: [1, 1], inputs: 2 * BYTES },
    { ids: [4], labels: [1], inputs: BYTES },
  ]);
});

test('evaluation without ids goes through all samples, unaugmented', () => {
  const inputs = [...evaluationBatches(dataset, dataset.train, 3)].flatMap((batch) => [...batch.inputs]);
  const ids = allIds(7);
  const whole = fillBatch(dataset, dataset.train, dataset.train.labels, { ids, augmentationSeed: 0 });
  assert.deepEqual(inputs, [...whole.inputs]);
});

test('batches that are gone through again are filled once where they are small, and each time where they are not', () => {
  const ids = Uint32Array.of(6, 1, 4);
  const labels = Int32Array.from({ length: 7 }, () => 1);
  const small = repeatedBatches(dataset, dataset.train, 2, ids, labels);
  const first = [...small];
  assert.deepEqual(first, [...evaluationBatches(dataset, dataset.train, 2, ids, labels)]);
  assert.ok([...small].every((batch, i) => batch === first[i]));
  const pixels = { count: 1, images: new Uint8Array(1200 * 1200 * 3), labels: Int32Array.of(0) };
  const format = { ...dataset, inputShape: [1200, 1200, 3] as const };
  const large = repeatedBatches(format, pixels, 1, new Uint32Array(2));
  const [one, other] = [[...large], [...large]];
  assert.deepEqual(
    one.map(({ rows }) => rows),
    [1, 1],
  );
  assert.notEqual(one[0]!.inputs, other[0]!.inputs);
});

test('samples begin where they are said to, may overlap, and have a label for each of their predictions', () => {
  const text = { inputShape: [3] as const, normalization: { mean: [0.5], std: [2] } };
  const samples = {
    count: 3,
    images: Uint8Array.of(10, 11, 12, 13, 14, 255),
    starts: Uint32Array.of(0, 2, 3),
    labels: Int32Array.of(1, 2, 3, 4, 5, 6),
  };
  const ids = Uint32Array.of(2, 0, 1);
  const { inputs, labels } = fillBatch(text, samples, samples.labels, { ids, augmentationSeed: 0 });
  assert.deepEqual([...inputs], [13, 14, 255, 10, 11, 12, 12, 13, 14], 'tokens as they are');
  assert.deepEqual([...labels], [5, 6, 1, 2, 3, 4]);
  const seen = [...evaluationBatches(text, samples, 2)].map((batch) => [
    [...batch.inputs],
    [...batch.labels],
  ]);
  assert.deepEqual(seen, [
    [
      [10, 11, 12, 12, 13, 14],
      [1, 2, 3, 4],
    ],
    [
      [13, 14, 255],
      [5, 6],
    ],
  ]);
  for (const id of [3, 100]) {
    const ids = Uint32Array.of(id);
    assert.throws(() => fillBatch(text, samples, samples.labels, { ids, augmentationSeed: 0 }), /sample/);
  }
});
