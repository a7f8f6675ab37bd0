import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countedStep,
  countsFrom,
  NO_COUNTS,
  type TrainingCounts,
} from '../../../../peer/trainer/training-counts.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { schemeOf } from '../../../../proto/scheme.js';

const LEARNER = { scheme: schemeOf(parseRunSpec({})), peerId: 'peer-0' };
const BATCH = { epoch: 0, rows: 8 };
type Step = Parameters<typeof countedStep>[1];
const TAUGHT: Step = { applied: true, weight: 1, rowsTaught: 8 };

/** The counts above 0 after these steps. */
function after(...steps: readonly Partial<Step>[]): Partial<TrainingCounts> {
  const counts = steps.reduce<TrainingCounts>(
    (sum, step) => countedStep(sum, { ...TAUGHT, ...step }, BATCH, LEARNER),
    NO_COUNTS,
  );
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

test('a step counts as trained if its update was made, else as left out', () => {
  assert.deepEqual(after({ weight: 0 }, { weight: 0, applied: false }), { trainedSteps: 1, leftOutSteps: 1 });
});

test('steps and rows count as taught where teaching was due: at a weight above 0', () => {
  assert.deepEqual(after({}, { rowsTaught: 2 }, { rowsTaught: 0 }, { weight: 0 }), {
    ...{ trainedSteps: 4, dueSteps: 3, taughtSteps: 2, dueRows: 24, taughtRows: 10 },
  });
});

test('where every teacher that was heard is set aside, no teaching is due', () => {
  assert.deepEqual(after({ rowsTaught: null }), { trainedSteps: 1 });
});

test('counts come back from the metrics of a checkpoint', () => {
  const taught = { dueSteps: 20, taughtSteps: 19, dueRows: 160, taughtRows: 150 };
  const counts = { trainedSteps: 30, leftOutSteps: 2, ...taught };
  assert.deepEqual(countsFrom({ bestValidationLoss: 1, ...counts }, 40), counts);
});

test('a checkpoint of an older version counts as trained without a gap', () => {
  assert.deepEqual(countsFrom({ bestValidationLoss: 1 }, 40), { ...NO_COUNTS, trainedSteps: 40 });
});
