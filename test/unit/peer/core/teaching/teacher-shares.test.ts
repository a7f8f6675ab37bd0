import assert from 'node:assert/strict';
import { test } from 'node:test';
import { teacherShares } from '../../../../../peer/core/teaching/teacher-shares.js';
import { assertClose } from '../../../../support/closeness.js';
import { softmax } from '../../../../support/reference-loss.js';
import { teachingsOf } from '../../../../support/soft-targets.js';

const LABELS = Int32Array.of(1, 0);
const A = Float32Array.of(0, 3, 1, 1);
const B = Float32Array.of(2, -1, 4, -2);
const shareOfFirst = (result: ReturnType<typeof teacherShares>): number[] => [...result.shares[0]!];

test('by edges, the weights of the edges count relative to their sum', () => {
  const shares = teacherShares(teachingsOf([A, B], [3, 1]), LABELS, 2, 'edges');
  assert.deepEqual(shareOfFirst(shares), [0.75, 0.75]);
  assert.deepEqual([...shares.rowWeights], [1, 1]);
});

test('by confidence, a row follows the teacher that gives its label more probability', () => {
  const shares = teacherShares(teachingsOf([A, B]), LABELS, 2, 'confidence');
  const [a, b] = [A, B].map((logits) => [
    softmax([logits[0]!, logits[1]!])[1]!,
    softmax([logits[2]!, logits[3]!])[0]!,
  ]);
  assertClose(
    shareOfFirst(shares),
    [0, 1].map((row) => a![row]! / (a![row]! + b![row]!)),
    1e-9,
  );
});

test('by confidence, teachers that are all sure of another class still have shares', () => {
  const sure = Float32Array.of(4000, 0, 0, 4000);
  const surer = Float32Array.of(9000, 0, 0, 9000);
  const { shares } = teacherShares(teachingsOf([surer, sure]), LABELS, 2, 'confidence');
  assert.deepEqual(
    shares.map((one) => [...one]),
    [
      [0, 0],
      [1, 1],
    ],
  );
});

test('by validation, a teacher counts by its accuracy; one that has not said its own by the mean of the others', () => {
  const [a, b, c] = teachingsOf([A, B, A]);
  const known = [
    { ...a!, validationAccuracy: 0.9 },
    { ...b!, validationAccuracy: 0.3 },
  ];
  assertClose(shareOfFirst(teacherShares(known, LABELS, 2, 'validation')), [0.75, 0.75], 1e-12);
  const three = teacherShares([...known, c!], LABELS, 2, 'validation');
  assertClose([three.shares[2]![0]!], [0.6 / 1.8], 1e-12);
  assert.deepEqual(shareOfFirst(teacherShares([a!, b!], LABELS, 2, 'validation')), [0.5, 0.5]);
});

test('by validation, teachers that are never right count alike', () => {
  const never = teachingsOf([A, B]).map((one) => ({ ...one, validationAccuracy: 0 }));
  assert.deepEqual(shareOfFirst(teacherShares(never, LABELS, 2, 'validation')), [0.5, 0.5]);
});

test('a teacher of weight 0 covers nothing', () => {
  const { shares, rowWeights } = teacherShares(teachingsOf([A], [0]), LABELS, 2, 'confidence');
  assert.deepEqual([...shares[0]!], [0, 0]);
  assert.deepEqual([...rowWeights], [0, 0]);
});
