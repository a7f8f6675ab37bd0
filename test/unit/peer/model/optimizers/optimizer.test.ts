import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf } from '../../../../../peer/model/backend.js';
import { decayed, zeroSlots } from '../../../../../peer/model/optimizers/optimizer.js';

test('slots are zeros of each variable’s shape and take no part in gradients', () => {
  const before = tf.memory().numTensors;
  const variables = [tf.variable(tf.ones([2, 3])), tf.variable(tf.scalar(1))];
  const made = tf.memory().numTensors;
  const slots = zeroSlots(variables);
  assert.equal(tf.memory().numTensors, made + 2);
  assert.deepEqual(
    slots.map((slot) => slot.shape),
    [[2, 3], []],
  );
  assert.ok(slots.every((slot) => !slot.trainable && slot.dataSync().every((value) => value === 0)));
  assert.ok(made > before);
});

test('decay adds weightDecay · w to the gradient, and nothing at all when it is 0', () => {
  const w = tf.variable(tf.tensor1d([2]));
  const gradient = tf.tensor1d([1]);
  assert.equal(decayed(gradient, w, 0), gradient);
  assert.deepEqual([...decayed(gradient, w, 0.5).dataSync()], [2]);
});
