import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableList, tableListText } from '../../../../scripts/reproduce/table-list.js';

test('the list has every table with its cells, its data and what is left', () => {
  const table = tableList().find(({ name }) => name === 'dml-table2')!;
  const paper = table.scales.find(({ scale }) => scale === 'paper')!;
  assert.deepEqual(paper.data, ['cifar100']);
  assert(paper.cells.includes('R32+R32'));
  const scales = [{ ...paper, runsDone: 3, runsPlanned: 45, secondsLeft: 7200 }];
  const text = tableListText([{ ...table, scales }]);
  assert.match(text, /^dml-table2: two networks/);
  assert.match(text, /paper: cifar100; 3 of 45 runs, about 2 h 0 min left; cells R32\+R32, /);
  assert.match(
    tableListText([{ ...table, scales: [{ ...paper, secondsLeft: null }] }]),
    /not measured here yet/,
  );
});
