import assert from 'node:assert/strict';
import type { BatchPlan } from '../../peer/data/batches.js';
import { fillBatch } from '../../peer/data/fill.js';
import type { BatchSource, PrefetchOptions } from '../../peer/data/prefetch.js';
import { splitTraining } from '../../peer/data/split.js';
import { tinyDataset } from './data-files.js';

/** Sixty pictures of 5×5×3, a fifth of them held out, half of the others' labels wrong: 28 steps of up to 7 samples. */
export const BATCHES_OF = tinyDataset(60, [5, 5, 3]);
export const BATCHES: PrefetchOptions = {
  samples: BATCHES_OF.train,
  format: { inputShape: BATCHES_OF.inputShape, normalization: BATCHES_OF.normalization },
  split: splitTraining(
    BATCHES_OF,
    { validationFraction: 0.2, limitTrain: 0, labelNoise: 0.5, partition: 'same' },
    3,
  ),
  training: { epochs: 4, steps: 0, batch: 7, seed: 3 },
  augment: 'pad-crop-flip',
  startStep: 0,
};

/** Takes a batch, and compares it with the one that is filled directly, byte for byte. */
export function assertDirect(
  source: BatchSource & { readonly plan: BatchPlan },
  step: number,
  { format, samples, split }: PrefetchOptions = BATCHES,
): void {
  const taken = source.take(step);
  const planned = source.plan.at(step);
  const direct = fillBatch(format, samples, split.labels, planned);
  assert.deepEqual([taken.step, taken.epoch, taken.rows], [step, planned.epoch, direct.rows]);
  assert.deepEqual([...taken.digest], [...planned.digest]);
  assert.deepEqual([...taken.ids], [...direct.ids]);
  assert.deepEqual([...taken.labels], [...direct.labels]);
  const bytes = (array: Float32Array): Buffer =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  assert.ok(bytes(taken.inputs).equals(bytes(direct.inputs)), `inputs of step ${step}`);
}
