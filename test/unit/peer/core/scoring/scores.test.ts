import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreement, ensembleMetrics, metricsOf } from '../../../../../peer/core/scoring/scores.js';
import { ShapeError } from '../../../../../proto/errors.js';
import { assertClose } from '../../../../support/closeness.js';

const ln = Math.log;

test('metrics of one peer: share of right top classes and mean negative log-likelihood', () => {
  const logits = Float32Array.of(0, ln(3), ln(4), 0, 0, ln(9));
  const { accuracy, loss } = metricsOf(logits, Int32Array.of(1, 1, 1), 2);
  assertClose([accuracy, loss], [2 / 3, -(ln(3 / 4) + ln(1 / 5) + ln(9 / 10)) / 3], 1e-6);
});

test('the ensemble is the mean of probabilities, which may be right where most peers are wrong', () => {
  const certain = Float32Array.of(ln(99), 0); // 0.99 for class 0
  const doubtful = Float32Array.of(0, ln(1.5)); // 0.4 for class 0
  const { accuracy, loss } = ensembleMetrics([certain, doubtful, doubtful], Int32Array.of(0), 2);
  assert.equal(accuracy, 1);
  assertClose([loss], [-ln((0.99 + 0.4 + 0.4) / 3)], 1e-6);
});

test('an ensemble of equal peers scores as one of them', () => {
  const logits = Float32Array.of(1, 2, 0, 5, 5, 4);
  const labels = Int32Array.of(1, 2);
  const [one, three] = [metricsOf(logits, labels, 3), ensembleMetrics([logits, logits, logits], labels, 3)];
  assertClose([three.accuracy, three.loss], [one.accuracy, one.loss], 1e-12);
});

test('a certain and wrong peer has a large finite loss', () => {
  assert.equal(metricsOf(Float32Array.of(1e4, -1e4), Int32Array.of(1), 2).loss, 2e4);
});

test('the first of equal logits is the top class', () => {
  assert.equal(metricsOf(Float32Array.of(1, 1), Int32Array.of(0), 2).accuracy, 1);
});

test('agreement is the mean over pairs of the share of equal top classes', () => {
  const tops = (...classes: number[]): Float32Array =>
    Float32Array.from(classes.flatMap((top) => [0, 1, 2].map((c) => (c === top ? 1 : 0))));
  const peers = [tops(0, 1, 2, 0), tops(0, 1, 2, 1), tops(0, 2, 2, 1)];
  assertClose([agreement(peers, 3)], [(3 / 4 + 2 / 4 + 3 / 4) / 3], 1e-12);
  assert.equal(agreement([peers[0]!, peers[0]!], 3), 1);
});

test('sizes that do not fit, and scores of nothing, are refused', () => {
  const logits = Float32Array.of(1, 2);
  assert.throws(() => metricsOf(logits, Int32Array.of(0, 1), 2), ShapeError);
  assert.throws(() => metricsOf(new Float32Array(0), new Int32Array(0), 2), ShapeError);
  assert.throws(() => ensembleMetrics([], Int32Array.of(0), 2), ShapeError);
  assert.throws(() => agreement([logits, Float32Array.of(1)], 2), ShapeError);
  assert.throws(() => agreement([logits], 2), ShapeError);
});
