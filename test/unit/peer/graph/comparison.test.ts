import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UntraceableError } from '../../../../peer/graph/recording.js';
import { tf } from '../../../../peer/model/backend.js';
import { computed, opsOf, tracedFunction } from '../../../support/graph-kit.js';

const SHAPES = { x: [2, 3], y: [2, 3] };

test('what two traces agree on is a graph that computes the same of other inputs', () => {
  const graph = tracedFunction(SHAPES, ({ x, y }) => tf.add(tf.mul(x!, 3), tf.relu(y!)));
  assert.deepEqual(opsOf(graph), ['Mul', 'Relu', 'Add']);
  assert.equal(graph.nodes.filter(({ op }) => op === 'Placeholder').length, 2);
  assert.equal(computed(graph, SHAPES).length, 6);
});

test('a value that JavaScript makes anew is refused, naming the op', () => {
  let calls = 0;
  assert.throws(
    () => tracedFunction(SHAPES, ({ x }) => tf.sub(x!, calls++)),
    (error: unknown) =>
      error instanceof UntraceableError && /^Sub: .*JavaScript makes anew/.test(error.message),
  );
});

test('a step that looks at a result in JavaScript is refused, whatever it decides by it', () => {
  assert.throws(
    () => tracedFunction(SHAPES, ({ x }) => (tf.max(x!).dataSync()[0]! > -100 ? tf.neg(x!) : x!)),
    (error: unknown) => error instanceof UntraceableError && /^Max: JavaScript looks/.test(error.message),
  );
});

test('a step that takes another path the second time is refused, however it differs', () => {
  const alternating = [
    (turn: boolean) => (turn ? tf.relu : tf.neg),
    (turn: boolean) => (turn ? (x: Parameters<typeof tf.neg>[0]) => tf.neg(tf.neg(x)) : tf.neg),
  ];
  for (const opOf of alternating) {
    let turn = false;
    const compute = (): ReturnType<typeof tracedFunction> =>
      tracedFunction(SHAPES, ({ x }) => {
        turn = !turn;
        return opOf(turn)(x!);
      });
    assert.throws(compute, /differs from step to step/);
  }
  let first = true;
  assert.throws(
    () =>
      tracedFunction(SHAPES, ({ x, y }) => {
        const result = tf.neg(first ? x! : y!);
        first = false;
        return result;
      }),
    /differs from step to step/,
  );
});
