import assert from 'node:assert/strict';
import { test } from 'node:test';
import { record } from '../../../../peer/graph/recorder.js';
import type { Recording } from '../../../../peer/graph/recording.js';
import { UntraceableError } from '../../../../peer/graph/recording.js';
import { type OpScript, scriptOf } from '../../../../peer/graph/replay.js';
import { nativeBackend, type Tensor, tf } from '../../../../peer/model/backend.js';

const recorded = (body: (x: Tensor) => Tensor | readonly Tensor[], script?: OpScript): Recording =>
  record(() => {
    tf.tidy(() => {
      body(tf.tensor2d([[1, -2, 3]]));
    });
  }, script);

test('a replay takes every op of the script, with its types and shapes, and lets TensorFlow compute none', () => {
  const body = (x: Tensor): Tensor[] => tf.split(tf.add(tf.relu(x), 2), 3, 1);
  const first = recorded(body);
  const before = nativeBackend().binding;
  const executed: string[] = [];
  nativeBackend().binding = Object.create(before, {
    executeOp: { value: (op: string) => executed.push(op) },
  }) as typeof before;
  let second: Recording;
  try {
    second = recorded(body, scriptOf(first));
  } finally {
    nativeBackend().binding = before;
  }
  assert.deepEqual(executed, []);
  assert.deepEqual(scriptOf(second), scriptOf(first));
  assert.equal(first.ops.length, 3);
  assert.equal(second.kept.size, 0);
});

test('a replay leaves no tensor, whether it comes to its end or not', () => {
  const script = scriptOf(recorded((x) => tf.relu(tf.neg(x))));
  const before = [tf.memory().numTensors, nativeBackend().getNumOfTFTensors()];
  recorded((x) => tf.relu(tf.neg(x)), script);
  assert.throws(() => recorded((x) => tf.tanh(tf.neg(x)), script));
  assert.deepEqual([tf.memory().numTensors, nativeBackend().getNumOfTFTensors()], before);
});

test('another op, one more op and another number of results are refused, naming the op', () => {
  const script = scriptOf(recorded((x) => tf.relu(tf.neg(x))));
  const refused = (op: string) => (error: unknown) =>
    error instanceof UntraceableError && error.message === `${op}: differs from step to step`;
  assert.throws(() => recorded((x) => tf.tanh(tf.neg(x)), script), refused('Tanh'));
  assert.throws(() => recorded((x) => tf.exp(tf.relu(tf.neg(x))), script), refused('Exp'));
  const split = scriptOf(recorded((x) => tf.split(x, 3, 1)));
  assert.throws(() => recorded((x) => tf.split(x, [1, 2], 1), split), UntraceableError);
});

test('a result that nobody computed is refused when JavaScript looks at it', () => {
  const script = scriptOf(recorded((x) => tf.neg(x)));
  const look = (x: Tensor): Tensor => {
    const negative = tf.neg(x);
    negative.dataSync();
    return negative;
  };
  assert.throws(() => recorded(look, script), /^UntraceableError: Neg: JavaScript looks at its result/);
});
