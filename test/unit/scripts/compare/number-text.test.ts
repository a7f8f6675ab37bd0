import assert from 'node:assert/strict';
import { test } from 'node:test';
import { METRICS, type Metric } from '../../../../scripts/compare/metrics.js';
import {
  cellLines,
  durationText,
  effectText,
  pText,
  ratioText,
  valueText,
} from '../../../../scripts/compare/number-text.js';
import { smallReport } from '../../../support/small-study.js';

const ACCURACY = METRICS.find(({ name }) => name === 'testAccuracy') as Metric;

test('a cell says mean, deviation and interval, then the difference in points and its p value', () => {
  const row = smallReport().comparison.rows[0]!;
  assert.deepEqual(cellLines(row.cells.alone!, ACCURACY), ['81.50 ± 1.29 % [79.45, 83.55]']);
  assert.deepEqual(cellLines(row.cells.taught!, ACCURACY), [
    '83.50 ± 1.29 % [81.45, 85.55]',
    'Δ +2.00 [+0.70, +3.30] pp, p = 0.016',
  ]);
});

test('one seed has neither deviation nor interval', () => {
  const cell = {
    values: { 1: 0.5 },
    estimate: { n: 1, mean: 0.5, sd: null, interval: null },
    difference: null,
  };
  assert.deepEqual(cellLines(cell, ACCURACY), ['50.00 %']);
});

test('constants have no interval, and equal ones no difference', () => {
  const constant = { n: 4, mean: 200, sd: 0, interval: [200, 200] as const };
  const zero = { ...constant, mean: 0, interval: [0, 0] as const, t: null, p: null };
  const steps = METRICS.find(({ name }) => name === 'steps') as Metric;
  assert.deepEqual(cellLines({ values: {}, estimate: constant, difference: zero }, steps), ['200 ± 0']);
});

test('a small difference keeps two digits that can be read', () => {
  assert.equal(effectText({ n: 1, mean: 0.000012, sd: null, interval: null }, 'nats'), '+0.000012');
  assert.equal(
    effectText({ n: 8, mean: -0.0214, sd: 0.0032, interval: [-0.024, -0.019] }, 'share'),
    '−2.14 [−2.40, −1.90] pp, sd 0.32',
  );
});

test('every unit is written as people read it', () => {
  assert.deepEqual(
    [
      valueText(0.5, 'share'),
      valueText(1.23456, 'nats'),
      valueText(1234.5, 'seconds'),
      valueText(12.345, 'seconds'),
      valueText(1200, 'steps'),
      valueText(20731.4, 'rate'),
      valueText(11_000_000, 'bytes'),
      valueText(0, 'bytes'),
    ],
    ['50.00 %', '1.2346', '1,235 s', '12.35 s', '1,200', '20,731', '11.00 MB', '0 B'],
  );
});

test('ratios are those of the logarithms', () => {
  assert.equal(
    ratioText({ n: 6, sd: 0.1, mean: Math.log(0.85), interval: [Math.log(0.8), Math.log(0.9)] }),
    '× 0.850 [0.800, 0.900]',
  );
});

test('p values are not written more exactly than they are known', () => {
  assert.deepEqual([0.00001, 0.0123, 0.4567].map(pText), ['p < 0.001', 'p = 0.012', 'p = 0.46']);
});

test('durations go from seconds to days', () => {
  assert.deepEqual([0.4, 59.6, 754, 7_300, 200_000].map(durationText), [
    '0 s',
    '1 min 0 s',
    '12 min 34 s',
    '2 h 1 min',
    '2 d 7 h',
  ]);
});
