import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, counted, createStatistics, totalOf } from '../../../../peer/core/statistics.js';

type Kind = 'STALE' | 'MALFORMED';

test('everything is counted from zero', () => {
  const { rejected, missed, ...counts } = createStatistics();
  assert.deepEqual([rejected, missed], [{}, {}]);
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
