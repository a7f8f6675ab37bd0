import assert from 'node:assert/strict';
import { test } from 'node:test';
import { softTargets } from '../../../../peer/core/targets.js';
import { ShapeError } from '../../../../proto/errors.js';
import { assertClose } from '../../../support/closeness.js';

const LN2 = Math.log(2);

test('the soft targets of one teacher are its softmax', () => {
  const targets = softTargets([Float32Array.of(0, LN2, 0, 0, 0, 5 * LN2)], undefined, 2, 3, 1);
  assertClose(targets, [1 / 4, 2 / 4, 1 / 4, 1 / 34, 1 / 34, 32 / 34], 1e-7);
});

test('temperature divides the logits', () => {
  const targets = softTargets([Float32Array.of(0, 2 * LN2)], undefined, 1, 2, 2);
  assertClose(targets, [1 / 3, 2 / 3], 1e-7);
});

test('several teachers are averaged as probabilities, not as logits', () => {
  const teachers = [Float32Array.of(0, LN2), Float32Array.of(3 * LN2, 0)];
  assertClose(softTargets(teachers, undefined, 1, 2, 1), [(1 / 3 + 8 / 9) / 2, (2 / 3 + 1 / 9) / 2], 1e-7);
});

test('weights count relative to their sum', () => {
  const teachers = [Float32Array.of(0, LN2), Float32Array.of(3 * LN2, 0)];
  assertClose(softTargets(teachers, [3, 1], 1, 2, 1), [(1 + 8 / 9) / 4, (2 + 1 / 9) / 4], 1e-7);
  assert.deepEqual(softTargets(teachers, [3, 1], 1, 2, 1), softTargets(teachers, [6, 2], 1, 2, 1));
  assert.deepEqual(softTargets(teachers, [2, 2], 1, 2, 1), softTargets(teachers, undefined, 1, 2, 1));
});

test('a teacher of weight 0 changes nothing', () => {
  const teacher = Float32Array.of(1, 2, 3);
  const other = Float32Array.of(9, -4, 0);
  assert.deepEqual(
    softTargets([teacher, other], [1, 0], 1, 3, 1),
    softTargets([teacher], undefined, 1, 3, 1),
  );
});

test('huge logits neither overflow nor vanish', () => {
  const targets = softTargets([Float32Array.of(3e38, -3e38, 3e38)], undefined, 1, 3, 1);
  assert.deepEqual([...targets], [0.5, 0, 0.5]);
});

test('the teachers given are left as they are', () => {
  const teacher = Float32Array.of(1, 2);
  softTargets([teacher], undefined, 1, 2, 1);
  assert.deepEqual([...teacher], [1, 2]);
});

test('sizes and weights that do not fit are refused', () => {
  const two = Float32Array.of(1, 2);
  assert.throws(() => softTargets([], undefined, 1, 2, 1), ShapeError);
  assert.throws(
    () => softTargets([two, Float32Array.of(1)], undefined, 1, 2, 1),
    /teacher 1 has 1 logits, 2 expected/,
  );
  assert.throws(() => softTargets([two], [1, 1], 1, 2, 1), ShapeError);
  for (const weight of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => softTargets([two], [weight], 1, 2, 1), ShapeError);
  }
});
