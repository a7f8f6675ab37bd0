import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryTable, studiesTable } from '../../../bench/studies-table.js';

test('each study has its medians, and the ratio of repeats that were made in turn', () => {
  const { rows } = studiesTable([
    { name: 'short', coldSeconds: [40, 20, 30], warmSeconds: [10, 5, 6] },
    { name: 'once', coldSeconds: [8], warmSeconds: [4] },
  ]);
  assert.deepEqual(rows, [
    ['short', '30.0 (25.0–35.0)', '6.0 (5.5–8.0)', '0.25 (0.23–0.25)'],
    ['once', '8.0', '4.0', '0.50'],
  ]);
});

test('the memory of a process stands beside that after its first run', () => {
  const { columns, rows } = memoryTable([{ process: 'peer-0', firstMiB: 400, lastMiB: 420 }], 50);
  assert.equal(columns[2], 'after run 50');
  assert.deepEqual(rows, [['peer-0', '400', '420', '1.05']]);
});
