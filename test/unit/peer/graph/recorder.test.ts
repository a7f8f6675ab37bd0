import assert from 'node:assert/strict';
import { test } from 'node:test';
import { record } from '../../../../peer/graph/recorder.js';
import { scriptOf } from '../../../../peer/graph/replay.js';
import { nativeBackend, tf } from '../../../../peer/model/backend.js';

test("ops come by under TensorFlow's names, with inputs, constants and layer", (t) => {
  const kept = tf.tensor1d([1, 2, 3]);
  const marked = tf.tensor1d([4, 5, 6]);
  t.after(() => tf.dispose([kept, marked]));
  let ids: number[] = [];
  const { ops, origins } = record((recorder) =>
    tf.tidy(() => {
      recorder.mark(marked, { kind: 'input', name: 'x' });
      recorder.enter('my_layer');
      const sum = tf.add(marked, kept);
      recorder.enter(undefined);
      const product = tf.mul(sum, 2);
      ids = [marked, kept, sum, product].map(recorder.idOf);
    }),
  );
  assert.deepEqual(
    ops.map(({ op, layer, inputs, outputs }) => [op, layer, inputs[0], outputs[0]!.id]),
    [
      ['Add', 'my_layer', ids[0], ids[2]],
      ['Mul', undefined, ids[2], ids[3]],
    ],
  );
  assert.deepEqual(origins.get(ids[0]!), { kind: 'input', name: 'x', type: { dtype: 1, shape: [3] } });
  const constant = origins.get(ids[1]!);
  assert.ok(constant?.kind === 'constant');
  assert.deepEqual([...new Float32Array(constant.value.bytes.slice().buffer)], [1, 2, 3]);
});

test('the binding is itself again afterwards, also after an error, and no tensor stays', () => {
  const before = nativeBackend().binding;
  const tensors = tf.memory().numTensors;
  assert.throws(() =>
    record(() => {
      throw new Error('stop');
    }),
  );
  assert.equal(nativeBackend().binding, before);
  assert.equal(tf.memory().numTensors, tensors);
});

test('JavaScript that looks at a weight or an input is noted, at a constant it is not', (t) => {
  const weight = tf.variable(tf.tensor1d([1, 2]));
  const constant = tf.tensor1d([3, 4]);
  t.after(() => tf.dispose([weight, constant]));
  const reading = (kind: 'variable' | 'input' | undefined, script?: Parameters<typeof record>[1]) =>
    record((recorder) => {
      if (kind === 'variable') recorder.mark(weight, { kind, index: 0 });
      if (kind === 'input') recorder.mark(weight, { kind, name: 'x' });
      recorder.enter('my_layer');
      tf.tidy(() => tf.add(weight, constant)).dispose();
      (kind === undefined ? constant : weight).dataSync();
    }, script);
  for (const [kind, op] of [
    ['variable', 'ReadVariable'],
    ['input', 'Placeholder'],
  ] as const) {
    const recording = reading(kind);
    assert.deepEqual([recording.read?.op, recording.read?.layer], [op, 'my_layer']);
    assert.throws(
      () => reading(kind, scriptOf(recording)),
      /in layer "my_layer": JavaScript looks at its result/,
    );
  }
  assert.equal(reading(undefined).read, undefined);
});
