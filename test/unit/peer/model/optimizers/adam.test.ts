import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf, type Variable } from '../../../../../peer/model/backend.js';
import { Adam } from '../../../../../peer/model/optimizers/adam.js';
import { assertClose } from '../../../../support/closeness.js';
import { referenceAdam } from '../../../../support/reference-optimizer.js';

function update(adam: Adam, variable: Variable, gradient: readonly number[], learningRate: number): number[] {
  tf.tidy(() => adam.apply({ [variable.name]: tf.tensor1d([...gradient]) }, learningRate));
  return [...variable.dataSync()];
}

test('the first update moves every weight by lr against the sign of its gradient', () => {
  const w = tf.variable(tf.tensor1d([1, 1, 1]));
  const adam = new Adam([w], { weightDecay: 0 });
  assertClose(update(adam, w, [5, -0.01, 0], 0.1), [0.9, 1.1, 1], 1e-6);
});

test('two updates are what a hand computes', () => {
  const w = tf.variable(tf.tensor1d([0]));
  const adam = new Adam([w], { weightDecay: 0 });
  update(adam, w, [1], 0.1); // m = 0.1, v = 0.001; both corrected to 1
  const m = (0.9 * 0.1 + 0.1 * -1) / (1 - 0.81);
  const v = (0.999 * 0.001 + 0.001) / (1 - 0.999 ** 2);
  assertClose(update(adam, w, [-1], 0.1), [-0.1 - (0.1 * m) / Math.sqrt(v)], 1e-6);
});

test('epsilon stands outside the root, after the correction', () => {
  const w = tf.variable(tf.tensor1d([0]));
  const adam = new Adam([w], { weightDecay: 0, epsilon: 1 });
  assertClose(update(adam, w, [3], 0.1), [(-0.1 * 3) / (3 + 1)], 1e-6);
});

test('decay is part of the gradient, so it is normalised away at the first update', () => {
  const w = tf.variable(tf.tensor1d([2]));
  assertClose(update(new Adam([w], { weightDecay: 0.1 }), w, [0], 0.1), [1.9], 1e-6);
});

for (const weightDecay of [0, 5e-4]) {
  test(`20 updates equal PyTorch's definition in float64, weight decay ${weightDecay}`, () => {
    let expected: number[] = [0.5, -1.25, 3];
    const w = tf.variable(tf.tensor1d(expected));
    const adam = new Adam([w], { weightDecay });
    const reference = referenceAdam({ weightDecay });
    for (let step = 0; step < 20; step++) {
      const gradient = expected.map((_, i) => Math.fround(Math.sin(step * 3 + i) * 10 ** (i - 1)));
      const learningRate = 0.01 / (1 + step);
      expected = reference.update(expected, gradient, learningRate);
      assertClose(update(adam, w, gradient, learningRate), expected, 2e-6, `step ${step}`);
    }
    assert.equal(adam.updates, 20);
  });
}

test('an optimizer with restored slots and counter goes on as the unbroken one, bit for bit', () => {
  const w = tf.variable(tf.tensor1d([1, -1]));
  const adam = new Adam([w], { weightDecay: 0.01 });
  for (let step = 0; step < 7; step++) update(adam, w, [Math.sin(step), 0.3], 0.01);
  const copy = tf.variable(w.clone());
  const resumed = new Adam([copy], { weightDecay: 0.01 });
  resumed.slots().forEach((slot, i) => {
    slot.variable.assign(adam.slots()[i]!.variable);
  });
  resumed.updates = adam.updates;
  for (let step = 7; step < 12; step++) {
    const gradient = [Math.sin(step), 0.3];
    assert.deepEqual(update(resumed, copy, gradient, 0.01), update(adam, w, gradient, 0.01));
  }
});

test('the tensor count is constant over 1,000 updates, and disposing frees the slots', () => {
  const w = tf.variable(tf.tensor1d([1, 2, 3]));
  const before = tf.memory().numTensors;
  const adam = new Adam([w], { weightDecay: 1e-3 });
  update(adam, w, [1, 1, 1], 0.01);
  const after = tf.memory().numTensors;
  for (let step = 0; step < 1_000; step++) update(adam, w, [1, 0, -1], 0.01);
  assert.equal(tf.memory().numTensors, after);
  adam.dispose();
  assert.equal(tf.memory().numTensors, before);
});
