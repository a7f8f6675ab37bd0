import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Scalar, type Tensor2D, tf } from '../../../../peer/model/backend.js';
import { distillationLoss, supervisedLoss } from '../../../../peer/model/losses.js';
import { ShapeError } from '../../../../proto/errors.js';
import { assertClose } from '../../../support/closeness.js';
import {
  crossEntropy,
  distillation,
  finiteDifferences,
  type Rows,
  softmax,
} from '../../../support/reference-loss.js';

const LOGITS: Rows = [
  [2, -1, 0.5, 0.25],
  [0, 0, 3, -2],
  [-4, 1.5, 1, 0],
];
const LABELS = [0, 3, 1];
const TARGETS: Rows = [
  [0.7, 0.1, 0.1, 0.1],
  [0, 0, 1, 0],
  [0.25, 0.25, 0.25, 0.25],
];
const TEMPERATURES = [0.5, 1, 2, 4, 20];

const logitsTensor = (rows: Rows): Tensor2D => tf.tensor2d(rows.map((row) => [...row]));
const labelsTensor = () => tf.tensor1d(LABELS, 'int32');

/** Value and gradient of a loss of logits; leaves no tensor. */
function measured(loss: (logits: Tensor2D) => Scalar, at: Rows): { value: number; gradient: number[] } {
  return tf.tidy(() => {
    const { value, grad } = tf.valueAndGrad((logits) => loss(logits as Tensor2D))(logitsTensor(at));
    return { value: value.dataSync()[0]!, gradient: [...grad.dataSync()] };
  });
}

test('the supervised loss of two rows is what a hand computes', () => {
  const rows = [
    [0, Math.log(3)],
    [Math.log(4), 0],
  ]; // probabilities 1/4 3/4 and 4/5 1/5
  const { value, gradient } = measured(
    (logits) => supervisedLoss(logits, tf.tensor1d([1, 1], 'int32')),
    rows,
  );
  assertClose([value], [(Math.log(4 / 3) + Math.log(5)) / 2], 1e-6);
  assertClose(gradient, [1 / 8, -1 / 8, 4 / 10, -4 / 10], 1e-7);
});

test('the distillation loss of one row is what a hand computes', () => {
  const targets = tf.tensor2d([[0.5, 0.5]]);
  const { value, gradient } = measured((logits) => distillationLoss(logits, targets, 1), [[0, Math.log(3)]]);
  assertClose([value], [0.5 * Math.log(0.5 / 0.25) + 0.5 * Math.log(0.5 / 0.75)], 1e-6);
  assertClose(gradient, [0.25 - 0.5, 0.75 - 0.5], 1e-7);
  targets.dispose();
});

test('the supervised loss equals the formula, its gradient finite differences', () => {
  const { value, gradient } = measured((logits) => supervisedLoss(logits, labelsTensor()), LOGITS);
  assertClose([value], [crossEntropy(LOGITS, LABELS)], 1e-6);
  assertClose(gradient, finiteDifferences((rows) => crossEntropy(rows, LABELS), LOGITS).flat(), 1e-6);
});

for (const temperature of TEMPERATURES) {
  test(`the distillation loss equals the formula, its gradient finite differences, at T = ${temperature}`, () => {
    const loss = (logits: Tensor2D): Scalar => distillationLoss(logits, logitsTensor(TARGETS), temperature);
    const { value, gradient } = measured(loss, LOGITS);
    const reference = (rows: Rows): number => distillation(rows, TARGETS, temperature);
    const scale = Math.max(1, reference(LOGITS));
    assertClose([value], [reference(LOGITS)], 3e-5 * scale);
    assertClose(gradient, finiteDifferences(reference, LOGITS).flat(), 1e-6);
  });

  test(`the gradient of the distillation loss is T · (p − q) / batch at T = ${temperature}`, () => {
    const { gradient } = measured(
      (logits) => distillationLoss(logits, logitsTensor(TARGETS), temperature),
      LOGITS,
    );
    const expected = LOGITS.flatMap((row, r) =>
      softmax(row, temperature).map((p, c) => (temperature * (p - TARGETS[r]![c]!)) / LOGITS.length),
    );
    assertClose(gradient, expected, 1e-6);
  });

  test(`the distillation loss is 0, and so is its gradient, where both agree, at T = ${temperature}`, () => {
    const own = LOGITS.map((row) => softmax(row, temperature));
    const { value, gradient } = measured(
      (logits) => distillationLoss(logits, logitsTensor(own), temperature),
      LOGITS,
    );
    assertClose([value], [0], 1e-6 * Math.max(1, temperature ** 2));
    assertClose(gradient, new Array(12).fill(0), 1e-6);
  });
}

test('a temperature below 1 does not flip the sign of a certain peer', () => {
  const certain = [[-60, 60]];
  const { value, gradient } = measured(
    (logits) => distillationLoss(logits, tf.tensor2d([[1, 0]]), 0.5),
    certain,
  );
  assertClose([value], [0.25 * 240], 1e-4);
  assertClose(gradient, [-0.5, 0.5], 1e-6);
});

test('one-hot targets and huge logits stay finite', () => {
  const { value, gradient } = measured(
    (logits) =>
      tf.add(
        supervisedLoss(logits, tf.tensor1d([1], 'int32')),
        distillationLoss(logits, tf.tensor2d([[0, 1]]), 1),
      ),
    [[1e4, -1e4]],
  );
  assert.equal(value, 4e4);
  assert.deepEqual(gradient, [2, -2]);
});

test('a constant added to the logits of a row changes no loss', () => {
  const moved = LOGITS.map((row) => row.map((logit) => logit + 32));
  for (const at of [LOGITS, moved]) {
    const { value } = measured((logits) => distillationLoss(logits, logitsTensor(TARGETS), 2), at);
    assertClose([value], [distillation(LOGITS, TARGETS, 2)], 1e-5);
  }
});

test('soft targets get no gradient, even from a live tensor', () => {
  const gradients = tf.grads((logits, targets) =>
    distillationLoss(logits as Tensor2D, targets as Tensor2D, 1),
  );
  assert.throws(() => gradients([logitsTensor(LOGITS), logitsTensor(TARGETS)]), /Cannot compute gradient/);
});

test('an upstream factor scales the gradient', () => {
  const one = measured((logits) => supervisedLoss(logits, labelsTensor()), LOGITS);
  const three = measured((logits) => tf.mul(supervisedLoss(logits, labelsTensor()), 3), LOGITS);
  assertClose(
    three.gradient,
    one.gradient.map((value) => 3 * value),
    1e-6,
  );
});

test('each loss leaves exactly its scalar behind', () => {
  const [logits, labels, targets] = [logitsTensor(LOGITS), labelsTensor(), logitsTensor(TARGETS)];
  const before = tf.memory().numTensors;
  const losses = [
    supervisedLoss(logits, labels),
    distillationLoss(logits, targets, 1),
    distillationLoss(logits, targets, 3),
  ];
  assert.equal(tf.memory().numTensors, before + 3);
  assert.ok(losses.every((loss) => loss.rank === 0 && loss.dtype === 'float32'));
  tf.dispose([losses, logits, labels, targets]);
});

test('shapes that differ are refused, and so is a label out of range', () => {
  const logits = logitsTensor(LOGITS);
  assert.throws(() => supervisedLoss(logits, tf.tensor1d([0], 'int32')), ShapeError);
  assert.throws(() => distillationLoss(logits, tf.tensor2d([[1, 0, 0, 0]]), 1), ShapeError);
  assert.throws(() => supervisedLoss(logits, tf.tensor1d([0, 1, 4], 'int32')), /outside the valid range/);
});
