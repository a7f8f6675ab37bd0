import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackOff } from '../../../../peer/files/back-off.js';

test('what failed is due after one second, two, four and so on, at most after a minute; success forgets it all', () => {
  let nowMs = 5;
  const backOff = new BackOff(() => nowMs);
  assert.deepEqual([backOff.isDue, backOff.hasFailed], [true, false]);
  const waits: number[] = [];
  for (let i = 0; i < 8; i++) {
    backOff.failed();
    const failedAtMs = nowMs;
    const { waitMs } = backOff;
    nowMs += 999;
    assert.deepEqual([backOff.isDue, backOff.hasFailed], [false, true]);
    while (!backOff.isDue) nowMs++;
    assert.equal(nowMs - failedAtMs, waitMs);
    waits.push(waitMs / 1_000);
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
  backOff.succeeded();
  assert.deepEqual([backOff.isDue, backOff.hasFailed], [true, false]);
});
