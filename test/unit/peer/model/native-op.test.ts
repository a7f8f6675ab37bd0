import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf } from '../../../../peer/model/backend.js';
import { runNativeOp } from '../../../../peer/model/native-op.js';

test('a native op runs by its own name, with typed attributes', () => {
  const x = tf.tensor1d([0, 1, Math.E]);
  const [product] = runNativeOp('Xlogy', { T: 'float32' }, [x, x], 1);
  assert.deepEqual(
    [...product!.dataSync()].map((value) => value.toFixed(4)),
    ['0.0000', '0.0000', '2.7183'],
  );
});

test('all outputs come back in their order, and tidy frees them', () => {
  const before = tf.memory().numTensors;
  const shapes = tf.tidy(() => {
    const attributes = { T: 'float32', U: 'float32', epsilon: 1e-3, data_format: 'NHWC', is_training: true };
    const inputs = [tf.ones([2, 1, 1, 3]), tf.ones([3]), tf.zeros([3]), tf.tensor1d([]), tf.tensor1d([])];
    return runNativeOp('FusedBatchNormV3', attributes, inputs, 6).map((output) => output.shape);
  });
  assert.deepEqual(shapes.slice(0, 3), [[2, 1, 1, 3], [3], [3]]);
  assert.equal(tf.memory().numTensors, before);
});

test('an op that TensorFlow does not know is an error, not a crash', () => {
  assert.throws(() => runNativeOp('NoSuchOp', {}, [], 1));
});
