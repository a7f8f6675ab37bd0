import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  distillationShare,
  distillationWeight,
  isFineTuning,
  learningRate,
  scheduledDecay,
} from '../../../../../peer/core/teaching/schedule.js';
import { parseRunSpec } from '../../../../../proto/run-spec.js';
import { assertClose } from '../../../../support/closeness.js';

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

test('weight decay changes at the milestones, the last value stays, and without a schedule nothing changes', () => {
  const given = { weightDecay: 1e-4, milestones: [0.3, 0.6, 0.9], weightDecaySchedule: [1e-5, 0] };
  const scheduled = training({ schedule: 'cosine', ...given });
  const at = [0, 29, 30, 59, 60, 90, 99].map((step) => scheduledDecay(scheduled, step, 100));
  assert.deepEqual(at, [1e-4, 1e-4, 1e-5, 1e-5, 0, 0, 0]);
  assert.equal(scheduledDecay(training({ weightDecay: 1e-4 }), 50, 100), undefined);
});

test('milestones of weight decay are those of the rate where a rate for fine-tuning ends the schedule early', () => {
  const tuned = training({
    ...{ schedule: 'step', lr: 1, milestones: [0.5], gamma: 0.1, fineTuneSteps: 20, fineTuneLr: 0.5 },
    ...{ weightDecay: 1e-4, weightDecaySchedule: [0] },
  });
  assert.deepEqual([scheduledDecay(tuned, 39, 100), scheduledDecay(tuned, 40, 100)], [1e-4, 0]);
  assert.deepEqual([learningRate(tuned, 39, 100), learningRate(tuned, 40, 100)], [1, 0.1]);
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
  const spec = parseRunSpec({ distillation: { weight: 0.7, burnInSteps: 3, schedule: 'constant' } });
  assert.deepEqual(
    [0, 2, 3, 1000].map((step) => distillationWeight(spec, step, 2000)),
    [0, 0, 0.7, 0.7],
  );
});

test('in warm-up the rate rises evenly to that of the schedule', () => {
  const warm = training({ schedule: 'constant', lr: 0.4, warmupSteps: 4 });
  const at = [0, 1, 2, 3, 4, 50].map((step) => learningRate(warm, step, 100));
  assertClose(at, [0.1, 0.2, 0.3, 0.4, 0.4, 0.4], 1e-12);
  const cosine = training({ schedule: 'cosine', lr: 0.4 });
  const warmCosine = training({ schedule: 'cosine', lr: 0.4, warmupSteps: 10 });
  assertClose([learningRate(warmCosine, 4, 100)], [0.5 * learningRate(cosine, 4, 100)], 1e-12);
  assert.equal(learningRate(warmCosine, 10, 100), learningRate(cosine, 10, 100));
});

test('fine-tuning has its own rate, and the schedule ends where it begins', () => {
  const tuned = training({ schedule: 'cosine', lr: 0.2, fineTuneSteps: 20, fineTuneLr: 0.01 });
  const plain = training({ schedule: 'cosine', lr: 0.2 });
  assert.equal(learningRate(tuned, 40, 100), learningRate(plain, 40, 80));
  assert.deepEqual(
    [80, 99].map((step) => learningRate(tuned, step, 100)),
    [0.01, 0.01],
  );
  assert.deepEqual(
    [0, 79, 80, 99].map((step) => isFineTuning(tuned, step, 100)),
    [false, false, true, true],
  );
});

test('fine-tuning without a rate of its own goes on as scheduled', () => {
  const tuned = training({ schedule: 'cosine', lr: 0.2, fineTuneSteps: 20 });
  const plain = training({ schedule: 'cosine', lr: 0.2 });
  for (const step of [0, 79, 80, 99]) {
    assert.equal(learningRate(tuned, step, 100), learningRate(plain, step, 100));
  }
});

test('nobody is taught while fine-tuning, nor in a run that is nothing else', () => {
  const spec = parseRunSpec({ training: { fineTuneSteps: 20 }, distillation: { schedule: 'constant' } });
  assert.deepEqual(
    [0, 79, 80, 99].map((step) => distillationWeight(spec, step, 100)),
    [1, 1, 0, 0],
  );
  assert.equal(distillationWeight(spec, 0, 10), 0);
});

test('a ramp rises by a Gaussian from e⁻⁵ to the whole weight, and stays', () => {
  const spec = parseRunSpec({
    distillation: { weight: 2, burnInSteps: 10, schedule: 'ramp', rampSteps: 40 },
  });
  const at = [9, 10, 30, 50, 99].map((step) => distillationWeight(spec, step, 100));
  assertClose(at, [0, 2 * Math.exp(-5), 2 * Math.exp(-5 / 4), 2, 2], 1e-12);
});

test('unless a number is named, the ramp takes three tenths of the run, but 200 steps at least', () => {
  const spec = parseRunSpec({ distillation: { burnInSteps: 10 } });
  const risen = (step: number, stepsTotal: number): number => distillationWeight(spec, step, stepsTotal);
  for (const [stepsTotal, rampSteps] of [
    [30, 200],
    [600, 200],
    [2_000, 600],
  ] as const) {
    assertClose([risen(10, stepsTotal)], [Math.exp(-5)], 1e-12);
    assertClose([risen(29, stepsTotal)], [Math.exp(-5 * (1 - 19 / rampSteps) ** 2)], 1e-12);
  }
  assert.ok(risen(609, 2_000) < 1);
  assert.equal(risen(610, 2_000), 1);
});

test('a cosine weight falls from the end of burn-in to 0 where fine-tuning begins', () => {
  const spec = parseRunSpec({
    training: { fineTuneSteps: 20 },
    distillation: { burnInSteps: 20, schedule: 'cosine' },
  });
  const at = [19, 20, 50, 79, 80].map((step) => distillationShare(spec, step, 100));
  assertClose(at, [0, 1, 0.5, (1 + Math.cos((Math.PI * 59) / 60)) / 2, 0], 1e-12);
});
