import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  assignment,
  DATA_TYPE,
  type GraphNode,
  placeholderNode,
  refTo,
  type TensorType,
} from '../../../../peer/graph/graph.js';
import { guardedUpdate, REPORT } from '../../../../peer/graph/guarded-update.js';
import { Program } from '../../../../peer/graph/program.js';
import { tf } from '../../../../peer/model/backend.js';

/** Vectors of one length and of another, small and large matrices and kernels, a scalar: every way to be checked. */
const SHAPES = [[2], [3], [2], [2, 2], [], [512, 256], [2, 2, 128, 128]] as const;
const VARIABLES: readonly TensorType[] = SHAPES.map((shape) => ({ dtype: DATA_TYPE.float32, shape }));
const LOGITS = { dtype: DATA_TYPE.float32, shape: [1, 2] };
const SCALAR = { dtype: DATA_TYPE.float32, shape: [] };

/** Gives each variable the value that is fed. */
function guarded(): GraphNode[] {
  const results = { logits: refTo('logits'), supervised: refTo('loss'), gradients: refTo('gradients') };
  const updates = VARIABLES.map((type, i) => assignment(i, refTo(`value_${i}`), type));
  return [
    placeholderNode('logits', LOGITS),
    placeholderNode('loss', SCALAR),
    placeholderNode('gradients', SCALAR),
    ...VARIABLES.map((type, i) => placeholderNode(`value_${i}`, type)),
    ...guardedUpdate(results, updates, { variables: VARIABLES, logits: LOGITS }),
  ];
}

/** Runs one update with all values 2, but for one element of one variable's; the variables were all 1. */
function variablesAfter(
  t: TestContext,
  harmed?: { variable: number; value: number },
  gradients = 0,
): number[][] {
  const program = new Program(guarded(), VARIABLES);
  t.after(() => program.dispose());
  const start = SHAPES.map((shape) => tf.ones([...shape]));
  program.load(start);
  const feeds = Object.fromEntries(
    SHAPES.map((shape, i) => {
      const values = new Float32Array(shape.reduce((product, side) => product * side, 1)).fill(2);
      if (harmed?.variable === i) values[values.length - 1] = harmed.value;
      return [`value_${i}`, tf.tensor(values, [...shape])] as const;
    }),
  );
  const others = { logits: tf.zeros([1, 2]), loss: tf.scalar(0.5), gradients: tf.scalar(gradients) };
  const [report] = program.numbers({ ...feeds, ...others }, [REPORT]);
  assert.deepEqual([...report!], [0.5, 0, 0, 0, harmed === undefined && Number.isFinite(gradients) ? 1 : 0]);
  const after = program.variables();
  const numbers = after.map((tensor) => [...tensor.dataSync()]);
  tf.dispose([start, feeds, others, after]);
  return numbers;
}

function filled(value: number): number[][] {
  return SHAPES.map((shape) =>
    Array.from({ length: shape.reduce((product, side) => product * side, 1) }, () => value),
  );
}

test('variables of every shape are updated together', (t) => {
  assert.deepEqual(variablesAfter(t), filled(2));
});

VARIABLES.forEach(({ shape }, variable) => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
    test(`${value} in the new value of variable ${variable}, [${shape}], leaves all of them`, (t) => {
      assert.deepEqual(variablesAfter(t, { variable, value }), filled(1));
    });
  }
});

test('a gradient of a constrained weight that is not finite leaves all of them', (t) => {
  assert.deepEqual(variablesAfter(t, undefined, Number.NaN), filled(1));
});

test('vectors of one length are added up before they are summed, and one switch serves all updates', () => {
  const ops = guarded().map(({ op }) => op);
  const count = (wanted: string): number => ops.filter((op) => op === wanted).length;
  // Sums: of the two vectors together, of the other one, of the small matrix, of the columns of the two large tensors,
  // of the logits.
  assert.deepEqual([count('Sum'), count('AddN'), count('Switch')], [6, 2, 2]);
  assert.equal(count('MatMul'), 2);
});
