import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BatchPlan } from '../../../../peer/data/batches.js';
import { splitTraining } from '../../../../peer/data/split.js';
import { tinyDataset } from '../../../support/data-files.js';
import '../../../support/property-seed.js';

const plans = fc
  .record({
    ids: fc.uniqueArray(fc.nat(5000), { minLength: 1, maxLength: 120 }),
    batch: fc.integer({ min: 1, max: 50 }),
    seed: fc.nat(0xffffffff),
    epochs: fc.integer({ min: 1, max: 4 }),
    augment: fc.constantFrom('none' as const, 'pad-crop-flip' as const),
  })
  .map(({ ids, batch, seed, epochs, augment }) => ({
    ids,
    open: () => new BatchPlan(Uint32Array.from(ids), { epochs, steps: 0, batch, seed }, augment),
  }));

test('an epoch has every training id exactly once', () => {
  fc.assert(
    fc.property(plans, ({ ids, open }) => {
      const plan = open();
      for (let first = 0; first < plan.stepsTotal; first += plan.stepsPerEpoch) {
        const seen = Array.from({ length: plan.stepsPerEpoch }, (_, i) => [...plan.at(first + i).ids]).flat();
        assert.deepEqual(
          seen.toSorted((a, b) => a - b),
          ids.toSorted((a, b) => a - b),
        );
      }
    }),
  );
});

test('steps asked for in any order are those asked for one after the other', () => {
  fc.assert(
    fc.property(plans, fc.infiniteStream(fc.nat()), ({ open }, steps) => {
      const sequential = open();
      const all = Array.from({ length: sequential.stepsTotal }, (_, step) => sequential.at(step));
      const plan = open();
      for (const chosen of steps.take(10)) {
        const step = chosen % plan.stepsTotal;
        assert.deepEqual(plan.at(step), all[step]);
      }
    }),
  );
});

test('a split keeps every id in one part only, and labels in range', () => {
  fc.assert(
    fc.property(
      fc.record({
        count: fc.integer({ min: 2, max: 300 }),
        seed: fc.nat(0xffffffff),
        validationFraction: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        limitTrain: fc.nat(400),
        labelNoise: fc.double({ min: 0, max: 1, noNaN: true }),
        partition: fc.constant('same'),
      }),
      ({ count, seed, ...spec }) => {
        const dataset = tinyDataset(count, [1, 1, 1]);
        const { train, validation, labels } = splitTraining(dataset, spec, seed);
        assert.equal(new Set([...train, ...validation]).size, train.length + validation.length);
        assert.ok(train.length > 0 && validation.length > 0);
        assert.equal(train.length, Math.min(spec.limitTrain || count, count - validation.length));
        assert.ok(labels.every((label) => label >= 0 && label < 3));
        assert.ok(validation.every((id) => labels[id] === dataset.train.labels[id]));
      },
    ),
  );
});

test('learners of any partition have shards of one size, without a validation sample', () => {
  fc.assert(
    fc.property(
      fc.record({
        count: fc.integer({ min: 20, max: 300 }),
        seed: fc.nat(0xffffffff),
        learners: fc.integer({ min: 1, max: 5 }),
        limitTrain: fc.nat(100),
        partition: fc.constantFrom('disjoint', 'overlap:0.3', 'overlap:1', 'dirichlet:0.1', 'dirichlet:10'),
      }),
      ({ count, seed, learners, limitTrain, partition }) => {
        const dataset = tinyDataset(count, [1, 1, 1]);
        const spec = { validationFraction: 0.2, limitTrain, labelNoise: 0.5, partition };
        const splits = Array.from({ length: learners }, (_, index) =>
          splitTraining(dataset, spec, seed, { index, count: learners }),
        );
        for (const { train, validation, labels } of splits) {
          assert.equal(train.length, splits[0]!.train.length);
          assert.ok(train.length > 0 && (limitTrain === 0 || train.length <= limitTrain));
          assert.equal(new Set(train).size, train.length);
          assert.ok(train.every((id) => !validation.includes(id)));
          assert.deepEqual(labels, splits[0]!.labels);
        }
        const dealt = splits.flatMap(({ train }) => [...train]);
        const disjoint = partition === 'disjoint' || partition.startsWith('dirichlet');
        if (disjoint) assert.equal(new Set(dealt).size, dealt.length);
      },
    ),
  );
});
