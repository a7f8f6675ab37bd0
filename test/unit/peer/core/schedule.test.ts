import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distillationWeight, learningRate } from '../../../../peer/core/schedule.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { assertClose } from '../../../support/closeness.js';

const training = (options: object) => parseRunSpec({ training: options }).training;

test('a constant schedule keeps the learning rate', () => {
  const constant = training({ schedule: 'constant', lr: 0.1 });
  assert.deepEqual(
    [0, 50, 99].map((step) => learningRate(constant, step, 100)),
    [0.1, 0.1, 0.1],
  );
});

test('a step schedule multiplies by gamma at each milestone, from the very step it names', () => {
  const stepped = training({ schedule: 'step', lr: 1, milestones: [0.3, 0.6], gamma: 0.1 });
  const at = [0, 29, 30, 59, 60, 99].map((step) => learningRate(stepped, step, 100));
  assertClose(at, [1, 1, 0.1, 0.1, 0.01, 0.01], 1e-12);
});

test('the order of milestones does not matter', () => {
  const sorted = training({ schedule: 'step', milestones: [0.3, 0.6, 0.9] });
  const shuffled = training({ schedule: 'step', milestones: [0.9, 0.3, 0.6] });
  for (let step = 0; step < 50; step++) {
    assert.equal(learningRate(sorted, step, 50), learningRate(shuffled, step, 50));
  }
});

test('a cosine schedule falls from lr through half of it to 0, and stays there', () => {
  const cosine = training({ schedule: 'cosine', lr: 0.2 });
  const at = [0, 25, 50, 75, 100, 130].map((step) => learningRate(cosine, step, 100));
  const quarter = 0.1 * (1 + Math.SQRT1_2);
  assertClose(at, [0.2, quarter, 0.1, 0.2 - quarter, 0, 0], 1e-12);
});

test('a cosine schedule never rises', () => {
  const cosine = training({ schedule: 'cosine', lr: 0.2 });
  const at = Array.from({ length: 300 }, (_, step) => learningRate(cosine, step, 300));
  assert.ok(at.every((lr, step) => step === 0 || lr < at[step - 1]!));
});

test('the distillation weight is 0 during burn-in and whole from the first step after it', () => {
  const { distillation } = parseRunSpec({ distillation: { weight: 0.7, burnInSteps: 3 } });
  assert.deepEqual(
    [0, 2, 3, 1000].map((step) => distillationWeight(distillation, step)),
    [0, 0, 0.7, 0.7],
  );
});
