import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf } from '../../../../../peer/model/backend.js';
import { klLoss } from '../../../../../peer/model/losses/kl.js';
import { reverseKlLoss } from '../../../../../peer/model/losses/reverse-kl.js';
import { ShapeError } from '../../../../../proto/errors.js';
import { assertClose } from '../../../../support/closeness.js';
import {
  assertLoss,
  LOGITS,
  logSoft,
  matrix,
  measured,
  ROW_WEIGHTS,
  soft,
  TEACHER,
  TEMPERATURES,
  tensorsLeft,
  vector,
} from '../../../../support/loss-check.js';
import { reverseKl, softmax } from '../../../../support/reference-loss.js';

const logs = (rows: readonly (readonly number[])[]): number[][] => rows.map((row) => row.map(Math.log));

test('the loss of one row is what a hand computes, and not that of the other direction', () => {
  const own = [[0, Math.log(3)]]; // 1/4 3/4
  const targets = [[0.9, 0.1]];
  const { value, gradient } = measured(
    (logits) => reverseKlLoss(logits, logSoft(matrix(logs(targets)), 1)),
    own,
  );
  const [a, b] = [Math.log(0.25 / 0.9), Math.log(0.75 / 0.1)];
  assertClose([value], [0.25 * a + 0.75 * b], 1e-6);
  assertClose(gradient, [0.25 * 0.75 * (a - b), 0.25 * 0.75 * (b - a)], 1e-6);
  assert.ok(
    Math.abs(value - measured((logits) => klLoss(logits, soft(matrix(targets), 1)), own).value) > 0.2,
  );
});

for (const temperature of TEMPERATURES) {
  const targets = TEACHER.map((row) => softmax(row, temperature));

  test(`the loss equals the formula, its gradient finite differences, at T = ${temperature}`, () => {
    assertLoss(
      (logits) => reverseKlLoss(logits, logSoft(matrix(logs(targets)), temperature, vector(ROW_WEIGHTS))),
      (rows) => reverseKl(rows, targets, temperature, ROW_WEIGHTS),
    );
  });

  test(`the loss is 0, and so is its gradient, where both agree, at T = ${temperature}`, () => {
    const own = matrix(logs(LOGITS.map((row) => softmax(row, temperature))));
    const { value, gradient } = measured((logits) => reverseKlLoss(logits, logSoft(own, temperature)));
    assertClose([value], [0], 1e-6 * Math.max(1, temperature ** 2));
    assertClose(gradient, new Array(12).fill(0), 1e-6 * Math.max(1, temperature));
  });
}

test('targets whose probability would round to 0 stay finite', () => {
  const { value, gradient } = measured(
    (logits) => reverseKlLoss(logits, logSoft(tf.tensor2d([[-1000, 0]]), 1)),
    [[0, 0]],
  );
  assertClose([value], [500 - Math.log(2)], 1e-3);
  assertClose(gradient, [-250 + 500, 250 - 500], 1e-3);
});

test('the loss leaves exactly its scalar behind, and refuses shapes that differ', () => {
  const [logits, targets] = [matrix(LOGITS), matrix(TEACHER)];
  assert.equal(
    tensorsLeft(() => tf.tidy(() => reverseKlLoss(logits, logSoft(targets, 2)))),
    0,
  );
  assert.throws(() => reverseKlLoss(logits, logSoft(matrix([[1, 0]]), 1)), ShapeError);
});
