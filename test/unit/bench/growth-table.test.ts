import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthTables } from '../../../bench/growth-table.js';

function figures(peers: number, rows: number, classes: number, p50Ms: number) {
  return { peers, rows, classes, exchanges: 20, p50Ms, p99Ms: 10 * p50Ms, megabytesPerSecond: 1_234.5 };
}

test('each shape is a row, each number of peers a column, and what was not measured a dash', () => {
  const [spans, rates] = growthTables([
    figures(1, 128, 1_000, 0.123),
    figures(4, 128, 1_000, 25.06),
    figures(2, 32, 10, 1),
    figures(2, 128, 1_000, 9.876),
  ]);
  assert.deepEqual(spans!.columns, ['batch × classes', 'payload', '1 peer', '2 peers', '4 peers']);
  assert.deepEqual(spans!.rows, [
    ['128 × 1,000', '500.0 KiB', '0.12 (1.23)', '9.88 (98.8)', '25.1 (251)'],
    ['32 × 10', '1.3 KiB', '–', '1.00 (10.0)', '–'],
  ]);
  assert.deepEqual(rates!.columns, ['batch × classes', 'payload', '2 peers', '4 peers']);
  assert.deepEqual(rates!.rows[0]!.slice(2), ['1235', '1235']);
});
