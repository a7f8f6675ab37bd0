import assert from 'node:assert/strict';
import { test } from 'node:test';
import { predictTable } from '../../../bench/predict-table.js';

test('pictures a second stand beside the ratio within each repeat', () => {
  const figures = {
    ...{ network: 'cnn', pictures: 'PNG of 32×32', count: 1000 },
    ...{ ours: [2, 4, 5], loop: [4, 8, 20], threads: [1, 2, 5] },
  };
  const { columns, rows } = predictTable([figures]);
  assert.equal(columns.length, rows[0]!.length);
  assert.deepEqual(rows, [
    [
      ...['cnn, 1000 × PNG of 32×32', '250 (225–375)', '125 (88–188)', '500 (350–750)'],
      ...['2.00 (2.00–3.00)', '0.50 (0.50–0.75)'],
    ],
  ]);
});
