import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf } from '../../../../../peer/model/backend.js';
import { type DecoupledFactors, decoupledLoss } from '../../../../../peer/model/losses/decoupled.js';
import { klLoss } from '../../../../../peer/model/losses/kl.js';
import { standardizedLogits } from '../../../../../peer/model/losses/standardization.js';
import { ShapeError } from '../../../../../proto/errors.js';
import { assertClose } from '../../../../support/closeness.js';
import {
  assertLoss,
  LABELS,
  LOGITS,
  labelsTensor,
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
import { decoupled, type Rows, softmax, standardize } from '../../../../support/reference-loss.js';

const factorsOf = ({ target, others }: { target: number; others: number }): DecoupledFactors => ({
  dkdTarget: target,
  dkdOthers: others,
});
const logTargets = (teacher: Rows, temperature: number): number[][] =>
  teacher.map((row) => softmax(row, temperature).map(Math.log));

for (const temperature of TEMPERATURES) {
  test(`the loss equals the formula, its gradient finite differences, at T = ${temperature}`, () => {
    const factors = { target: 1, others: 8 };
    const targets = TEACHER.map((row) => softmax(row, temperature));
    assertLoss(
      (logits) =>
        decoupledLoss(
          logits,
          logSoft(matrix(logTargets(TEACHER, temperature)), temperature, vector(ROW_WEIGHTS)),
          labelsTensor(),
          factorsOf(factors),
        ),
      (rows) => decoupled(rows, targets, LABELS, { temperature, ...factors }, ROW_WEIGHTS),
    );
  });
}

// The authors' code (mdistiller, dkd_loss), transcribed line by line to Python floats, gives these for LOGITS, TEACHER
// and LABELS; the last with the logits of both sides normalised as in the code of logit standardisation.
for (const [temperature, target, others, standard, expected] of [
  [4, 1, 8, false, 13.803618297612955],
  [1, 2, 0.5, false, 0.8868972154435496],
  [2, 1, 8, true, 4.516140347578928],
] as const) {
  test(`the authors' code gives ${expected} at T = ${temperature}, α = ${target}, β = ${others}`, () => {
    const teacher = standard ? standardize(TEACHER) : TEACHER;
    const { value } = measured((logits) =>
      decoupledLoss(
        standard ? standardizedLogits(logits) : logits,
        logSoft(matrix(logTargets(teacher, temperature)), temperature),
        labelsTensor(),
        factorsOf({ target, others }),
      ),
    );
    assertClose([value], [expected], 1e-5 * expected);
  });
}

test('with α = 1 and β = 1 − q[label] it is the KL divergence', () => {
  const [row, teacher] = [[LOGITS[1]!], [TEACHER[1]!]];
  const probabilities = softmax(teacher[0]!, 2);
  const others = 1 - probabilities[3]!;
  const kl = measured((logits) => klLoss(logits, soft(matrix([probabilities]), 2)), row);
  const both = measured(
    (logits) =>
      decoupledLoss(
        logits,
        logSoft(matrix(logTargets(teacher, 2)), 2),
        labelsTensor([3]),
        factorsOf({ target: 1, others }),
      ),
    row,
  );
  assertClose([both.value], [kl.value], 1e-6);
  assertClose(both.gradient, kl.gradient, 1e-6);
});

test('what a sure teacher knows of the other classes is not lost in rounding', () => {
  const sure = [[40, 1, 0]]; // the others' probabilities are 1e-17 and less, their ratio e
  const own = [[2, 0, 0]];
  const { gradient } = measured(
    (logits) =>
      decoupledLoss(
        logits,
        logSoft(matrix(logTargets(sure, 1)), 1),
        labelsTensor([0]),
        factorsOf({ target: 0, others: 1 }),
      ),
    own,
  );
  const [second, third] = softmax([1, 0]);
  assertClose(gradient, [0, 0.5 - second!, 0.5 - third!], 1e-6);
});

test('with two classes there are no others: only the first part remains', () => {
  const [own, teacher] = [[[1, -1]], [[0.5, 0.25]]];
  const with8 = measured(
    (logits) =>
      decoupledLoss(
        logits,
        logSoft(matrix(logTargets(teacher, 1)), 1),
        labelsTensor([0]),
        factorsOf({ target: 1, others: 8 }),
      ),
    own,
  );
  const kl = measured((logits) => klLoss(logits, soft(matrix([softmax(teacher[0]!)]), 1)), own);
  assertClose([with8.value], [kl.value], 1e-6);
  assertClose(with8.gradient, kl.gradient, 1e-6);
});

test('the loss leaves exactly its scalar behind within tidy, and refuses shapes that differ', () => {
  const [logits, targets, labels] = [matrix(LOGITS), matrix(TEACHER), labelsTensor()];
  const factors = { target: 1, others: 8 };
  assert.equal(
    tensorsLeft(() => tf.tidy(() => decoupledLoss(logits, logSoft(targets, 2), labels, factorsOf(factors)))),
    0,
  );
  assert.throws(
    () => decoupledLoss(logits, logSoft(matrix([[1, 0]]), 1), labels, factorsOf(factors)),
    ShapeError,
  );
});
