import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import {
  assignment,
  DATA_TYPE,
  type GraphNode,
  placeholderNode,
  refTo,
} from '../../../../peer/graph/graph.js';
import { guardedUpdate, REPORT } from '../../../../peer/graph/guarded-update.js';
import { Program } from '../../../../peer/graph/program.js';
import { readNode } from '../../../../peer/graph/variables.js';
import { nativeBackend, tf } from '../../../../peer/model/backend.js';

const VECTOR = { dtype: DATA_TYPE.float32, shape: [2] };
const MATRIX = { dtype: DATA_TYPE.float32, shape: [1, 2] };
const SCALAR = { dtype: DATA_TYPE.float32, shape: [] };

/** w ← w + x, with x also as logits and a loss that is fed. */
function accumulator(): Program {
  const nodes: GraphNode[] = [
    placeholderNode('x', VECTOR),
    placeholderNode('logits', MATRIX),
    placeholderNode('loss', SCALAR),
    readNode(0, VECTOR),
    {
      name: 'sum',
      op: 'AddV2',
      attributes: { T: { kind: 'type', value: 1 } },
      inputs: [refTo('variable_0_read'), refTo('x')],
      outputs: [VECTOR],
    },
  ];
  const results = { logits: refTo('logits'), supervised: refTo('loss') };
  const update = guardedUpdate(results, [assignment(0, refTo('sum'), VECTOR)], {
    variables: [VECTOR],
    logits: MATRIX,
  });
  return new Program([...nodes, ...update], [VECTOR]);
}

function run(program: Program, x: number[], logits: number[], loss: number): number[] {
  const feeds = { x: tf.tensor1d(x), logits: tf.tensor2d([logits]), loss: tf.scalar(loss) };
  const [report] = program.numbers(feeds, [REPORT]);
  tf.dispose(feeds);
  return [...report!];
}

function variableOf(program: Program): number[] {
  const [value] = program.variables();
  const numbers = [...value!.dataSync()];
  value!.dispose();
  return numbers;
}

test('a variable keeps what runs put into it, and takes a copy of what it is loaded with', (t) => {
  const program = accumulator();
  t.after(() => program.dispose());
  const memory = Float32Array.of(1, 2);
  const start = tf.tensor1d(memory);
  program.load([start]);
  memory[0] = 100;
  start.dispose();
  assert.deepEqual(run(program, [10, 20], [0, 0], 0.5), [0.5, 0, 0, 0, 1]);
  assert.deepEqual(variableOf(program), [11, 22]);
  run(program, [1, 1], [0, 0], 0.5);
  assert.deepEqual(variableOf(program), [12, 23]);
});

test('a value read before an update stays what it was', (t) => {
  const program = accumulator();
  t.after(() => program.dispose());
  const start = tf.tensor1d([1, 2]);
  program.load([start]);
  const [before] = program.variables();
  run(program, [5, 5], [0, 0], 0);
  assert.deepEqual([...before!.dataSync()], [1, 2]);
  tf.dispose([start, before!]);
});

for (const [what, x, logits, loss] of [
  ['a new value', [Number.NaN, 1], [0, 0], 1],
  ['a logit', [1, 1], [0, Number.NEGATIVE_INFINITY], 1],
  ['a loss', [1, 1], [0, 0], Number.NaN],
] as const) {
  test(`${what} that is not finite leaves the variable, and the report says so`, (t) => {
    const program = accumulator();
    t.after(() => program.dispose());
    const start = tf.tensor1d([1, 2]);
    program.load([start]);
    start.dispose();
    assert.equal(run(program, [...x], [...logits], loss)[2], 0);
    assert.deepEqual(variableOf(program), [1, 2]);
    assert.equal(run(program, [1, 1], [0, 0], 1)[4], 1);
    assert.deepEqual(variableOf(program), [2, 3]);
  });
}

test("a graph that TensorFlow refuses throws TensorFlow's words and leaves no file and no tensor", (t) => {
  // A folder of its own: other test files make graphs at the same time.
  const { TMPDIR } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'codistill-test-'));
  process.env.TMPDIR = folder;
  t.after(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(folder, { recursive: true });
  });
  const leftovers = (): number => readdirSync(folder).length;
  const before = [leftovers(), tf.memory().numTensors, nativeBackend().getNumOfSavedModels()];
  const nonsense: GraphNode = { name: 'n', op: 'NoSuchOp', attributes: {}, inputs: [], outputs: [] };
  assert.throws(() => new Program([nonsense], []), /NoSuchOp/);
  assert.deepEqual([leftovers(), tf.memory().numTensors, nativeBackend().getNumOfSavedModels()], before);
});
