import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MutualLearningResult, mutualLearningTable } from '../../../bench/mutual-learning-table.js';

const RESULT: MutualLearningResult = {
  network: 'cnn',
  batch: 128,
  peers: 2,
  measuredAt: '2026-01-01T00:00:00Z',
  commit: null,
  ourSamplesPerSecond: [3_000, 2_000, 2_400],
  ourWaitFractions: [0.01, 0.02, 0.01],
  oneProcessVariant: 'default',
  oneProcessSamplesPerSecond: [1_000, 1_100, 1_200],
  oneProcessTrialsMs: {},
  glooVariant: 'channels-last',
  glooSamplesPerSecond: [2_000, 1_000, 1_600],
  glooTrialsMs: {},
};

test('codistill is compared with the better of the two PyTorch forms, repeat by repeat', () => {
  const { columns, rows } = mutualLearningTable([RESULT]);
  assert.deepEqual(rows, [
    [
      'cnn, 128',
      '2',
      '2400 (2200–2700)',
      '1100 (1050–1150), default',
      '1600 (1300–1800), channels-last',
      '1.50 (1.50–1.75)',
    ],
  ]);
  assert.equal(columns.length, rows[0]!.length);
  const slowGloo = { ...RESULT, glooSamplesPerSecond: [500, 500, 500] };
  assert.equal(mutualLearningTable([slowGloo]).rows[0]!.at(-1), '2.00 (1.91–2.50)');
});
