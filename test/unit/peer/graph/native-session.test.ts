import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tensorflow } from '#generated/tensorflow';
import { graphBytes } from '../../../../peer/graph/emit.js';
import { DATA_TYPE, opNode, placeholderNode, refTo } from '../../../../peer/graph/graph.js';
import { alignedFloats, nativeSessions, sessionConfig } from '../../../../peer/graph/native-session.js';
import '../../../../peer/model/backend.js';

const PAIR = { dtype: DATA_TYPE.float32, shape: [2] };
const native = nativeSessions();

/** A session of `twice` = x + x. */
function doubling() {
  const type = { T: { kind: 'type', value: DATA_TYPE.float32 } } as const;
  const twice = opNode('twice', 'AddV2', [refTo('x'), refTo('x')], PAIR, type);
  return native.open(graphBytes([placeholderNode('x', PAIR), twice]), sessionConfig({}));
}

test('a plan reads its feeds anew at each run, wherever they lie', (t) => {
  const session = doubling();
  t.after(() => native.close(session));
  const plan = native.plan(session, ['x'], [DATA_TYPE.float32], [[2]], ['twice', 'twice:0']);
  const memory = alignedFloats(2);
  for (const values of [memory, new Float32Array(3).subarray(1)]) {
    for (const [a, b] of [
      [1, 2],
      [-3, 0.5],
    ] as const) {
      values.set([a, b]);
      const results = native.run(plan, [values]).map((bytes) => [...new Float32Array(bytes)]);
      assert.deepEqual(results, [
        [2 * a, 2 * b],
        [2 * a, 2 * b],
      ]);
    }
  }
});

test('what is wrong is said in an error, and the session goes on', (t) => {
  const session = doubling();
  t.after(() => native.close(session));
  const types = [DATA_TYPE.float32];
  assert.throws(() => native.plan(session, ['y'], types, [[2]], ['twice']), /no node y/);
  assert.throws(() => native.plan(session, ['x'], types, [[2]], ['thrice:1']), /no node thrice:1/);
  const plan = native.plan(session, ['x'], types, [[2]], ['twice']);
  assert.throws(() => native.run(plan, [new Float32Array(3)]), /not as large as its shape/);
  assert.throws(() => native.run(native.plan(session, [], [], [], ['twice']), []), /x/); // nothing is fed
  assert.throws(() => native.open(Uint8Array.of(255), sessionConfig({})), Error);
  assert.throws(() => native.open(graphBytes([]), Uint8Array.of(255)), Error);
  assert.deepEqual([...new Float32Array(native.run(plan, [Float32Array.of(1, 2)])[0]!)], [2, 4]);
});

test('a closed session runs and plans nothing, and is closed once', () => {
  const session = doubling();
  const plan = native.plan(session, ['x'], [DATA_TYPE.float32], [[2]], ['twice']);
  for (let close = 0; close < 2; close++) native.close(session);
  assert.throws(() => native.run(plan, [new Float32Array(2)]), /the session is closed/);
  assert.throws(() => native.plan(session, [], [], [], ['twice']), /the session is closed/);
});

test('ops run on the thread that asks exactly where each has one thread', () => {
  const interOp = (threads?: string): number =>
    tensorflow.ConfigProto.decode(sessionConfig({ TF_NUM_INTRAOP_THREADS: threads }))
      .interOpParallelismThreads ?? 0;
  assert.deepEqual([interOp('1'), interOp('2'), interOp()], [-1, 0, 0]);
});

test('aligned numbers begin where TensorFlow reads without a copy', () => {
  for (const length of [1, 7, 100_352]) {
    const floats = alignedFloats(length);
    assert.equal(floats.length, length);
    assert.equal(native.offset(new Uint8Array(floats.buffer, floats.byteOffset, 1)), 0);
  }
});
