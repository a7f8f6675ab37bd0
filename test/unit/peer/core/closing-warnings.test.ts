import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingSteps } from '../../../../peer/core/closing-warnings.js';

const SKIPPED = 'to go on where its cohort was after it was absent or behind';

test('a hundredth of the steps may be missing without a word', () => {
  assert.deepEqual(missingSteps({ steps: 0, trainedSteps: 0, leftOutSteps: 0 }), []);
  assert.deepEqual(missingSteps({ steps: 3_000, trainedSteps: 3_000, leftOutSteps: 0 }), []);
  assert.deepEqual(missingSteps({ steps: 3_000, trainedSteps: 2_970, leftOutSteps: 30 }), []);
});

test('more than that is told in one line, by what became of the steps', () => {
  assert.deepEqual(missingSteps({ steps: 3_000, trainedSteps: 2_969, leftOutSteps: 0 }), [
    `trained only 2969 of 3000 steps: it skipped 31, ${SKIPPED}`,
  ]);
  assert.deepEqual(missingSteps({ steps: 3_000, trainedSteps: 420, leftOutSteps: 5 }), [
    `trained only 420 of 3000 steps: it skipped 2575, ${SKIPPED}; it left out 5, as a loss or a gradient was not finite`,
  ]);
  assert.deepEqual(missingSteps({ steps: 100, trainedSteps: 98, leftOutSteps: 2 }), [
    'trained only 98 of 100 steps: it left out 2, as a loss or a gradient was not finite',
  ]);
});
