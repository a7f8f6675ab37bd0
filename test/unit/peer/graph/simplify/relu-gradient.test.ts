import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pruned } from '../../../../../peer/graph/graph.js';
import { reluGradient } from '../../../../../peer/graph/simplify/relu-gradient.js';
import { rewritten } from '../../../../../peer/graph/simplify/rewrite.js';
import { tf } from '../../../../../peer/model/backend.js';
import { computed, opsOf, tracedFunction } from '../../../../support/graph-kit.js';

const SHAPES = { x: [4, 6], dy: [4, 6] };

test("tfjs's gradient of relu becomes ReluGrad of the relu's output, bit for bit", () => {
  const graph = tracedFunction(SHAPES, ({ x, dy }) =>
    tf.add(tf.relu(x!), tf.grad((value) => tf.relu(value))(x!, dy!)),
  );
  const simpler = pruned(rewritten(graph, reluGradient));
  assert.ok(opsOf(graph).includes('Select'));
  assert.deepEqual(opsOf(simpler), ['Relu', 'ReluGrad', 'Add']);
  assert.deepEqual(computed(simpler, SHAPES), computed(graph, SHAPES));
});

test('without a relu of the same value it takes the value itself', () => {
  const graph = tracedFunction(SHAPES, ({ x, dy }) => tf.mul(dy!, tf.step(x!)));
  const simpler = pruned(rewritten(graph, reluGradient));
  assert.deepEqual(opsOf(simpler), ['ReluGrad']);
  assert.deepEqual(computed(simpler, SHAPES), computed(graph, SHAPES));
});

test('a step with another slope below 0, or a product that broadcasts, is left alone', () => {
  const leaky = tracedFunction(SHAPES, ({ x, dy }) => tf.mul(dy!, tf.step(x!, 0.1)));
  assert.deepEqual(opsOf(pruned(rewritten(leaky, reluGradient))), opsOf(leaky));
  const wide = { x: [6], dy: [4, 6] };
  const broadcast = tracedFunction(wide, ({ x, dy }) => tf.mul(dy!, tf.step(x!)));
  assert.deepEqual(opsOf(pruned(rewritten(broadcast, reluGradient))), opsOf(broadcast));
});
