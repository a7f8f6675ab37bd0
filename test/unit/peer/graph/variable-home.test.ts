import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATA_TYPE, type GraphNode, refTo } from '../../../../peer/graph/graph.js';
import { Program } from '../../../../peer/graph/program.js';
import { VariableHome } from '../../../../peer/graph/variable-home.js';
import { handleName, marker, readName, readNode } from '../../../../peer/graph/variables.js';
import { tf, type Variable } from '../../../../peer/model/backend.js';

const TYPE = { dtype: DATA_TYPE.float32, shape: [2] };

/** A program whose only run doubles its only variable. */
function doubler(): Program {
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
  return new Program(nodes, [TYPE]);
}

const double = (program: Program): void => void program.run({}, ['done']);

test('values move to the program that asks, from the network or from another program, and back on settle', (t) => {
  const [variable, first, second] = made(t);
  const home = new VariableHome([variable]);
  home.moveTo(first);
  double(first);
  home.moveTo(first);
  double(first);
  assert.deepEqual([...variable.dataSync()], [1, 2], 'the network lags behind until it is asked for');
  home.moveTo(second);
  double(second);
  home.settle();
  assert.deepEqual([...variable.dataSync()], [8, 16]);
  home.moveTo(first);
  double(first);
  home.settle();
  assert.deepEqual([...variable.dataSync()], [16, 32]);
});

test('what was assigned from outside counts, settled or not', (t) => {
  const [variable, program] = made(t);
  const home = new VariableHome([variable]);
  for (const settled of [true, false]) {
    home.moveTo(program);
    double(program);
    if (settled) home.settle();
    tf.tidy(() => variable.assign(tf.tensor1d([5, 5])));
    home.moveTo(program);
    double(program);
    home.settle();
    assert.deepEqual([...variable.dataSync()], [10, 10]);
  }
});

test('forgotten values are those of the network again', (t) => {
  const [variable, program] = made(t);
  const home = new VariableHome([variable]);
  home.moveTo(program);
  double(program);
  home.forget();
  home.settle();
  assert.deepEqual([...variable.dataSync()], [1, 2]);
  home.moveTo(program);
  double(program);
  home.settle();
  assert.deepEqual([...variable.dataSync()], [2, 4]);
});

function made(t: { after(work: () => void): void }): readonly [Variable, Program, Program] {
  const variable = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
  const programs = [doubler(), doubler()] as const;
  t.after(() => {
    variable.dispose();
    for (const program of programs) program.dispose();
  });
  return [variable, ...programs];
}
