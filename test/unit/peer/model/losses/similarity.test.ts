import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relativeSimilarities } from '../../../../../peer/core/teaching/relations.js';
import { type Tensor2D, tf } from '../../../../../peer/model/backend.js';
import { similarityLoss } from '../../../../../peer/model/losses/similarity.js';
import { assertClose } from '../../../../support/closeness.js';
import { assertLoss, LOGITS, measured, ROW_WEIGHTS, vector } from '../../../../support/loss-check.js';
import { similarity } from '../../../../support/reference-features.js';
import type { Rows } from '../../../../support/reference-loss.js';

/** Embeddings of another width. */
const TEACHER: Rows = [
  [1, 2],
  [0.5, -1],
  [2, 2],
];

function relation(teacher: Rows, weights: readonly number[]): Tensor2D {
  const width = teacher[0]!.length;
  const counted = weights.map((weight) => weight > 0);
  const flat = Float32Array.from(teacher.flat());
  return tf.tensor2d(Float32Array.from(relativeSimilarities(flat, width, counted)), [
    teacher.length,
    teacher.length,
  ]);
}

for (const weights of [[1, 1, 1], ROW_WEIGHTS]) {
  test(`the loss equals the formula, its gradient finite differences, with weights ${weights}`, () => {
    assertLoss(
      (embeddings) => similarityLoss(embeddings, relation(TEACHER, weights), vector(weights)),
      (embeddings) => similarity(embeddings, TEACHER, weights),
    );
  });
}

test('the same relation in another width is no loss', () => {
  const padded = TEACHER.map(([a, b]) => [b!, 0, a!, 0]);
  const { value, gradient } = measured(
    (embeddings) => similarityLoss(embeddings, relation(TEACHER, [1, 1, 1]), vector([1, 1, 1])),
    padded,
  );
  assertClose([value, ...gradient], new Array(1 + 12).fill(0), 1e-6);
});

test('embeddings of zeros and a batch that nobody teaches have finite gradients', () => {
  const zeros = LOGITS.map((row) => row.map(() => 0));
  for (const weights of [
    [1, 1, 1],
    [0, 0, 0],
  ]) {
    const { value, gradient } = measured(
      (embeddings) => similarityLoss(embeddings, relation(TEACHER, weights), vector(weights)),
      zeros,
    );
    assert.ok([value, ...gradient].every(Number.isFinite));
  }
});
