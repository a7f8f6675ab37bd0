import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bytesOf,
  counted,
  createStatistics,
  totalOf,
  withAges,
} from '../../../../../peer/core/exchange/statistics.js';

type Kind = 'STALE' | 'MALFORMED';

test('everything is counted from zero', () => {
  const { rejected, missed, ages, ...counts } = createStatistics();
  assert.deepEqual([rejected, missed, ages], [{}, {}, []]);
  assert.ok(Object.values(counts).every((count) => count === 0));
});

test('a count goes up by one under its own key, and the counts before stay as they were', () => {
  const before = Object.freeze({ STALE: 2 }) as Readonly<Partial<Record<Kind, number>>>;
  const after = counted<Kind>(counted<Kind>(before, 'MALFORMED'), 'STALE');
  assert.deepEqual([before, after], [{ STALE: 2 }, { STALE: 3, MALFORMED: 1 }]);
  assert.deepEqual([totalOf(after), totalOf({}), totalOf({ a: undefined, b: 2 })], [4, 0, 2]);
});

test('the bytes of a message are those of all its parts', () => {
  assert.equal(bytesOf([new Uint8Array(3), new Uint8Array(0), new Uint8Array(40)]), 43);
  assert.equal(bytesOf([]), 0);
});

test('ages are counted in bins that double in width, and the counts before stay as they were', () => {
  const before = Object.freeze([1]);
  assert.deepEqual(withAges(before, [0, 1, 2, 3, 4, 7, 8, 1_000]), [2, 1, 2, 2, 1, 0, 0, 0, 0, 0, 1]);
  assert.deepEqual(before, [1]);
});
