import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OnePeerResult, ratiosTable, timesTable } from '../../../bench/one-peer-table.js';

const RESULT: OnePeerResult = {
  network: 'cnn',
  batch: 128,
  threads: 2,
  parameters: 421_642,
  measuredAt: '2026-01-01T00:00:00Z',
  commit: null,
  eagerStepMs: [100, 110, 120],
  compiledStepMs: [25, 50, 40],
  lockstepStepMs: [25, 50, 40],
  torchVariant: 'compile',
  torchStepMs: [50, 100, 80],
  torchTrialsMs: {},
  tensorflowVariant: 'session-1',
  tensorflowStepMs: [20, 40, 36],
  tensorflowTrialsMs: {},
};

test('times are medians with quartiles, with the variant that was the fastest', () => {
  const { columns, rows } = timesTable([RESULT]);
  assert.deepEqual(rows, [
    [
      'cnn, 128',
      '110 (105–115)',
      '40.0 (32.5–45.0)',
      '40.0 (32.5–45.0)',
      '80.0 (65.0–90.0), compile',
      '36.0 (28.0–38.0), session-1',
    ],
  ]);
  assert.equal(columns.length, rows[0]!.length);
});

test('a ratio above 1 says that the compiled step is the faster one', () => {
  const { columns, rows } = ratiosTable([RESULT]);
  assert.deepEqual(rows, [
    ['cnn, 128', '3.00 (2.60–3.50)', '2.00 (2.00–2.00)', '0.80 (0.80–0.85)', '1.00 (1.00–1.00)'],
  ]);
  assert.equal(columns.length, rows[0]!.length);
});
