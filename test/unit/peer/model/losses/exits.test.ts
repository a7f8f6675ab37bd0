import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Scalar, type Tensor, type Tensor2D, tf } from '../../../../../peer/model/backend.js';
import { exitLoss } from '../../../../../peer/model/losses/exits.js';
import { assertClose } from '../../../../support/closeness.js';
import { LABELS, LOGITS, labelsTensor, matrix, TEACHER } from '../../../../support/loss-check.js';
import { finiteDifferences, type Rows, softmax } from '../../../../support/reference-loss.js';

/** A second shallow exit, and features of two numbers: the deepest exit's, and those of both shallow ones. */
const SECOND: Rows = [
  [1, 0, 0, 2],
  [0.5, -2, 1, 1],
  [-1, 3, 0, 0],
];
const DEEPEST_FEATURES: Rows = [
  [1, 2],
  [0.5, -1],
  [2, 2],
];
const FEATURES: Rows = [
  [0, 2.5],
  [1, 1],
  [-1, 0],
];
const CHOICES = [
  { exitWeight: 0.3, exitTemperature: 3, exitHint: 0.2 },
  { exitWeight: 0, exitTemperature: 3, exitHint: 0.2 },
  { exitWeight: 1, exitTemperature: 1, exitHint: 0 },
] as const;
type Choice = (typeof CHOICES)[number];

/** The paper's equation 7 without the deepest exit's own term, in float64, row by row. */
function reference(shallow: readonly (readonly [logits: Rows, features: Rows])[], choice: Choice): number {
  const { exitWeight: alpha, exitTemperature: T, exitHint: lambda } = choice;
  let sum = 0;
  for (const [logits, features] of shallow) {
    logits.forEach((row, r) => {
      const [own, p, q] = [softmax(row, 1), softmax(row, T), softmax(TEACHER[r]!, T)];
      const divergence = q.reduce((kl, value, c) => kl + value * Math.log(value / p[c]!), 0);
      const apart = features[r]!.reduce(
        (total, value, d) => total + (value - DEEPEST_FEATURES[r]![d]!) ** 2,
        0,
      );
      sum += (1 - alpha) * -Math.log(own[LABELS[r]!]!) + alpha * T * T * divergence + lambda * apart;
    });
  }
  return sum / LOGITS.length;
}

/** Value, and gradients by the first shallow exit's logits and features and by the deepest exit's. */
function measured(choice: Choice): { readonly value: number; readonly gradients: number[][] } {
  return tf.tidy(() => {
    const loss = (logits: Tensor, features: Tensor, deepest: Tensor, deepestFeatures: Tensor): Scalar => {
      const teacher = { logits: deepest as Tensor2D, features: deepestFeatures as Tensor2D };
      const first = { logits: logits as Tensor2D, features: features as Tensor2D };
      const second = { logits: matrix(SECOND), features: matrix(DEEPEST_FEATURES) };
      const total = exitLoss(teacher, [first, second], labelsTensor(), choice);
      // tfjs refuses a gradient by what does not take part; these sums have one of 0.
      const none = tf.mul(0, tf.add(tf.sum(features), tf.add(tf.sum(deepest), tf.sum(deepestFeatures))));
      return tf.add(total, none) as Scalar;
    };
    const at = [LOGITS, FEATURES, TEACHER, DEEPEST_FEATURES].map(matrix);
    const { value, grads } = tf.valueAndGrads(loss as never)(at);
    return { value: value.dataSync()[0]!, gradients: grads.map((grad) => [...grad.dataSync()]) };
  });
}

for (const choice of CHOICES) {
  test(`the loss equals the formula, its gradients finite differences: ${JSON.stringify(choice)}`, () => {
    const second = [SECOND, DEEPEST_FEATURES] as const;
    const { value, gradients } = measured(choice);
    assertClose([value], [reference([[LOGITS, FEATURES], second], choice)], 1e-5);
    const byLogits = finiteDifferences((rows) => reference([[rows, FEATURES], second], choice), LOGITS);
    const byFeatures = finiteDifferences((rows) => reference([[LOGITS, rows], second], choice), FEATURES);
    assertClose(gradients[0]!, byLogits.flat(), 3e-6);
    assertClose(gradients[1]!, byFeatures.flat(), 3e-6);
  });
}

test('no shallow exit pulls on the deepest one', () => {
  const { gradients } = measured(CHOICES[0]);
  assert.deepEqual(new Set([...gradients[2]!, ...gradients[3]!]), new Set([0]));
});
