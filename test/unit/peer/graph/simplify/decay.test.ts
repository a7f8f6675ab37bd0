import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { pruned, type StepGraph } from '../../../../../peer/graph/graph.js';
import { oneDecay } from '../../../../../peer/graph/simplify/decay.js';
import { needless } from '../../../../../peer/graph/simplify/needless.js';
import { rewritten } from '../../../../../peer/graph/simplify/rewrite.js';
import { type LayersModel, tf } from '../../../../../peer/model/backend.js';
import { disposeTrainee, STEP_CLASSES, stateDifference, trainee } from '../../../../support/step-kit.js';

const { regularizers } = tf;

function network(kernelRegularizer?: ReturnType<typeof regularizers.l2>): LayersModel {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 3 });
  const dense = { units: STEP_CLASSES, kernelInitializer, ...(kernelRegularizer && { kernelRegularizer }) };
  return tf.sequential({ layers: [tf.layers.flatten({ inputShape: [3, 3, 1] }), tf.layers.dense(dense)] });
}

/** Ops of a step before and after the rule, and how far 10 steps with it are from eager ones. */
async function ruled(
  t: TestContext,
  regularizer: Parameters<typeof network>[0],
  weightDecay: number,
  optimizer: 'sgd' | 'adam' = 'sgd',
): Promise<{ before: string[]; after: string[]; apart: number }> {
  const graphs: StepGraph[] = [];
  const simplify = (graph: StepGraph): StepGraph => {
    graphs.push(pruned(rewritten(graph, needless)));
    graphs.push(pruned(rewritten(graphs[0]!, oneDecay)));
    return graphs[1]!;
  };
  const wishes = { inputShape: [3, 3, 1] as const, rows: 4, training: { optimizer, lr: 0.1, weightDecay } };
  const eager = await trainee({ ...wishes, eager: true, network: network(regularizer) });
  const compiled = await trainee({ ...wishes, simplify, network: network(regularizer) });
  t.after(() => {
    for (const one of [eager, compiled]) disposeTrainee(one);
  });
  eager.train(0, 10);
  compiled.train(0, 10);
  const [before, after] = graphs.map(({ nodes }) => nodes.map(({ op }) => op));
  return { before: before!, after: after!, apart: stateDifference(compiled.state(), eager.state()) };
}

const count = (ops: readonly string[], op: string): number => ops.filter((one) => one === op).length;

for (const optimizer of ['sgd', 'adam'] as const) {
  test(`${optimizer}: weight decay and l2 are one product and one sum`, async (t) => {
    const { before, after, apart } = await ruled(t, regularizers.l2({ l2: 0.375 }), 0.25, optimizer);
    for (const op of ['Mul', 'Add']) assert.equal(count(after, op), count(before, op) - 1, op);
    assert.ok(apart < 1e-5, `${apart}`);
  });
}

test('a step without either of them, and one with l1, is left as it is', async (t) => {
  for (const [regularizer, decay] of [
    [undefined, 0.25],
    [regularizers.l2({ l2: 0.375 }), 0],
    [regularizers.l1({ l1: 0.5 }), 0.25],
  ] as const) {
    const { before, after, apart } = await ruled(t, regularizer, decay);
    assert.deepEqual(after, before);
    assert.ok(apart < 1e-5, `${apart}`);
  }
});
