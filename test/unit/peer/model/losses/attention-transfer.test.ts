import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf } from '../../../../../peer/model/backend.js';
import { attentionLoss } from '../../../../../peer/model/losses/attention-transfer.js';
import { assertClose } from '../../../../support/closeness.js';
import {
  assertLoss,
  matrix,
  measured,
  ROW_WEIGHTS,
  tensorsLeft,
  vector,
} from '../../../../support/loss-check.js';
import { attention } from '../../../../support/reference-features.js';
import type { Rows } from '../../../../support/reference-loss.js';

const TEACHER: Rows = [
  [1, 2, 0, 0.5],
  [3, 1, 1, 1],
  [0.1, 0, 0, 0.2],
];
const unit = (rows: Rows): number[][] => rows.map((row) => row.map((value) => value / Math.hypot(...row)));

test('the loss of one map is what a hand computes: 2 − 2 · cos', () => {
  const { value } = measured((maps) => attentionLoss(maps, matrix([[0, 1]]), vector([1])), [[3, 4]]);
  assertClose([value], [2 - 2 * 0.8], 1e-6);
});

test('the loss equals the formula, its gradient finite differences', () => {
  assertLoss(
    (maps) => attentionLoss(maps, matrix(unit(TEACHER)), vector(ROW_WEIGHTS)),
    (maps) => attention(maps, TEACHER, ROW_WEIGHTS),
  );
});

test('the mean of the teachers’ maps has the gradient of the mean of the losses', () => {
  const other: Rows = [
    [0, 1, 1, 0],
    [1, 0, 2, 0],
    [1, 1, 1, 1],
  ];
  const [a, b] = [unit(TEACHER), unit(other)];
  const middle = a.map((row, r) => row.map((value, i) => (value + b[r]![i]!) / 2));
  const gradientTo = (targets: Rows): number[] =>
    measured((maps) => attentionLoss(maps, matrix(targets), vector([1, 1, 1]))).gradient;
  const [first, second] = [gradientTo(a), gradientTo(b)];
  assertClose(
    gradientTo(middle),
    first.map((value, i) => (value + second[i]!) / 2),
    1e-6,
  );
});

test('a map of zeros, of a layer that is dead, has a gradient of zeros', () => {
  const { value, gradient } = measured(
    (maps) => attentionLoss(maps, matrix([[0.6, 0.8]]), vector([1])),
    [[0, 0]],
  );
  assertClose([value], [1], 1e-6);
  assert.ok(gradient.every(Number.isFinite), `${gradient}`);
});

test('the loss leaves exactly its scalar behind within tidy', () => {
  const [maps, weights] = [matrix(TEACHER), vector(ROW_WEIGHTS)];
  assert.equal(
    tensorsLeft(() => tf.tidy(() => attentionLoss(maps, maps, weights))),
    0,
  );
  tf.dispose([maps, weights]);
});
