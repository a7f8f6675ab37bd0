import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pruned, type StepGraph } from '../../../../../peer/graph/graph.js';
import { meanGradient } from '../../../../../peer/graph/simplify/mean-gradient.js';
import { needless } from '../../../../../peer/graph/simplify/needless.js';
import { rewritten } from '../../../../../peer/graph/simplify/rewrite.js';
import { tf } from '../../../../../peer/model/backend.js';
import { computed, opsOf, tracedFunction } from '../../../../support/graph-kit.js';

const SHAPES = { x: [2, 5, 3, 4], dy: [2, 4] };

function gradientOfMean(axes: number[], dy: readonly number[]): StepGraph {
  const mean = tf.grad((value) => tf.mean(value, axes));
  const traced = tracedFunction({ x: SHAPES.x, dy }, ({ x, dy: upstream }) => mean(x!, upstream!));
  return pruned(rewritten(traced, needless));
}

test('the gradient of global average pooling divides before it spreads, bit for bit the same', () => {
  const graph = gradientOfMean([1, 2], SHAPES.dy);
  const simpler = pruned(rewritten(graph, meanGradient));
  assert.deepEqual(opsOf(graph), ['Reshape', 'Mul', 'RealDiv']);
  assert.deepEqual(opsOf(simpler), ['Reshape', 'RealDiv', 'BroadcastTo']);
  assert.deepEqual(computed(simpler, SHAPES), computed(graph, SHAPES));
});

test('the gradient of a mean over everything is spread alike', () => {
  const shapes = { x: SHAPES.x, dy: [] };
  const graph = gradientOfMean([0, 1, 2, 3], []);
  const simpler = pruned(rewritten(graph, meanGradient));
  assert.ok(opsOf(simpler).includes('BroadcastTo'));
  assert.deepEqual(computed(simpler, shapes), computed(graph, shapes));
});

test('a quotient of another product is left alone', () => {
  const shapes = { x: [3, 4], y: [1, 4] };
  const graph = tracedFunction(shapes, ({ x, y }) => tf.div(tf.mul(y!, x!), 7));
  assert.deepEqual(opsOf(rewritten(graph, meanGradient)), opsOf(graph));
  const twos = tracedFunction({ y: [1, 4] }, ({ y }) => tf.div(tf.mul(y!, tf.tensor2d([2, 2], [2, 1])), 7));
  assert.deepEqual(opsOf(rewritten(twos, meanGradient)), opsOf(twos));
});
