import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relativeDistances } from '../../../../../peer/core/teaching/relations.js';
import { type Tensor2D, tf } from '../../../../../peer/model/backend.js';
import { ANGLE_SAMPLES_MAX, relationalLoss } from '../../../../../peer/model/losses/relational.js';
import { assertClose } from '../../../../support/closeness.js';
import { measured, vector } from '../../../../support/loss-check.js';
import { relational } from '../../../../support/reference-features.js';
import { finiteDifferences, type Rows } from '../../../../support/reference-loss.js';
import { noise } from '../../../../support/step-kit.js';

const rows = (seed: number, count: number, width: number): number[][] => {
  const values = noise(seed, count * width);
  return Array.from({ length: count }, (_, r) => [...values.subarray(r * width, (r + 1) * width)]);
};
const OWN = rows(1, 5, 4);
const TEACHER = rows(2, 5, 3);

function relation(teacher: Rows, weights: readonly number[]): Tensor2D {
  const counted = weights.map((weight) => weight > 0);
  const distances = relativeDistances(Float32Array.from(teacher.flat()), teacher[0]!.length, counted);
  return tf.tensor2d(Float32Array.from(distances), [teacher.length, teacher.length]);
}

for (const weights of [
  [1, 1, 1, 1, 1],
  [1, 0.5, 0, 1, 0.25],
]) {
  test(`the loss equals the formula, its gradient finite differences, with weights ${weights}`, () => {
    const { value, gradient } = measured(
      (embeddings) => relationalLoss(embeddings, relation(TEACHER, weights), vector(weights)),
      OWN,
    );
    const reference = (embeddings: Rows): number => relational(embeddings, TEACHER, weights);
    assertClose([value], [reference(OWN)], 2e-5 * reference(OWN));
    const expected = finiteDifferences(reference, OWN).flat();
    const steepest = Math.max(...expected.map(Math.abs));
    assertClose(gradient, expected, 5e-5 * Math.max(steepest, 1)); // 1e-6 is added to squared distances of order 0.1
  });
}

test('the same embedding turned, moved, stretched and widened is no loss', () => {
  const turned = TEACHER.map(([x, y, z]) => [3 * y! + 1, -3 * x! + 2, 0, 3 * z! - 5]);
  const { value, gradient } = measured(
    (embeddings) => relationalLoss(embeddings, relation(TEACHER, [1, 1, 1, 1, 1]), vector([1, 1, 1, 1, 1])),
    turned,
  );
  assertClose([value], [0], 1e-6);
  assertClose(gradient, new Array(20).fill(0), 1e-4);
});

test('samples that are the same, a dead network and a batch that nobody teaches have finite gradients', () => {
  const twins = [OWN[0]!, OWN[0]!, OWN[1]!, OWN[2]!, OWN[3]!];
  const dead = OWN.map((row) => row.map(() => 0));
  for (const [embeddings, weights] of [
    [twins, [1, 1, 1, 1, 1]],
    [dead, [1, 1, 1, 1, 1]],
    [OWN, [0, 0, 0, 0, 0]],
    [OWN, [1, 0, 0, 0, 0]],
  ] as const) {
    const { value, gradient } = measured(
      (own) => relationalLoss(own, relation(TEACHER, weights), vector(weights)),
      embeddings,
    );
    assert.ok([value, ...gradient].every(Number.isFinite));
  }
});

test('of a large batch the angles of the first 64 samples count', () => {
  const count = ANGLE_SAMPLES_MAX + 3;
  const [own, teacher] = [rows(3, count, 4), rows(4, count, 4)];
  const weights = new Array<number>(count).fill(1);
  const { value, gradient } = measured(
    (embeddings) => relationalLoss(embeddings, relation(teacher, weights), vector(weights)),
    own,
  );
  assert.ok(value > 0 && gradient.every(Number.isFinite));
  assert.ok(
    gradient.slice(-4).some((slope) => slope !== 0),
    'distances of the last sample count all the same',
  );
});
