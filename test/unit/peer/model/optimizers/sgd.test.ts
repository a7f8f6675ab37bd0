import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf, type Variable } from '../../../../../peer/model/backend.js';
import { Sgd } from '../../../../../peer/model/optimizers/sgd.js';
import { assertClose } from '../../../../support/closeness.js';
import { referenceSgd } from '../../../../support/reference-optimizer.js';

function update(sgd: Sgd, variable: Variable, gradient: readonly number[], learningRate: number): number[] {
  tf.tidy(() => sgd.apply({ [variable.name]: tf.tensor1d([...gradient]) }, learningRate));
  return [...variable.dataSync()];
}

test('without momentum an update is w − lr · (gradient + decay · w)', () => {
  const w = tf.variable(tf.tensor1d([1, -2]));
  const sgd = new Sgd([w], { momentum: 0, nesterov: false, weightDecay: 0.5 });
  assertClose(update(sgd, w, [1, 1], 0.1), [1 - 0.1 * 1.5, -2 - 0.1 * 0], 1e-7);
  assert.deepEqual(sgd.slots(), []);
});

test('momentum starts at the gradient and the learning rate acts outside it', () => {
  const w = tf.variable(tf.tensor1d([1]));
  const sgd = new Sgd([w], { momentum: 0.5, nesterov: false, weightDecay: 0 });
  assertClose(update(sgd, w, [2], 0.1), [1 - 0.1 * 2], 1e-7); // v = 2
  assertClose(update(sgd, w, [1], 0.1), [0.8 - 0.1 * 2], 1e-7); // v = 0.5 · 2 + 1 = 2
  assertClose(update(sgd, w, [0], 1), [0.6 - 1 * 1], 1e-6); // v = 1, at the new learning rate
});

test('Nesterov looks ahead: g + μ · v', () => {
  const w = tf.variable(tf.tensor1d([1]));
  const sgd = new Sgd([w], { momentum: 0.5, nesterov: true, weightDecay: 0 });
  assertClose(update(sgd, w, [2], 0.1), [1 - 0.1 * (2 + 0.5 * 2)], 1e-7);
  assertClose(update(sgd, w, [1], 0.1), [0.7 - 0.1 * (1 + 0.5 * 2)], 1e-6);
});

for (const options of [
  { momentum: 0, nesterov: false, weightDecay: 0 },
  { momentum: 0.9, nesterov: false, weightDecay: 5e-4 },
  { momentum: 0.9, nesterov: true, weightDecay: 5e-4 },
  { momentum: 0.9, nesterov: true, weightDecay: 0 },
]) {
  test(`20 updates equal PyTorch's definition in float64: ${JSON.stringify(options)}`, () => {
    let expected: number[] = [0.5, -1.25, 3];
    const w = tf.variable(tf.tensor1d(expected));
    const sgd = new Sgd([w], options);
    const reference = referenceSgd(options);
    for (let step = 0; step < 20; step++) {
      const gradient = expected.map((_, i) => Math.fround(Math.sin(step * 3 + i)));
      const learningRate = 0.1 / (1 + step);
      expected = reference.update(expected, gradient, learningRate);
      assertClose(update(sgd, w, gradient, learningRate), expected, 1e-6, `step ${step}`);
    }
    assert.equal(sgd.updates, 20);
  });
}

test('a variable without a gradient keeps value and slot', () => {
  const [a, b] = [tf.variable(tf.tensor1d([1])), tf.variable(tf.tensor1d([2]))];
  const sgd = new Sgd([a, b], { momentum: 0.9, nesterov: true, weightDecay: 0.1 });
  update(sgd, a, [1], 0.1);
  assert.deepEqual([...b.dataSync()], [2]);
  assert.deepEqual([...sgd.slots()[1]!.variable.dataSync()], [0]);
});

test('slots are named by position, not by the process-wide names of variables', () => {
  const w = tf.variable(tf.tensor1d([1]), true, 'a-name-of-its-own');
  const sgd = new Sgd([w], { momentum: 0.9, nesterov: true, weightDecay: 0 });
  assert.deepEqual(
    sgd.slots().map((slot) => slot.name),
    ['sgd/0/velocity'],
  );
});

test('the tensor count is constant over 1,000 updates, and disposing frees the slots', () => {
  const w = tf.variable(tf.tensor1d([1, 2, 3]));
  const before = tf.memory().numTensors;
  const sgd = new Sgd([w], { momentum: 0.9, nesterov: true, weightDecay: 1e-3 });
  update(sgd, w, [1, 1, 1], 0.01);
  const after = tf.memory().numTensors;
  for (let step = 0; step < 1_000; step++) update(sgd, w, [1, 0, -1], 0.01);
  assert.equal(tf.memory().numTensors, after);
  sgd.dispose();
  assert.equal(tf.memory().numTensors, before);
});
