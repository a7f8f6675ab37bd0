import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pruned } from '../../../../../peer/graph/graph.js';
import { biasAddition, biasGradient } from '../../../../../peer/graph/simplify/bias.js';
import { rewritten } from '../../../../../peer/graph/simplify/rewrite.js';
import { type Tensor4D, tf } from '../../../../../peer/model/backend.js';
import { assertClose } from '../../../../support/closeness.js';
import { computed, opsOf, tracedFunction } from '../../../../support/graph-kit.js';

const SHAPES = { x: [2, 5, 5, 3], kernel: [3, 3, 3, 4], bias: [4] };

test('a bias after a convolution is added by BiasAdd, the same sums', () => {
  const graph = tracedFunction(SHAPES, ({ x, kernel, bias }) =>
    tf.add(tf.conv2d(x as Tensor4D, kernel as Tensor4D, 1, 'same'), bias!),
  );
  const simpler = pruned(rewritten(graph, biasAddition));
  assert.deepEqual(
    [opsOf(graph), opsOf(simpler)],
    [
      ['Conv2D', 'Add'],
      ['Conv2D', 'BiasAdd'],
    ],
  );
  assertClose(computed(simpler, SHAPES), computed(graph, SHAPES), 1e-5); // fused, the convolution may sum otherwise
});

test('a sum over all axes but the channels is BiasAddGrad within rounding', () => {
  const graph = tracedFunction(SHAPES, ({ x }) => tf.neg(tf.sum(x!, [0, 1, 2])));
  const simpler = pruned(rewritten(graph, biasGradient));
  assert.deepEqual(opsOf(simpler), ['BiasAddGrad', 'Neg']);
  assertClose(computed(simpler, SHAPES), computed(graph, SHAPES), 1e-5);
});

test('other additions and sums are left alone', () => {
  const plain = tracedFunction(SHAPES, ({ x, kernel }) =>
    tf.add(tf.sum(x!, [1, 2]), tf.sum(kernel!, [0, 1, 3])),
  );
  const simpler = rewritten(rewritten(plain, biasAddition), biasGradient);
  assert.deepEqual(opsOf(simpler), opsOf(plain));
  const scalar = tracedFunction({ x: [3, 3], bias: [3] }, ({ x, bias }) => tf.add(tf.relu(x!), bias!));
  assert.deepEqual(opsOf(rewritten(scalar, biasAddition)), ['Relu', 'Add']);
});
