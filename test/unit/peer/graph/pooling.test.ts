import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pruned, type StepGraph } from '../../../../peer/graph/graph.js';
import { hasPoolingWorkspaces, withPoolingWorkspaces } from '../../../../peer/graph/pooling.js';
import { type Tensor, type Tensor4D, tf } from '../../../../peer/model/backend.js';
import { computed, opsOf, tracedFunction } from '../../../support/graph-kit.js';

const SHAPES = { x: [2, 7, 6, 3], dy: [2, 4, 3, 3] };

function pooledGradient(): StepGraph {
  return tracedFunction(SHAPES, ({ x, dy }) => {
    const pool = (value: Tensor): Tensor => tf.maxPool(value as Tensor4D, 2, 2, 'same');
    return tf.grad(pool)(x!, dy!);
  });
}

test("the gradient of max pooling takes oneDNN's workspace where there is one, bit for bit the same", (t) => {
  if (!hasPoolingWorkspaces()) return t.skip('this TensorFlow has no oneDNN pooling for its device');
  const graph = pooledGradient();
  const faster = pruned(withPoolingWorkspaces(graph));
  assert.deepEqual(opsOf(graph), ['MaxPool', 'MaxPoolGrad']);
  assert.deepEqual(opsOf(faster), ['_MklNativeMaxPool', '_MklNativeMaxPoolGrad']);
  assert.deepEqual(computed(faster, SHAPES), computed(graph, SHAPES));
});

test('pooling without a gradient, and graphs without pooling, are left alone', () => {
  const forward = tracedFunction({ x: SHAPES.x }, ({ x }) => tf.maxPool(x as Tensor4D, 2, 2, 'same'));
  assert.equal(withPoolingWorkspaces(forward), forward);
});
