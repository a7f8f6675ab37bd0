import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor, tf } from '../../../../../peer/model/backend.js';
import { clippedGradients } from '../../../../../peer/model/optimizers/clipping.js';
import { assertClose } from '../../../../support/closeness.js';

const gradients = () => ({ a: tf.tensor2d([[3, 0]]), b: tf.tensor1d([0, 4]), c: null });

function valuesOf(clipped: Readonly<Record<string, Tensor | null>>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(clipped).map(([name, tensor]) => [name, [...tensor!.dataSync()]]));
}

test('gradients whose norm together is 5 are scaled to the norm asked for, their direction kept', () => {
  const { a, b } = valuesOf(clippedGradients(gradients(), 1));
  assertClose([...a!, ...b!], [0.6, 0, 0, 0.8], 1e-6);
});

test('gradients within the norm keep every bit', () => {
  assert.deepEqual(valuesOf(clippedGradients(gradients(), 6)), { a: [3, 0], b: [0, 4] });
});

test('gradients of 0 stay 0', () => {
  assert.deepEqual(valuesOf(clippedGradients({ a: tf.zeros([3]) }, 1)), { a: [0, 0, 0] });
});

test('a gradient of NaN stays NaN: a step must not look sound because it was clipped', () => {
  const { a } = valuesOf(clippedGradients({ a: tf.tensor1d([1, Number.NaN]) }, 1));
  assert.ok(a!.every(Number.isNaN));
});

test('no gradient at all is none, and nothing but the results is left behind', () => {
  assert.deepEqual(clippedGradients({ a: null }, 1), {});
  const given = gradients();
  const before = tf.memory().numTensors;
  tf.dispose(clippedGradients(given, 1) as Record<string, Tensor>);
  assert.equal(tf.memory().numTensors, before);
});
