import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginNotice, isDue, repeatNotice } from '../../../../peer/core/busy-notice.js';

test('students hear of a pause at once, and again while it lasts', () => {
  const begun = beginNotice(7, 900, 1_000);
  assert.ok(isDue(begun, 1_000));
  const { notice, forMs } = repeatNotice(begun, true, 1_000)!;
  assert.deepEqual([notice.step, forMs], [7, 1_500]);
  assert.equal(isDue(notice, 1_499), false);
  assert.ok(isDue(notice, 1_500));
});

test('a notice ends with the estimate, unless the trainer says that it still evaluates', () => {
  const notice = beginNotice(7, 900, 0);
  assert.notEqual(repeatNotice(notice, false, 900), null);
  assert.notEqual(repeatNotice(notice, true, 5_000), null);
  assert.equal(repeatNotice(notice, false, 6_000), null);
});
