import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InlineBatches } from '../../../../peer/data/inline-batches.js';
import { viewed } from '../../../../peer/data/views.js';
import { assertDirect, BATCHES, BATCHES_OF } from '../../../support/batches-kit.js';

test('every batch, in any order, is byte for byte the one filled directly', async () => {
  for (const options of [
    BATCHES,
    { ...BATCHES, augment: 'none' as const },
    { ...BATCHES, format: await viewed(BATCHES_OF, 'gray') },
  ]) {
    const source = new InlineBatches(options);
    for (const step of [0, 1, 2, 27, 3, 3, 4, 5, 6]) assertDirect(source, step, options);
  }
});

test('a batch stays while the next one is made ahead, and that is then there', () => {
  const source = new InlineBatches({ ...BATCHES, held: 2 });
  for (let step = 0; step < 26; step++) {
    const [first, second] = [source.take(step), source.take(step + 1)];
    const kept = [first, second].map(({ inputs, labels }) => [inputs.slice(), labels.slice()]);
    source.prepare(step + 2);
    assert.deepEqual(
      [first, second].map(({ inputs, labels }) => [inputs, labels]),
      kept,
    );
    assertDirect(source, step + 2);
  }
});

test('a batch that cannot be filled is not taken for one that was there', () => {
  const wrong = {
    ...BATCHES,
    samples: { ...BATCHES.samples, images: BATCHES.samples.images.subarray(0, 80) },
  };
  const source = new InlineBatches(wrong);
  for (let attempt = 0; attempt < 2; attempt++) assert.throws(() => source.take(0), /there is no sample \d+/);
  assert.throws(() => source.take(28), /the step is in the plan/);
});

test('inputs lie in the memory that was asked for', () => {
  const lengths: number[] = [];
  const source = new InlineBatches(BATCHES, (length) => {
    lengths.push(length);
    return new Float32Array(length + 3).subarray(3);
  });
  assert.deepEqual(lengths, [7 * 75, 7 * 75]);
  assert.equal(source.take(0).inputs.byteOffset, 12);
});
