import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ancestorsOf, refTo, type StepGraph } from '../../../../peer/graph/graph.js';
import { DISCARD, FORWARD, splitAtLogits } from '../../../../peer/graph/split.js';
import { tf } from '../../../../peer/model/backend.js';
import { tracedFunction } from '../../../support/graph-kit.js';

/** logits = relu(x · w), supervised = a sum that needs x, relu and the product before it again. */
function example(): StepGraph {
  const graph = tracedFunction({ x: [2, 3], w: [3, 4] }, ({ x, w }) => {
    const product = tf.matMul(x!, w!);
    const logits = tf.relu(product);
    return tf.add(tf.sum(tf.mul(logits, product)), tf.sum(x!));
  });
  const relu = graph.nodes.find(({ op }) => op === 'Relu')!;
  return { ...graph, results: { ...graph.results, logits: refTo(relu.name) } };
}

test('the forward run needs nothing of the backward one, and the backward one runs no forward op', () => {
  const split = splitAtLogits(example());
  const opsBehind = (name: string): string[] => {
    const needed = ancestorsOf(split.nodes, [refTo(name)]);
    return split.nodes.filter((node) => needed.has(node.name)).map(({ op }) => op);
  };
  const forward = split.nodes.find(({ name }) => name === FORWARD)!;
  assert.deepEqual(forward.controls, ['stage']);
  assert.ok(!opsBehind(FORWARD).includes('Unstage'));
  const backward = opsBehind(split.results.supervised.node);
  assert.ok(backward.includes('Unstage'));
  assert.ok(!backward.includes('BatchMatMulV2') && !backward.includes('Relu'));
});

test('each activation waits once; inputs are fed again instead', () => {
  const split = splitAtLogits(example());
  const kept = split.nodes.find(({ op }) => op === 'Unstage')!.outputs;
  assert.equal(kept.length, 2, 'logits and product, not x');
  const stage = split.nodes.find(({ op }) => op === 'Stage')!;
  assert.equal(stage.inputs.length, 2);
  assert.ok(split.nodes.some(({ name }) => name === DISCARD));
});
