import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATA_TYPE, type GraphNode, refTo } from '../../../../peer/graph/graph.js';
import { Program } from '../../../../peer/graph/program.js';
import { VariableHome } from '../../../../peer/graph/variable-home.js';
import { handleName, marker, readName, readNode } from '../../../../peer/graph/variables.js';
import { tf } from '../../../../peer/model/backend.js';

const TYPE = { dtype: DATA_TYPE.float32, shape: [2] };

/** A program of a home whose only run doubles its first variable. */
function doubler({ session }: VariableHome): () => void {
  const dtype = { kind: 'type', value: 1 } as const;
  const nodes: GraphNode[] = [
    readNode(0, TYPE),
    {
      name: 'twice',
      op: 'AddV2',
      attributes: { T: dtype },
      inputs: [refTo(readName(0)), refTo(readName(0))],
      outputs: [TYPE],
    },
    {
      name: 'assign',
      op: 'AssignVariableOp',
      attributes: { dtype },
      inputs: [refTo(handleName(0)), refTo('twice')],
      outputs: [],
    },
    marker('done', ['assign']),
  ];
  const program = new Program(nodes, [TYPE], session);
  return () => void program.run({}, ['done']);
}

test('programs share their variables, which come back on settle', (t) => {
  const { variables, home } = made(t);
  const [first, second] = [doubler(home), doubler(home)];
  home.moveIn();
  first();
  home.moveIn();
  second();
  assert.deepEqual([...variables[0].dataSync()], [1, 2], 'the network lags behind until it is asked for');
  home.settle();
  assert.deepEqual([...variables[0].dataSync()], [4, 8]);
  const { dataId } = variables[0];
  home.bring();
  home.settle();
  assert.equal(variables[0].dataId, dataId, 'nothing changed, and nothing is copied');
  home.moveIn();
  first();
  home.settle();
  assert.deepEqual([...variables[0].dataSync()], [8, 16]);
  assert.deepEqual([...variables[1].dataSync()], [7], 'one that a program does not have is kept too');
});

test('what was assigned from outside counts, settled or not, and nothing else is lost', (t) => {
  const { variables, home } = made(t);
  const double = doubler(home);
  const [, other] = variables;
  for (const settled of [true, false]) {
    home.moveIn();
    double();
    if (settled) home.settle();
    tf.tidy(() => other.assign(tf.tensor1d([5])));
    home.bring();
    home.moveIn();
    double();
    home.settle();
    assert.deepEqual([...other.dataSync()], [5]);
  }
  assert.deepEqual([...variables[0].dataSync()], [16, 32]);
});

test('forgotten values are those of the network again', (t) => {
  const { variables, home } = made(t);
  const double = doubler(home);
  home.moveIn();
  double();
  home.forget();
  home.settle();
  assert.deepEqual([...variables[0].dataSync()], [1, 2]);
  home.moveIn();
  double();
  home.settle();
  assert.deepEqual([...variables[0].dataSync()], [2, 4]);
});

function made(t: { after(work: () => void): void }) {
  const variables = tf.tidy(() => [tf.variable(tf.tensor1d([1, 2])), tf.variable(tf.tensor1d([7]))] as const);
  const home = new VariableHome(variables);
  t.after(() => {
    tf.dispose([...variables]);
    home.dispose();
  });
  return { variables, home };
}
