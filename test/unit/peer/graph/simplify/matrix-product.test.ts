import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pruned } from '../../../../../peer/graph/graph.js';
import { biasBeforeReshape, matrixProduct } from '../../../../../peer/graph/simplify/matrix-product.js';
import { needless } from '../../../../../peer/graph/simplify/needless.js';
import { rewritten } from '../../../../../peer/graph/simplify/rewrite.js';
import { tf } from '../../../../../peer/model/backend.js';
import { assertClose } from '../../../../support/closeness.js';
import { computed, opsOf, tracedFunction } from '../../../../support/graph-kit.js';

for (const [transposeA, transposeB] of [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const) {
  test(`a product of matrices is a MatMul, transposed ${transposeA} and ${transposeB}`, () => {
    const shapes = { a: transposeA ? [5, 3] : [3, 5], b: transposeB ? [4, 5] : [5, 4] };
    const graph = tracedFunction(shapes, ({ a, b }) => tf.neg(tf.matMul(a!, b!, transposeA, transposeB)));
    const simpler = pruned(rewritten(graph, matrixProduct));
    assert.deepEqual(opsOf(simpler), ['MatMul', 'Neg']);
    assertClose(computed(simpler, shapes), computed(graph, shapes), 1e-5);
  });
}

test('a batch of one matrix is a MatMul between reshapes, and the bias moves before the last', () => {
  const shapes = { a: [1, 3, 5], b: [1, 5, 4], bias: [4] };
  const graph = tracedFunction(shapes, ({ a, b, bias }) =>
    tf.reshape(tf.add(tf.matMul(a!, b!), bias!), [3, 4]),
  );
  const simpler = [matrixProduct, needless, biasBeforeReshape, needless].reduce(rewritten, graph);
  assert.deepEqual(opsOf(pruned(simpler)), ['Reshape', 'Reshape', 'MatMul', 'Add']);
  assertClose(computed(pruned(simpler), shapes), computed(graph, shapes), 1e-5);
});

test('a real batch of matrices is left alone', () => {
  const shapes = { a: [2, 3, 5], b: [2, 5, 4] };
  const graph = tracedFunction(shapes, ({ a, b }) => tf.matMul(a!, b!));
  assert.deepEqual(opsOf(rewritten(graph, matrixProduct)), ['BatchMatMulV2']);
});
