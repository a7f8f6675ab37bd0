import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StepLosses } from '../../../../peer/model/step-context.js';
import { NonFiniteGuard } from '../../../../peer/model/train.js';
import { CodistillError } from '../../../../proto/errors.js';

const LOSSES: StepLosses = {
  supervised: 1,
  distillation: 0,
  feature: 0,
  exits: 0,
  weight: 1,
  teachers: 0,
  rowsTaught: 0,
  gradientRatio: Number.NaN,
  applied: true,
};
const LEFT_OUT: StepLosses = { ...LOSSES, supervised: Number.NaN, applied: false };

test('the third update left out in a row fails the peer, naming the first of them and the learning rate', () => {
  const guard = new NonFiniteGuard();
  guard.check(LEFT_OUT, 10, 0.5);
  guard.check(LEFT_OUT, 11, 0.5);
  assert.throws(
    () => guard.check(LEFT_OUT, 12, 0.5),
    (error: unknown) =>
      error instanceof CodistillError &&
      error.code === 'ERR_NON_FINITE' &&
      /since step 10/.test(error.message) &&
      /0\.500/.test(error.fix) &&
      error.facts.step === 12,
  );
});

test('an update in between starts the count again', () => {
  const guard = new NonFiniteGuard();
  for (let step = 0; step < 9; step++) guard.check(step % 3 === 2 ? LOSSES : LEFT_OUT, step, 0.5);
  guard.check(LEFT_OUT, 9, 0.5);
  guard.check(LEFT_OUT, 10, 0.5);
  assert.throws(() => guard.check(LEFT_OUT, 11, 0.5), /since step 9/);
});
