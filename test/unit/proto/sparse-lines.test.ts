import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SparseLines } from '../../../proto/sparse-lines.js';

test('a line is due at once, then after the quiet time, news sooner', () => {
  let nowMs = 0;
  const lines = new SparseLines<string>(5_000, () => nowMs);
  assert.equal(lines.isDue('a'), true);
  lines.told('a');
  assert.deepEqual([lines.isDue('a', true), lines.isDue('b')], [true, true]);
  nowMs = 4_999;
  assert.deepEqual([lines.isDue('a'), lines.isDue('a', true)], [false, true]);
  nowMs = 5_000;
  assert.equal(lines.isDue('a'), true);
});

test('after hours a fiftieth of them passes between two lines, news or not', () => {
  let nowMs = 0;
  const lines = new SparseLines<string>(5_000, () => nowMs);
  nowMs = 3_600_000;
  lines.told('a');
  nowMs += 71_000;
  assert.deepEqual([lines.isDue('a'), lines.isDue('a', true)], [false, false]);
  nowMs += 3_000;
  assert.deepEqual([lines.isDue('a'), lines.isDue('a', true)], [true, true]);
});
