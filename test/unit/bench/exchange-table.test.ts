import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latencyTable, payloadText, priceTable } from '../../../bench/exchange-table.js';

test('the price is what a step takes more, within each repeat, and the payload its share of the bytes', () => {
  const table = priceTable([
    {
      ...{ network: 'cnn', batch: 128, peers: 3, measuredAt: '', commit: null, steps: 100 },
      aloneSamplesPerSecond: [100, 220, 300],
      lockstepSamplesPerSecond: [80, 200, 300],
      encryptedSamplesPerSecond: [80, 100, 300],
      waitFractions: [0.05, 0.1, 0.15],
      bytesPerStep: [12_800, 12_800, 12_800],
    },
  ]);
  assert.deepEqual(table.rows, [
    [
      'cnn, 128',
      '3',
      '220 (160–260)',
      '200 (140–250)',
      '10.0 (5.0–17.5) %',
      '0.0 (0.0–50.0) %',
      '10.0 (7.5–12.5) %',
      '12800',
      '80.0 %', // 128 × 10 × 4 bytes of two teachers
    ],
  ]);
  assert.equal(table.columns.length, table.rows[0]!.length);
});

test('the repeats of one shape make one row', () => {
  const figures = { peers: 2, rows: 128, classes: 10, exchanges: 1_000, p99Ms: 5, megabytesPerSecond: 7 };
  const table = latencyTable([
    { ...figures, p50Ms: 0.5 },
    { ...figures, rows: 32, p50Ms: 0.1 },
    { ...figures, p50Ms: 0.7 },
    { ...figures, p50Ms: 0.6 },
  ]);
  assert.deepEqual(table.rows, [
    ['128 × 10', '5.0 KiB', '0.60 (0.55–0.65)', '5.00 (5.00–5.00)', '3,000'],
    ['32 × 10', '1.3 KiB', '0.10', '5.00', '1,000'],
  ]);
  assert.equal(table.columns.length, table.rows[0]!.length);
});

test('payloads are told in binary units', () => {
  assert.deepEqual([512, 5_120, 1_048_575, 16 * 1024 ** 2].map(payloadText), [
    '0.5 KiB',
    '5.0 KiB',
    '1024.0 KiB',
    '16.0 MiB',
  ]);
});
