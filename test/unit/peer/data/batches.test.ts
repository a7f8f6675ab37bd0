import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatchPlan, planSpec } from '../../../../peer/data/batches.js';
import { batchDigest } from '../../../../proto/identity.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';

const ids = Uint32Array.from({ length: 10 }, (_, i) => i * 3);
const SPEC = { epochs: 3, steps: 0, batch: 4, seed: 5 };

test('the last and smaller batch of an epoch is kept, and epochs or steps bound the run', () => {
  const plan = new BatchPlan(ids, SPEC, 'none');
  assert.equal(plan.stepsPerEpoch, 3);
  assert.equal(plan.stepsTotal, 9);
  assert.deepEqual(
    [0, 1, 2, 3].map((step) => plan.at(step).ids.length),
    [4, 4, 2, 4],
  );
  assert.deepEqual(
    [0, 2, 3, 8].map((step) => plan.at(step).epoch),
    [0, 0, 1, 2],
  );
  assert.equal(new BatchPlan(ids, { ...SPEC, steps: 50 }, 'none').stepsTotal, 50);
  assert.equal(new BatchPlan(ids, { ...SPEC, batch: 64 }, 'none').rowsMax, 10);
});

test('the smallest batch is the last of an epoch, where the run comes so far', () => {
  const rowsMin = (batch: number, steps = 0): number =>
    new BatchPlan(ids, { ...SPEC, batch, steps }, 'none').rowsMin;
  assert.deepEqual([rowsMin(4), rowsMin(5), rowsMin(9), rowsMin(64), rowsMin(1)], [2, 5, 1, 10, 1]);
  assert.deepEqual([rowsMin(9, 1), rowsMin(9, 2)], [9, 1]);
});

test('epochs have orders of their own', () => {
  const plan = new BatchPlan(ids, { ...SPEC, batch: 10 }, 'none');
  assert.notDeepEqual(plan.at(0).ids, plan.at(1).ids);
  assert.deepEqual(plan.at(0).ids.toSorted(), ids);
});

test('the digest is that of the ids and the augmentation seed', () => {
  const plain = new BatchPlan(ids, SPEC, 'none').at(4);
  const augmented = new BatchPlan(ids, SPEC, 'pad-crop-flip').at(4);
  assert.equal(plain.augmentationSeed, 0);
  assert.notEqual(augmented.augmentationSeed, 0);
  assert.deepEqual(plain.digest, batchDigest(plain.ids, 0));
  assert.deepEqual(augmented.digest, batchDigest(plain.ids, augmented.augmentationSeed));
  assert.notDeepEqual(plain.digest, augmented.digest);
});

test('an epoch is augmented by one seed, the next by another', () => {
  const plan = new BatchPlan(ids, SPEC, 'pad-crop-flip');
  const [first, second, third] = [0, 2, 3].map((step) => plan.at(step).augmentationSeed);
  assert.equal(first, second);
  assert.notEqual(second, third);
});

test('a step outside the plan is a broken invariant', () => {
  const plan = new BatchPlan(ids, SPEC, 'none');
  for (const step of [-1, 9, 0.5]) assert.throws(() => plan.at(step), /no step/);
});

test('peers with the same samples take the same batches, others have an order of their own', () => {
  const plan = (partition: string, index: number): BatchPlan => {
    const spec = parseRunSpec({
      data: { partition },
      training: { batch: 10, seed: 5 },
      exchange: { mode: 'stale:9' },
    });
    return new BatchPlan(ids, planSpec(spec, { index, count: 3 }), 'none');
  };
  for (const index of [0, 1, 2]) assert.deepEqual(plan('same', index).at(1), plan('same', 0).at(1));
  assert.deepEqual(plan('overlap:1', 0).at(1), plan('same', 0).at(1), 'the first learner keeps its order');
  const orders = [0, 1, 2].map((index) => [...plan('overlap:1', index).at(1).ids].join());
  assert.equal(new Set(orders).size, 3);
});
