import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchMax, stageOf } from '../../../bench/growth.js';
import { LIMITS } from '../../../proto/limits.js';

test('the largest batch fills a frame, and one sample more would not fit', () => {
  for (const classes of [10, 1_000, 50_000]) {
    assert.ok(batchMax(classes) * classes * 4 <= LIMITS.payloadBytesMax);
    assert.ok((batchMax(classes) + 1) * classes * 4 > LIMITS.payloadBytesMax);
  }
});

test('the more is moved the fewer exchanges are measured, within bounds', () => {
  const exchanges = (peers: number, rows: number, classes: number): number =>
    stageOf(peers, rows, classes).exchanges;
  assert.equal(exchanges(1, 32, 10), 1_000);
  assert.equal(exchanges(8, 1_024, 1_000), 20);
  assert.ok(exchanges(2, 128, 1_000) < exchanges(2, 128, 10));
  assert.ok(exchanges(8, 128, 100) < exchanges(2, 128, 100));
  assert.deepEqual(stageOf(8, 1_024, 1_000), { rows: 1_024, warmUps: 6, exchanges: 20 });
});
