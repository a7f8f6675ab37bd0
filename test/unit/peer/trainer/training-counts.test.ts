import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countedStep, countsFrom, NO_COUNTS } from '../../../../peer/trainer/training-counts.js';

test('a step counts as trained if its update was made, else as left out', () => {
  const one = countedStep(NO_COUNTS, { applied: true });
  assert.deepEqual(one, { ...NO_COUNTS, trainedSteps: 1 });
  assert.deepEqual(countedStep(one, { applied: false }), { ...NO_COUNTS, trainedSteps: 1, leftOutSteps: 1 });
});

test('counts come back from the metrics of a checkpoint', () => {
  const counts = { ...NO_COUNTS, trainedSteps: 30, leftOutSteps: 2 };
  assert.deepEqual(countsFrom({ bestValidationLoss: 1, ...counts }, 40), counts);
});

test('a checkpoint of an older version counts as trained without a gap', () => {
  assert.deepEqual(countsFrom({ bestValidationLoss: 1 }, 40), { ...NO_COUNTS, trainedSteps: 40 });
});
