import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATA_TYPE, type GraphNode, opNode, refTo } from '../../../../peer/graph/graph.js';
import { KeptSession } from '../../../../peer/graph/kept-session.js';
import { Program } from '../../../../peer/graph/program.js';
import { SharedSession } from '../../../../peer/graph/shared-session.js';
import { readName, readNode } from '../../../../peer/graph/variables.js';
import { tf } from '../../../../peer/model/backend.js';

const TYPE = { dtype: DATA_TYPE.float32, shape: [2] };

/** A node of the same name in every program: an op on the first variable and itself. */
function result(op: string): GraphNode[] {
  const type = { T: { kind: 'type', value: DATA_TYPE.float32 } } as const;
  return [readNode(0, TYPE), opNode('result', op, [refTo(readName(0)), refTo(readName(0))], TYPE, type)];
}

test('programs have their nodes to themselves and their variables in common, also one that comes later', (t) => {
  const session = new SharedSession();
  t.after(() => session.close());
  const sum = new Program(result('AddV2'), [TYPE], session);
  const values = tf.tensor1d([3, 5]);
  sum.load([values]);
  values.dispose();
  const results = (program: Program): number[] => [...program.numbers({}, ['result'])[0]!];
  assert.deepEqual(results(sum), [6, 10]);
  const nonsense: GraphNode = { name: 'result', op: 'NoSuchOp', attributes: {}, inputs: [], outputs: [] };
  assert.throws(() => new Program([nonsense], [], session), /NoSuchOp/);
  const product = new Program(result('Mul'), [TYPE], session);
  assert.deepEqual(results(product), [9, 25]);
  product.dispose();
  assert.deepEqual(results(sum), [6, 10], 'the session is not for one of them alone');
});

test('closed, it runs nothing and takes no program', () => {
  const session = new SharedSession();
  session.close();
  const program = new Program(result('AddV2'), [TYPE], session);
  for (let close = 0; close < 2; close++) session.close();
  assert.throws(() => program.numbers({}, ['result']), /the session is closed/);
  assert.throws(() => new Program([], [], session), /the session is closed/);
});

test('a graph that is there is not loaded twice, and a kept session is for the same variables alone', (t) => {
  const kept = new KeptSession();
  const session = kept.sessionFor([TYPE]);
  const sums = [new Program(result('AddV2'), [TYPE], session), new Program(result('AddV2'), [TYPE], session)];
  assert.equal(session.programs, 1);
  const values = tf.tensor1d([3, 5]);
  sums[0]!.load([values]);
  values.dispose();
  assert.deepEqual([...sums[1]!.numbers({}, ['result'])[0]!], [6, 10]);
  assert.equal(kept.sessionFor([TYPE]), session);
  const other = kept.sessionFor([{ ...TYPE, shape: [3] }]);
  t.after(() => other.close());
  assert.notEqual(other, session);
  assert.throws(() => sums[0]!.numbers({}, ['result']), /the session is closed/);
});
