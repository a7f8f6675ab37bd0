import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  generalWeights,
  linearLogits,
  minLogits,
  naiveLogits,
} from '../../../../../peer/core/teaching/kdcl.js';
import { randomStream } from '../../../../../proto/random.js';
import { assertClose } from '../../../../support/closeness.js';
import { crossEntropy, softmax } from '../../../../support/reference-loss.js';

const random = randomStream(5, 'synthetic');
const drawn = (length: number): Float32Array => Float32Array.from({ length }, () => 3 * random.normal());
const rowOf = (networks: readonly Float32Array[], label: number) => ({
  networks,
  start: 0,
  classes: networks[0]!.length,
  label,
});
const lossOf = (logits: ArrayLike<number>, label: number): number =>
  crossEntropy([Array.from(logits)], [label]);

test('naive: the network with the least cross-entropy is the teacher, the first of equals', () => {
  const [a, b] = [Float32Array.of(1, 0, 0), Float32Array.of(0, 0, 2)];
  assert.deepEqual([...naiveLogits(rowOf([a, b], 0))], [1, 0, 0]);
  assert.deepEqual([...naiveLogits(rowOf([a, b], 2))], [0, 0, 2]);
  assert.deepEqual([...naiveLogits(rowOf([b, b.slice(), a], 1))], [1, 0, 0]);
});

test('MinLogit: the least of the differences to the label, 0 at the label', () => {
  const networks = [Float32Array.of(3, 1, 0), Float32Array.of(0, -1, 2)];
  assert.deepEqual([...minLogits(rowOf(networks, 0))], [0, -2, -3]);
});

test('MinLogit grants the label at least what the best network does', () => {
  for (let i = 0; i < 50; i++) {
    const networks = [drawn(6), drawn(6), drawn(6)];
    const losses = networks.map((logits) => lossOf(logits, 2));
    assert.ok(lossOf(minLogits(rowOf(networks, 2)), 2) <= Math.min(...losses) + 1e-9);
  }
});

test('linear: no point of a fine grid over the convex combinations has a smaller loss', () => {
  for (let i = 0; i < 20; i++) {
    const networks = [drawn(5), drawn(5), drawn(5)];
    const label = i % 5;
    const found = lossOf(linearLogits(rowOf(networks, label)), label);
    for (let a = 0; a <= 50; a++) {
      for (let b = 0; a + b <= 50; b++) {
        const shares = [a / 50, b / 50, (50 - a - b) / 50];
        const mixed = networks[0]!.map((_, c) =>
          networks.reduce((sum, one, t) => sum + shares[t]! * one[c]!, 0),
        );
        assert.ok(found <= lossOf(mixed, label) + 2e-4, `${found} > ${lossOf(mixed, label)} at ${shares}`);
      }
    }
  }
});

test('linear: two networks that err on different classes do better together than either', () => {
  const networks = [Float32Array.of(2, 3, -4), Float32Array.of(2, -4, 3)];
  const together = lossOf(linearLogits(rowOf(networks, 0)), 0);
  assertClose([together], [lossOf([2, -0.5, -0.5], 0)], 1e-4);
});

test('linear: one network alone, or one that is best by far, is taken as it is', () => {
  const best = Float32Array.of(9, 0, 0);
  assert.deepEqual([...linearLogits(rowOf([best], 0))], [9, 0, 0]);
  assertClose(linearLogits(rowOf([Float32Array.of(-5, 1, 1), best], 0)), best, 1e-6);
});

test('general: weights are C⁻¹ 1 normalised where that is positive', () => {
  const classes = 3;
  const labels = Int32Array.of(0, 1, 2, 0);
  const networks = [drawn(12), drawn(12)];
  const errors = networks.map((logits) =>
    [...labels].flatMap((label, r) =>
      softmax([...logits.subarray(r * classes, (r + 1) * classes)]).map((p, c) => p - (c === label ? 1 : 0)),
    ),
  );
  const covariance = errors.map((a) =>
    errors.map((b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)),
  );
  const [[aa, ab], [, bb]] = covariance as [[number, number], [number, number]];
  const total = aa + bb - 2 * ab;
  const expected = [(bb - ab) / total, (aa - ab) / total];
  assert.ok(Math.min(...expected) > 0, 'this sample has its minimum inside');
  assertClose(
    generalWeights(networks, labels, classes, () => true),
    expected,
    1e-6,
  );
});

test('general: a network that is right gets all, and rows that do not count change nothing', () => {
  const right = Float32Array.of(20, 0, 0, 0, 20, 0);
  const wrong = Float32Array.of(0, 20, 0, 20, 0, 0);
  const labels = Int32Array.of(0, 1);
  assertClose(
    generalWeights([wrong, right], labels, 3, () => true),
    [0, 1],
    1e-6,
  );
  const half = Float32Array.of(20, 0, 0, 20, 0, 0);
  assertClose(
    generalWeights([wrong, half], labels, 3, (row) => row === 0),
    [0, 1],
    1e-6,
  );
});

test('general: without a row to judge by, weights are equal', () => {
  assert.deepEqual([...generalWeights([drawn(3), drawn(3)], Int32Array.of(0), 3, () => false)], [0.5, 0.5]);
});
