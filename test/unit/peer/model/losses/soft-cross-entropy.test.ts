import assert from 'node:assert/strict';
import { test } from 'node:test';
import { klLoss } from '../../../../../peer/model/losses/kl.js';
import { softCrossEntropyLoss } from '../../../../../peer/model/losses/soft-cross-entropy.js';
import { ShapeError } from '../../../../../proto/errors.js';
import { assertClose } from '../../../../support/closeness.js';
import {
  assertLoss,
  LOGITS,
  matrix,
  measured,
  ROW_WEIGHTS,
  soft,
  TEACHER,
  TEMPERATURES,
  tensorsLeft,
  vector,
} from '../../../../support/loss-check.js';
import { mean, softmax } from '../../../../support/reference-loss.js';

for (const temperature of TEMPERATURES) {
  const targets = TEACHER.map((row) => softmax(row, temperature));

  test(`the loss equals the formula, its gradient finite differences, at T = ${temperature}`, () => {
    assertLoss(
      (logits) => softCrossEntropyLoss(logits, soft(matrix(targets), temperature, vector(ROW_WEIGHTS))),
      (rows) =>
        temperature ** 2 *
        mean(
          rows.map((row, r) => {
            const p = softmax(row, temperature);
            return ROW_WEIGHTS[r]! * targets[r]!.reduce((sum, q, c) => sum - q * Math.log(p[c]!), 0);
          }),
        ),
    );
  });

  test(`the gradient is that of the KL divergence to the bit, the value larger by T² · entropy, at T = ${temperature}`, () => {
    const cross = measured((logits) => softCrossEntropyLoss(logits, soft(matrix(targets), temperature)));
    const kl = measured((logits) => klLoss(logits, soft(matrix(targets), temperature)));
    assert.deepEqual(cross.gradient, kl.gradient);
    const entropy = mean(targets.map((row) => row.reduce((sum, q) => sum - q * Math.log(q), 0)));
    const scale = Math.max(1, temperature ** 2);
    assertClose([cross.value], [kl.value + temperature ** 2 * entropy], 1e-5 * scale);
  });
}

test('the loss leaves exactly its scalar behind, and refuses shapes that differ', () => {
  const [logits, targets] = [matrix(LOGITS), matrix(TEACHER.map((row) => softmax(row)))];
  assert.equal(
    tensorsLeft(() => softCrossEntropyLoss(logits, soft(targets, 2))),
    0,
  );
  assert.throws(() => softCrossEntropyLoss(logits, soft(matrix([[1, 0]]), 1)), ShapeError);
});
