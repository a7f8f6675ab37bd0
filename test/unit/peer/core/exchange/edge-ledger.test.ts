import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EdgeLedger } from '../../../../../peer/core/exchange/edge-ledger.js';

const NOTHING = {
  ...{ waitedMs: 0, aheadMs: 0, steps: 0, stepsWithout: 0, rows: 0, rowsWithout: 0 },
  ...{ ageSteps: 0, ageStepsMax: 0, bytes: 0 },
};

test('a ledger sums up what it is told of each teacher, and of nobody else', () => {
  const ledger = new EdgeLedger();
  assert.deepEqual(ledger.sums(), {});
  ledger.step('b', 4, 4);
  ledger.step('b', 4, 1);
  ledger.step('c', 4, 0);
  ledger.aged('b', 3, 4);
  ledger.aged('b', 1, 1);
  ledger.received('b', 100);
  ledger.ahead('c', 7);
  assert.deepEqual(ledger.sums(), {
    b: { ...NOTHING, steps: 2, rows: 8, rowsWithout: 3, ageSteps: 13, ageStepsMax: 3, bytes: 100 },
    c: { ...NOTHING, steps: 1, stepsWithout: 1, rows: 4, rowsWithout: 4, aheadMs: 7 },
  });
});

test('a wait is divided once it is over, and the next one begins anew', () => {
  const ledger = new EdgeLedger();
  ledger.outstanding('b', 100, 90); // it had been there
  ledger.outstanding('c', 100, 110);
  ledger.outstanding('d', 100, 140);
  assert.equal(ledger.sums().d!.waitedMs, 0, 'the wait is not over');
  ledger.endWait();
  ledger.outstanding('b', 200, 201);
  ledger.endWait();
  assert.deepEqual(
    Object.values(ledger.sums()).map(({ waitedMs }) => waitedMs),
    [1, 5, 35],
  );
});

test('what was told before stays as it was when the sums go on', () => {
  const ledger = new EdgeLedger();
  ledger.received('b', 1);
  const before = ledger.sums();
  ledger.received('b', 1);
  assert.equal(before.b!.bytes, 1);
});
