import assert from 'node:assert/strict';
import { test } from 'node:test';
import { klLoss } from '../../../../../peer/model/losses/kl.js';
import { logitMseLoss } from '../../../../../peer/model/losses/logit-mse.js';
import { ShapeError } from '../../../../../proto/errors.js';
import { assertClose } from '../../../../support/closeness.js';
import {
  asLogits,
  assertLoss,
  LOGITS,
  matrix,
  measured,
  ROW_WEIGHTS,
  soft,
  TEACHER,
  tensorsLeft,
  vector,
} from '../../../../support/loss-check.js';
import { logitMse, mean, softmax } from '../../../../support/reference-loss.js';

test('the loss of one row is what a hand computes', () => {
  const { value, gradient } = measured(
    (logits) => logitMseLoss(logits, asLogits(matrix([[1, 3]]))),
    [[2, 1]],
  );
  assertClose([value], [(1 + 4) / 2], 1e-6);
  assertClose(gradient, [1, -2], 1e-6);
});

test('the loss equals the formula, its gradient finite differences', () => {
  assertLoss(
    (logits) => logitMseLoss(logits, asLogits(matrix(TEACHER), vector(ROW_WEIGHTS))),
    (rows) => logitMse(rows, TEACHER, ROW_WEIGHTS),
  );
});

test('it is what twice the KL divergence tends to as T grows, of rows without mean', () => {
  const centered = (rows: readonly (readonly number[])[]): number[][] =>
    rows.map((row) => row.map((value) => value - mean(row)));
  const [own, teacher] = [centered(LOGITS), centered(TEACHER)];
  const temperature = 500;
  const targets = matrix(teacher.map((row) => softmax(row, temperature)));
  const mse = measured((logits) => logitMseLoss(logits, asLogits(matrix(teacher))), own);
  const kl = measured((logits) => klLoss(logits, soft(targets, temperature)), own);
  const twice = kl.gradient.map((value) => 2 * value);
  assertClose(twice, mse.gradient, 0.02);
});

test('the loss leaves exactly its scalar behind, and refuses shapes that differ', () => {
  const [logits, targets] = [matrix(LOGITS), matrix(TEACHER)];
  assert.equal(
    tensorsLeft(() => logitMseLoss(logits, asLogits(targets))),
    0,
  );
  assert.throws(() => logitMseLoss(logits, asLogits(matrix([[1, 0]]))), ShapeError);
});
