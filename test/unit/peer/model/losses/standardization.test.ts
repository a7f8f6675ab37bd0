import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Scalar, type Tensor2D, tf } from '../../../../../peer/model/backend.js';
import { klLoss } from '../../../../../peer/model/losses/kl.js';
import { standardizedLogits } from '../../../../../peer/model/losses/standardization.js';
import { assertClose } from '../../../../support/closeness.js';
import {
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
import { distillation, mean, softmax, standardize } from '../../../../support/reference-loss.js';

test('each row gets mean 0 and deviation 1', () => {
  const rows = tf.tidy(() => standardizedLogits(matrix(LOGITS)).arraySync());
  assertClose(rows.flat(), standardize(LOGITS).flat(), 1e-6);
  for (const row of rows) assertClose([mean(row)], [0], 1e-6);
});

test('its gradient is that of finite differences, through any loss', () => {
  const factors = [
    [1, -2, 0.5, 3],
    [0.25, 1, 1, -1],
    [2, 0, -1, 0.5],
  ];
  const weighed = (logits: Tensor2D): Scalar =>
    tf.sum(tf.mul(tf.square(standardizedLogits(logits)), matrix(factors))) as Scalar;
  assertLoss(weighed, (rows) =>
    standardize(rows)
      .flatMap((row, r) => row.map((value, c) => factors[r]![c]! * value ** 2))
      .reduce((a, b) => a + b),
  );
});

test('the KL divergence of both sides standardised equals the formula, its gradient finite differences', () => {
  const targets = standardize(TEACHER).map((row) => softmax(row, 2));
  assertLoss(
    (logits) => klLoss(standardizedLogits(logits), soft(matrix(targets), 2, vector(ROW_WEIGHTS))),
    (rows) =>
      mean(standardize(rows).map((row, r) => ROW_WEIGHTS[r]! * distillation([row], [targets[r]!], 2))),
  );
});

test("the authors' code, transcribed to Python floats, gives 0.4986945276245482 at T = 2", () => {
  const targets = matrix(standardize(TEACHER).map((row) => softmax(row, 2)));
  const { value } = measured((logits) => klLoss(standardizedLogits(logits), soft(targets, 2)));
  assertClose([value], [0.4986945276245482], 1e-6);
});

test('scale and offset of the logits change nothing', () => {
  const stretched = LOGITS.map((row) => row.map((value) => 3 * value - 7));
  const [a, b] = tf.tidy(() =>
    [LOGITS, stretched].map((rows) => [...standardizedLogits(matrix(rows)).dataSync()]),
  );
  assertClose(a!, b!, 1e-5);
});

test('equal logits standardise to 0, and their gradient is finite', () => {
  const { value, gradient } = measured((logits) => tf.sum(standardizedLogits(logits)), [[2, 2, 2, 2]]);
  assert.equal(value, 0);
  assert.ok(gradient.every(Number.isFinite), `${gradient}`);
});

test('it leaves exactly its result behind within tidy', () => {
  const logits = matrix(LOGITS);
  assert.equal(
    tensorsLeft(() => tf.tidy(() => tf.sum(standardizedLogits(logits)) as Scalar)),
    0,
  );
  logits.dispose();
});
