import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pruned } from '../../../../../peer/graph/graph.js';
import { needless } from '../../../../../peer/graph/simplify/needless.js';
import { rewritten } from '../../../../../peer/graph/simplify/rewrite.js';
import { type Tensor, tf } from '../../../../../peer/model/backend.js';
import { computed, opsOf, tracedFunction } from '../../../../support/graph-kit.js';

const SHAPES = { x: [2, 3, 4] };

function check(compute: (x: Tensor) => Tensor, before: readonly string[], after: readonly string[]): void {
  const graph = tracedFunction(SHAPES, ({ x }) => compute(x!));
  const simpler = pruned(rewritten(graph, needless));
  assert.deepEqual([opsOf(graph), opsOf(simpler)], [before, after]);
  assert.deepEqual(computed(simpler, SHAPES), computed(graph, SHAPES));
}

test('a cast to the same type goes', () => {
  check((x) => tf.relu(tf.mean(x, 2)), ['Cast', 'Mean', 'Relu'], ['Mean', 'Relu']);
});

test('of two reshapes in a row the first goes, and both where the shape comes back', () => {
  check(
    (x) => tf.neg(tf.reshape(tf.reshape(x, [6, 4]), [24])),
    ['Reshape', 'Reshape', 'Neg'],
    ['Reshape', 'Neg'],
  );
  check((x) => tf.neg(tf.reshape(tf.reshape(x, [6, 4]), [2, 3, 4])), ['Reshape', 'Reshape', 'Neg'], ['Neg']);
});

test('a product with 1 goes, on either side, but not one that widens the shape', () => {
  check((x) => tf.neg(tf.mul(x, 1)), ['Mul', 'Neg'], ['Neg']);
  check((x) => tf.neg(tf.mul(tf.ones([2, 3, 4]), x)), ['Mul', 'Neg'], ['Neg']);
  check((x) => tf.neg(tf.mul(x, tf.ones([5, 2, 3, 4]))), ['Mul', 'Neg'], ['Mul', 'Neg']);
});

test('what changes something stays', () => {
  check((x) => tf.neg(tf.mul(x, 2)), ['Mul', 'Neg'], ['Mul', 'Neg']);
  check((x) => tf.cast(tf.cast(x, 'int32'), 'float32'), ['Cast', 'Cast'], ['Cast', 'Cast']);
});
