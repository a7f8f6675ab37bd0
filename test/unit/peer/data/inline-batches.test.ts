import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillBatch } from '../../../../peer/data/fill.js';
import { InlineBatches } from '../../../../peer/data/inline-batches.js';
import type { PrefetchOptions } from '../../../../peer/data/prefetch.js';
import { splitTraining } from '../../../../peer/data/split.js';
import { viewed } from '../../../../peer/data/views.js';
import { tinyDataset } from '../../../support/data-files.js';

const dataset = tinyDataset(60, [5, 5, 3]);
const split = splitTraining(
  dataset,
  { validationFraction: 0.2, limitTrain: 0, labelNoise: 0.5, partition: 'same' },
  3,
);
const OPTIONS: PrefetchOptions = {
  samples: dataset.train,
  format: { inputShape: dataset.inputShape, normalization: dataset.normalization },
  split,
  training: { epochs: 4, steps: 0, batch: 7, seed: 3 },
  augment: 'pad-crop-flip',
  startStep: 0,
};

function assertDirect(source: InlineBatches, step: number, { format, samples }: PrefetchOptions): void {
  const taken = source.take(step);
  const planned = source.plan.at(step);
  const direct = fillBatch(format, samples, split.labels, planned);
  assert.deepEqual([taken.step, taken.epoch, taken.rows], [step, planned.epoch, direct.rows]);
  assert.deepEqual([taken.digest, taken.ids], [planned.digest, direct.ids]);
  assert.deepEqual([taken.labels, taken.inputs], [direct.labels, direct.inputs]);
}

test('every batch, in any order, is byte for byte the one filled directly', async () => {
  for (const options of [
    OPTIONS,
    { ...OPTIONS, augment: 'none' as const },
    { ...OPTIONS, format: await viewed(dataset, 'gray') },
  ]) {
    const source = new InlineBatches(options);
    for (const step of [0, 1, 2, 27, 3, 3, 4, 5, 6]) assertDirect(source, step, options);
  }
});

test('a batch stays while the next one is made ahead, and that is then there', () => {
  const source = new InlineBatches({ ...OPTIONS, held: 2 });
  for (let step = 0; step < 26; step++) {
    const [first, second] = [source.take(step), source.take(step + 1)];
    const kept = [first, second].map(({ inputs, labels }) => [inputs.slice(), labels.slice()]);
    source.prepare(step + 2);
    assert.deepEqual(
      [first, second].map(({ inputs, labels }) => [inputs, labels]),
      kept,
    );
    assertDirect(source, step + 2, OPTIONS);
  }
});

test('a batch that cannot be filled is not taken for one that was there', () => {
  const wrong = { ...OPTIONS, samples: { ...dataset.train, images: dataset.train.images.subarray(0, 80) } };
  const source = new InlineBatches(wrong);
  for (let attempt = 0; attempt < 2; attempt++) assert.throws(() => source.take(0), /there is no sample \d+/);
  assert.throws(() => source.take(28), /the step is in the plan/);
});

test('inputs lie in the memory that was asked for', () => {
  const lengths: number[] = [];
  const source = new InlineBatches(OPTIONS, (length) => {
    lengths.push(length);
    return new Float32Array(length + 3).subarray(3);
  });
  assert.deepEqual(lengths, [7 * 75, 7 * 75]);
  assert.equal(source.take(0).inputs.byteOffset, 12);
});
