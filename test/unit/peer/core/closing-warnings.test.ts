import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHardlyTaught, missingSteps, missingTeaching } from '../../../../peer/core/closing-warnings.js';
import { parseCohortGraph } from '../../../../proto/cohort-graph.js';

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

test('less than half of the due teaching is told in one line, with who was not heard', () => {
  const told = (taughtShare: number): readonly string[] =>
    missingTeaching({ dueSteps: 1_999, taughtShare }, 'b was never heard');
  assert.deepEqual([told(1), told(0.5), told(Number.NaN)], [[], [], []], 'NaN: none was due');
  assert.deepEqual(told(0.4999), [
    'was taught in 50.0 % of the 1999 steps in which teaching was due: b was never heard',
  ]);
  assert.deepEqual(told(0), [
    'was taught in 0.0 % of the 1999 steps in which teaching was due: b was never heard',
  ]);
});

test('less than a tenth of it is no success, unless a graph of the user may leave a peer out', () => {
  const hardly = (taughtShare: number, graph = 'all'): boolean =>
    isHardlyTaught({ dueSteps: 1_999, taughtShare }, { graph: parseCohortGraph(graph) });
  assert.deepEqual(
    [0, 0.099, 0.1, 1, Number.NaN].map((share) => hardly(share)),
    [true, true, false, false, false],
  );
  assert.equal(hardly(0, './my-graph.js'), false);
});
