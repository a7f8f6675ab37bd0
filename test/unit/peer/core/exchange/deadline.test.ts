import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quantile, waitMs } from '../../../../../peer/core/exchange/deadline.js';
import { LIMITS } from '../../../../../proto/limits.js';

const FIRST = 10_000;
const MAX = 30_000;

const table: readonly (readonly [name: string, lagsMs: readonly number[], expectedMs: number])[] = [
  ['without samples it is the first contact', [], 10_000],
  ['one early sample gives a second', [-500], 1_000],
  ['three samples give four times the largest', [10, 900, 20], 3_600],
  ['equal lags give the lag itself', [800, 800, 800, 800], 800],
  ['lags near zero are clamped to the minimum', [0, 0, 0, 0], LIMITS.deadlineMsMin],
  [
    'a teacher that is always early is clamped to the minimum',
    [-100, -100, -100, -101],
    LIMITS.deadlineMsMin,
  ],
  ['an early teacher with a spread is given that spread', [-50, 50, -50, 50, -50, 50], 300],
  ['one outlier among many changes nothing', [400, 400, 400, 400, 400, 400, 400, 20_000], 400],
  ['the spread counts six times', [390, 400, 410, 400, 390, 410, 400], 460],
  ['lags beyond the bound are clamped to it', [40_000, 40_000, 40_000, 40_000], 30_000],
];

for (const [name, lagsMs, expectedMs] of table) {
  test(name, () => assert.equal(waitMs(lagsMs, FIRST, MAX), expectedMs));
}

test('first contact never exceeds the bound of the run', () => {
  assert.equal(waitMs([], FIRST, 2_000), 2_000);
});

test('a quantile of nothing is 0, of one value that value', () => {
  assert.equal(quantile([], 0.5), 0);
  assert.equal(quantile([7], 0.95), 7);
  assert.equal(quantile([3, 1, 2], 0.5), 2);
});
