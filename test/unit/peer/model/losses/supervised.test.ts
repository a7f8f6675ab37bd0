import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf } from '../../../../../peer/model/backend.js';
import { supervisedLoss } from '../../../../../peer/model/losses/supervised.js';
import { ShapeError } from '../../../../../proto/errors.js';
import { assertClose } from '../../../../support/closeness.js';
import {
  assertLoss,
  LABELS,
  LOGITS,
  labelsTensor,
  matrix,
  measured,
  tensorsLeft,
} from '../../../../support/loss-check.js';
import { crossEntropy } from '../../../../support/reference-loss.js';

test('the supervised loss of two rows is what a hand computes', () => {
  const rows = [
    [0, Math.log(3)],
    [Math.log(4), 0],
  ]; // probabilities 1/4 3/4 and 4/5 1/5
  const { value, gradient } = measured((logits) => supervisedLoss(logits, labelsTensor([1, 1])), rows);
  assertClose([value], [(Math.log(4 / 3) + Math.log(5)) / 2], 1e-6);
  assertClose(gradient, [1 / 8, -1 / 8, 4 / 10, -4 / 10], 1e-7);
});

test('the supervised loss equals the formula, its gradient finite differences', () => {
  assertLoss(
    (logits) => supervisedLoss(logits, labelsTensor()),
    (rows) => crossEntropy(rows, LABELS),
  );
});

test('an upstream factor scales the gradient', () => {
  const one = measured((logits) => supervisedLoss(logits, labelsTensor()));
  const three = measured((logits) => tf.mul(supervisedLoss(logits, labelsTensor()), 3));
  assertClose(
    three.gradient,
    one.gradient.map((value) => 3 * value),
    1e-6,
  );
});

test('the supervised loss leaves exactly its scalar behind', () => {
  const [logits, labels] = [matrix(LOGITS), labelsTensor()];
  assert.equal(
    tensorsLeft(() => supervisedLoss(logits, labels)),
    0,
  );
  tf.dispose([logits, labels]);
});

test('batches that differ are refused, and so is a label out of range', () => {
  const logits = matrix(LOGITS);
  assert.throws(() => supervisedLoss(logits, labelsTensor([0])), ShapeError);
  assert.throws(() => supervisedLoss(logits, labelsTensor([0, 1, 4])), /outside the valid range/);
});
