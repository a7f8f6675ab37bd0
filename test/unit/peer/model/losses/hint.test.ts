import { test } from 'node:test';
import { type Tensor2D, tf } from '../../../../../peer/model/backend.js';
import { hintLoss } from '../../../../../peer/model/losses/hint.js';
import { assertClose } from '../../../../support/closeness.js';
import { assertLoss, LOGITS, matrix, measured, vector } from '../../../../support/loss-check.js';
import { finiteDifferences, mean, type Rows } from '../../../../support/reference-loss.js';

const KERNEL: Rows = [
  [1, -0.5],
  [0.25, 2],
  [0, 1],
  [-1, 0.5],
];
const BIAS = [0.5, -1];
const TARGETS: Rows = [
  [1, 0],
  [0.5, -2],
  [3, 1],
];
const WEIGHTS: Rows = [
  [0.5, 0.5],
  [0.25, 1],
  [0, 0],
];

function reference(features: Rows, kernel: Rows, bias: readonly number[]): number {
  return mean(
    features.map((row, r) =>
      bias.reduce((sum, offset, c) => {
        const guess = row.reduce((total, value, k) => total + value * kernel[k]![c]!, offset);
        return sum + WEIGHTS[r]![c]! * (guess - TARGETS[r]![c]!) ** 2;
      }, 0),
    ),
  );
}

test('the loss equals the formula, its gradient with respect to the features finite differences', () => {
  assertLoss(
    (features) =>
      hintLoss(features, matrix(TARGETS), matrix(WEIGHTS), { kernel: matrix(KERNEL), bias: vector(BIAS) }),
    (features) => reference(features, KERNEL, BIAS),
  );
});

test('the regressor learns: its gradients are finite differences', () => {
  const features = matrix(LOGITS);
  const ofKernel = measured(
    (kernel) => hintLoss(features, matrix(TARGETS), matrix(WEIGHTS), { kernel, bias: vector(BIAS) }),
    KERNEL,
  );
  assertClose(
    ofKernel.gradient,
    finiteDifferences((kernel) => reference(LOGITS, kernel, BIAS), KERNEL).flat(),
    1e-5,
  );
  const ofBias = measured(
    (bias) =>
      hintLoss(features, matrix(TARGETS), matrix(WEIGHTS), {
        kernel: matrix(KERNEL),
        bias: tf.squeeze(bias as Tensor2D, [0]),
      }),
    [BIAS],
  );
  assertClose(
    ofBias.gradient,
    finiteDifferences(([bias]) => reference(LOGITS, KERNEL, bias!), [BIAS]).flat(),
    1e-5,
  );
});

test('with one teacher and weights of 1 / columns it is the mean squared error', () => {
  const halves = TARGETS.map((row) => row.map(() => 0.5));
  const regressor = { kernel: matrix(KERNEL), bias: vector(BIAS) };
  const { value } = measured((features) => hintLoss(features, matrix(TARGETS), matrix(halves), regressor));
  const squares = LOGITS.flatMap((row, r) =>
    BIAS.map((offset, c) => {
      const guess = row.reduce((sum, number, k) => sum + number * KERNEL[k]![c]!, offset);
      return (guess - TARGETS[r]![c]!) ** 2;
    }),
  );
  assertClose([value], [mean(squares)], 1e-4);
});
