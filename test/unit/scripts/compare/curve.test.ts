import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finalValue, firstReach, meanCurve } from '../../../../scripts/compare/curve.js';
import type { Target } from '../../../../scripts/compare/study.js';
import { smallCurve } from '../../../support/small-study.js';

const LOSS: Target = { metric: 'validationLoss', value: 0, smoothing: 1 };

test('the mean of two curves is at the steps that both have', () => {
  const mean = meanCurve([smallCurve(1, 0.5, 0.4), smallCurve(0.5, 0.25)]);
  assert.deepEqual(
    mean.map(({ step, seconds, validationLoss }) => [step, seconds, validationLoss]),
    [
      [100, 1, 0.75],
      [200, 2, 0.375],
    ],
  );
  assert.deepEqual(meanCurve([]), []);
});

test('a time that one of them does not know is not known', () => {
  const untimed = smallCurve(1).map((point) => ({ ...point, seconds: null }));
  assert.equal(meanCurve([smallCurve(1), untimed])[0]!.seconds, null);
});

test('a target between two validations is reached on the line between them', () => {
  assert.deepEqual(firstReach(smallCurve(1, 0.6, 0.2), LOSS, 0.5), { steps: 225, seconds: 2.25 });
});

test('a target that the first validation has reached is reached there, one that none has never', () => {
  assert.deepEqual(firstReach(smallCurve(0.5, 0.4), LOSS, 0.5), { steps: 100, seconds: 1 });
  assert.equal(firstReach(smallCurve(0.5, 0.4), LOSS, 0.3), null);
  assert.equal(firstReach([], LOSS, 0.3), null);
});

test('the first time counts, also when it is lost again', () => {
  assert.equal(firstReach(smallCurve(1, 0.4, 0.9, 0.3), LOSS, 0.4)!.steps, 200);
});

test('an accuracy is reached from below', () => {
  const target: Target = { ...LOSS, metric: 'validationAccuracy' };
  assert.equal(firstReach(smallCurve(7.5, 5, 2.5), target, 0.625)!.steps, 250);
});

test('smoothing is the mean of the neighbours, of those that there are at the ends', () => {
  const target: Target = { ...LOSS, smoothing: 3 };
  assert.equal(finalValue(smallCurve(9, 0.5, 0.3), target), 0.4);
  assert.equal(finalValue(smallCurve(9, 0.5, 0.3), LOSS), 0.3);
  // Smoothed: 6, 4, 3, 3.
  assert.equal(firstReach(smallCurve(8, 4, 0, 5), target, 3.5)!.steps, 250);
  assert.equal(finalValue([], LOSS), null);
});
