import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onnxFiles } from '../../../../peer/export/onnx-model.js';
import { samePadding } from '../../../../peer/export/onnx-spatial-ops.js';
import { type SymbolicTensor, type Tensor, tf } from '../../../../peer/model/backend.js';
import { failure } from '../../../support/data-files.js';
import { hasOnnxRuntime, proved, traced } from '../../../support/export-kit.js';

/** A layer of a user's own that computes something of `[samples, 4, 5, 6]`. */
function network(name: string, call: (x: Tensor) => Tensor) {
  class Own extends tf.layers.Layer {
    static readonly className = 'Own';
    override computeOutputShape([samples]: (number | null)[]): (number | null)[] {
      return [samples!, 1];
    }
    override call(inputs: Tensor | Tensor[]): Tensor {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      return tf.tidy(() => tf.reshape(call(x), [x.shape[0]!, -1]));
    }
  }
  const input = tf.input({ shape: [4, 5, 6] });
  return tf.model({ inputs: input, outputs: new Own({ name }).apply(input) as SymbolicTensor });
}

const LAYERS: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  arithmetic: (x) => tf.add(tf.div(tf.sub(x, 2), tf.add(tf.square(x), 1)), tf.pow(tf.abs(x), 1.5)),
  extremes: (x) => tf.maximum(tf.minimum(x, 0.5), tf.neg(tf.sqrt(tf.abs(x)))),
  activations: (x) => tf.add(tf.add(tf.relu6(tf.mul(x, 9)), tf.elu(x)), tf.add(tf.softplus(x), tf.selu(x))),
  leak: (x) => tf.leakyRelu(x, 0.3),
  gelu: (x) => tf.mul(x, tf.add(1, tf.erf(x))),
  choice: (x) => tf.where(tf.greater(x, 0.2), tf.exp(x), tf.sin(x)),
  comparison: (x) => tf.cast(tf.logicalAnd(tf.lessEqual(x, 0.5), tf.greaterEqual(x, -0.5)), 'float32'),
  reductions: (x) => tf.concat([tf.max(x, 1), tf.min(x, [1]), tf.sum(x, 1), tf.mean(x, 1, false)], 1),
  distances: (x) => tf.squaredDifference(x, tf.mean(x, [1, 2], true)),
  turned: (x) => tf.matMul(tf.transpose(x, [0, 1, 3, 2]), tf.transpose(x, [0, 1, 3, 2]), true, false),
  cut: (x) => tf.slice(x, [0, 1, 2, 0], [-1, 2, 3, 5]),
  padded: (x) =>
    tf.pad(
      x,
      [
        [0, 0],
        [1, 2],
        [0, 3],
        [0, 0],
      ],
      0.5,
    ),
  tiled: (x) => tf.tile(x, [1, 2, 1, 3]),
  gathered: (x) => tf.gather(x, tf.tensor1d([2, 0, 2], 'int32'), 3),
  probabilities: (x) => tf.add(tf.softmax(x), tf.logSoftmax(x)),
  stacked: (x) => tf.stack(tf.unstack(x, 2).reverse(), 1),
  pooled: (x) => tf.avgPool(x as never, [3, 2], [2, 3], 'same'),
  dilated: (x) =>
    tf.conv2d(
      x as never,
      tf.randomNormal([2, 3, 6, 4], 0, 1, 'float32', 1) as never,
      1,
      'same',
      'NHWC',
      [2, 1],
    ),
};

for (const [name, call] of Object.entries(LAYERS)) {
  const skip = hasOnnxRuntime() ? false : 'onnxruntime-node is not installed';
  test(`ONNX computes a layer of its own as TensorFlow does: ${name}`, { skip }, async (t) => {
    const peer = traced('a', network(name, call));
    const { difference } = await proved(t, 'onnx', peer.graph, [peer]);
    assert.ok(difference < 1e-5, `${difference}`);
  });
}

test('an op that ONNX has not is refused with its name and layer', () => {
  const { graph } = traced(
    'a',
    network('inverse', (x) => tf.atanh(tf.mul(x, 0.5))),
  );
  assert.throws(() => onnxFiles(graph), failure('ERR_EXPORT_LAYER', /Atanh in layer "inverse"/));
});

test("TensorFlow's SAME pads an odd pixel behind, and counts the stride", () => {
  assert.deepEqual(samePadding(32, 3, 1, 1), [1, 1]);
  assert.deepEqual(samePadding(32, 3, 2, 1), [0, 1]);
  assert.deepEqual(samePadding(33, 3, 2, 1), [1, 1]);
  assert.deepEqual(samePadding(5, 2, 1, 1), [0, 1]);
  assert.deepEqual(samePadding(9, 3, 1, 2), [2, 2]);
  assert.deepEqual(samePadding(4, 1, 2, 1), [0, 0]);
});
