import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Scalar, type Tensor2D, tf } from '../../../../../peer/model/backend.js';
import { klLoss } from '../../../../../peer/model/losses/kl.js';
import { supervisedLoss } from '../../../../../peer/model/losses/supervised.js';
import { ShapeError } from '../../../../../proto/errors.js';
import { assertClose } from '../../../../support/closeness.js';
import {
  assertLoss,
  LOGITS,
  labelsTensor,
  matrix,
  measured,
  ROW_WEIGHTS,
  soft,
  TEMPERATURES,
  tensorsLeft,
  vector,
} from '../../../../support/loss-check.js';
import { distillation, type Rows, softmax } from '../../../../support/reference-loss.js';

const TARGETS: Rows = [
  [0.7, 0.1, 0.1, 0.1],
  [0, 0, 1, 0],
  [0.25, 0.25, 0.25, 0.25],
];

test('the loss of one row is what a hand computes', () => {
  const targets = tf.tensor2d([[0.5, 0.5]]);
  const { value, gradient } = measured((logits) => klLoss(logits, soft(targets, 1)), [[0, Math.log(3)]]);
  assertClose([value], [0.5 * Math.log(0.5 / 0.25) + 0.5 * Math.log(0.5 / 0.75)], 1e-6);
  assertClose(gradient, [0.25 - 0.5, 0.75 - 0.5], 1e-7);
  targets.dispose();
});

for (const temperature of TEMPERATURES) {
  const loss = (logits: Tensor2D): Scalar => klLoss(logits, soft(matrix(TARGETS), temperature));

  test(`the loss equals the formula, its gradient finite differences, at T = ${temperature}`, () => {
    assertLoss(loss, (rows) => distillation(rows, TARGETS, temperature));
  });

  test(`the gradient is T · (p − q) / batch at T = ${temperature}`, () => {
    const expected = LOGITS.flatMap((row, r) =>
      softmax(row, temperature).map((p, c) => (temperature * (p - TARGETS[r]![c]!)) / LOGITS.length),
    );
    assertClose(measured(loss).gradient, expected, 1e-6);
  });

  test(`the loss is 0, and so is its gradient, where both agree, at T = ${temperature}`, () => {
    const own = matrix(LOGITS.map((row) => softmax(row, temperature)));
    const { value, gradient } = measured((logits) => klLoss(logits, soft(own, temperature)));
    assertClose([value], [0], 1e-6 * Math.max(1, temperature ** 2));
    assertClose(gradient, new Array(12).fill(0), 1e-6);
  });
}

test('a row counts by its weight, and the batch as a whole', () => {
  const weighed = measured((logits) => klLoss(logits, soft(matrix(TARGETS), 2, vector(ROW_WEIGHTS))));
  const rows = LOGITS.map((row, r) =>
    measured((logits) => klLoss(logits, soft(matrix([TARGETS[r]!]), 2)), [row]),
  );
  const shares = ROW_WEIGHTS.map((weight) => weight / LOGITS.length);
  assertClose([weighed.value], [rows.reduce((sum, { value }, r) => sum + shares[r]! * value, 0)], 1e-6);
  assertClose(
    weighed.gradient,
    rows.flatMap(({ gradient }, r) => gradient.map((value) => shares[r]! * value)),
    1e-7,
  );
});

test('row weights of 1 change no bit', () => {
  const ones = measured((logits) => klLoss(logits, soft(matrix(TARGETS), 3, vector([1, 1, 1]))));
  const plain = measured((logits) => klLoss(logits, soft(matrix(TARGETS), 3)));
  assert.deepEqual(ones, plain);
});

test('a temperature below 1 does not flip the sign of a certain peer', () => {
  const { value, gradient } = measured(
    (logits) => klLoss(logits, soft(tf.tensor2d([[1, 0]]), 0.5)),
    [[-60, 60]],
  );
  assertClose([value], [0.25 * 240], 1e-4);
  assertClose(gradient, [-0.5, 0.5], 1e-6);
});

test('one-hot targets and huge logits stay finite', () => {
  const { value, gradient } = measured(
    (logits) =>
      tf.add(supervisedLoss(logits, labelsTensor([1])), klLoss(logits, soft(tf.tensor2d([[0, 1]]), 1))),
    [[1e4, -1e4]],
  );
  assert.equal(value, 4e4);
  assert.deepEqual(gradient, [2, -2]);
});

test('a constant added to the logits of a row changes nothing', () => {
  const moved = LOGITS.map((row) => row.map((logit) => logit + 32));
  const { value } = measured((logits) => klLoss(logits, soft(matrix(TARGETS), 2)), moved);
  assertClose([value], [distillation(LOGITS, TARGETS, 2)], 1e-5);
});

test('soft targets get no gradient, even from a live tensor', () => {
  const gradients = tf.grads((logits, targets) => klLoss(logits as Tensor2D, soft(targets as Tensor2D, 1)));
  assert.throws(() => gradients([matrix(LOGITS), matrix(TARGETS)]), /Cannot compute gradient/);
});

test('the loss leaves exactly its scalar behind', () => {
  const [logits, targets, weights] = [matrix(LOGITS), matrix(TARGETS), vector(ROW_WEIGHTS)];
  for (const temperature of [1, 3]) {
    assert.equal(
      tensorsLeft(() => klLoss(logits, soft(targets, temperature, weights))),
      0,
    );
  }
  tf.dispose([logits, targets, weights]);
});

test('shapes that differ are refused', () => {
  const logits = matrix(LOGITS);
  assert.throws(() => klLoss(logits, soft(tf.tensor2d([[1, 0, 0, 0]]), 1)), ShapeError);
  assert.throws(() => klLoss(logits, soft(matrix(TARGETS), 1, vector([1]))), ShapeError);
});
