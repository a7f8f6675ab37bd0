import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graphTable, startUpTable } from '../../../bench/start-up-table.js';

const start = (factor: number) => ({
  totalMs: 4000 * factor,
  partsMs: {
    launcher: 1000 * factor,
    library: 500,
    'look-up': 20,
    trace: 1000,
    load: 30,
    batches: 5,
    'first step': 100,
  },
});

test('medians of the parts stand beside the whole with its spread, and a part that did not happen is 0', () => {
  const figures = { network: 'mlp', data: 'mnist', graphs: 'made', starts: [1, 3, 2].map(start) } as const;
  const { columns, rows } = startUpTable([figures]);
  assert.deepEqual(columns.slice(0, 4), [
    'network, data, graph',
    'launch → first step',
    'launcher',
    'process',
  ]);
  const whole = ['mlp, mnist, made', '8.00 (6.00–10.00)'];
  assert.deepEqual(rows, [
    [...whole, '2.00', '0.00', '0.50', '0.00', '0.00', '1.05', '0.00', '0.00', '0.10'],
  ]);
  assert.deepEqual(graphTable([figures]).rows, [['mlp, made', '20', '1000', '0', '0', '30']]);
});
