import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edgeFigures } from '../../../../../peer/core/exchange/edge-figures.js';
import { EdgeLedger } from '../../../../../peer/core/exchange/edge-ledger.js';

test('figures are seconds, means over rows and shares, of all parts together', () => {
  const [waits, teaching] = [new EdgeLedger(), new EdgeLedger()];
  waits.outstanding('b', 0, 1_500);
  waits.endWait();
  waits.ahead('b', 250);
  waits.received('b', 64);
  teaching.step('b', 4, 4);
  teaching.aged('b', 6, 4);
  teaching.step('b', 4, 2);
  teaching.aged('b', 0, 2);
  teaching.step('b', 4, 0);
  assert.deepEqual(edgeFigures(waits.sums(), teaching.sums()), {
    b: {
      ...{ waitedSeconds: 1.5, aheadSeconds: 0.25, ageSteps: 4, ageStepsMax: 6 },
      ...{ steps: 3, stepsWithoutShare: 1 / 3, rowsWithoutShare: 0.5, bytes: 64 },
    },
  });
});

test('what was never measured is null, and teachers are sorted', () => {
  const ledger = new EdgeLedger();
  for (const teacher of ['c', 'b']) ledger.received(teacher, 1);
  const figures = edgeFigures(ledger.sums());
  assert.deepEqual(Object.keys(figures), ['b', 'c']);
  const { ageSteps, ageStepsMax, stepsWithoutShare, rowsWithoutShare } = figures.b!;
  assert.deepEqual([ageSteps, ageStepsMax, stepsWithoutShare, rowsWithoutShare], [null, null, null, null]);
  ledger.step('b', 4, 0);
  assert.deepEqual(edgeFigures(ledger.sums()).b!.ageSteps, null, 'nothing of it was used');
});
