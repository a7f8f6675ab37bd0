import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  counted,
  createStatistics,
  stepTaught,
  totalOf,
} from '../../../../../peer/core/exchange/statistics.js';

const ZERO = Object.freeze(createStatistics());

test('everything is counted from zero', () => {
  const { rejected, missed, ages, ...counts } = createStatistics();
  assert.deepEqual([rejected, missed, ages], [{}, {}, []]);
  assert.ok(Object.values(counts).every((count) => count === 0));
});

test('a count goes up by one under its own key, and the counts before stay as they were', () => {
  const before = Object.freeze({ ...ZERO, rejected: Object.freeze({ STALE: 2 }) });
  const after = counted(counted(before, { rejected: 'MALFORMED' }), { rejected: 'STALE' });
  assert.deepEqual([before.rejected, after.rejected], [{ STALE: 2 }, { STALE: 3, MALFORMED: 1 }]);
  assert.deepEqual(counted(ZERO, { missed: 'b' }).missed, { b: 1 });
  assert.deepEqual([totalOf(after.rejected), totalOf({}), totalOf({ a: undefined, b: 2 })], [4, 0, 2]);
});

test('amounts are added to their own counters, and to no others', () => {
  const once = counted(ZERO, { bytesSent: 10, waitedMs: 0.5 });
  assert.deepEqual(counted(once, { bytesSent: 5 }), { ...ZERO, bytesSent: 15, waitedMs: 0.5 });
});

test('a step is full, degraded or solo by how many of its parts were taught', () => {
  assert.deepEqual(
    [stepTaught(2, 2), stepTaught(1, 2), stepTaught(0, 2), stepTaught(0, 0)],
    [{ fullSteps: 1 }, { degradedSteps: 1 }, { soloSteps: 1 }, { soloSteps: 1 }],
  );
});

test('ages are counted in bins that double in width, and the counts before stay as they were', () => {
  const before = { ...ZERO, ages: Object.freeze([1]) };
  const after = counted(before, { ages: [0, 1, 2, 3, 4, 7, 8, 1_000] });
  assert.deepEqual(after.ages, [2, 1, 2, 2, 1, 0, 0, 0, 0, 0, 1]);
  assert.equal(after.ageStepsMax, 1_000);
  assert.deepEqual(before.ages, [1]);
});
