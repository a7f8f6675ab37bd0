import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { CompiledPrediction } from '../../../../peer/graph/compiled-prediction.js';
import { assignment, type GraphNode, type StepGraph } from '../../../../peer/graph/graph.js';
import { inPrecision, type Precision } from '../../../../peer/graph/low-precision.js';
import { simplified } from '../../../../peer/graph/simplify/simplify.js';
import { computed, opsOf, tracedFunction } from '../../../support/graph-kit.js';
import { checkpointOf, outcomeOf, resume } from '../../../support/sameness.js';
import {
  difference,
  disposeTrainee,
  noise,
  stateDifference,
  type Trainee,
  type TraineeWishes,
  trainee,
} from '../../../support/step-kit.js';

/** What one rounding changes, as a share: half a unit in the last of 8 and 11 bits. */
const ROUNDING = { bfloat16: 2 ** -9, float16: 2 ** -12 } as const;

/**
 * How far logits and losses may be from the float32 ones: so many roundings of their length. Every product rounds both factors
 * and its result, by chance with either sign.
 */
const ROUNDINGS_MAX = 12;

/**
 * How far the gradients may be, all of them and those of one weight, as a share of their length. More than by roundings: a
 * relu whose input has another sign after them sends the gradient of a sample another way, and a sum that cancels leaves
 * little else. A gradient that is lost or scaled wrongly differs by its whole length.
 */
const GRADIENTS_MAX = 0.25;
const GRADIENT_MAX = 0.5;

const CASES = [
  { network: 'mlp:32-16', inputShape: [6, 6, 1], rows: 16 },
  { network: 'cnn:8-16-32', inputShape: [8, 8, 1], rows: 16 },
  { network: 'wrn-10-1', inputShape: [8, 8, 3], rows: 8 },
  { network: 'transformer:1-8-2', inputShape: [6], positions: 6, rows: 8 },
] as const satisfies readonly TraineeWishes[];

async function owned(t: TestContext, wishes: TraineeWishes): Promise<Trainee> {
  const made = await trainee(wishes);
  t.after(() => disposeTrainee(made));
  return made;
}

for (const wishes of CASES) {
  test(`${wishes.network}: logits, losses and gradients of steps in bfloat16 and float16 are the float32 ones but for roundings`, async (t) => {
    const full = await owned(t, wishes);
    for (const precision of ['bfloat16', 'float16'] as const) {
      const low = await owned(t, { ...wishes, precision });
      for (let step = 0; step < 2; step++) {
        resume(full, checkpointOf(low, step));
        const [expected, outcome] = [outcomeOf(full, step), outcomeOf(low, step)];
        const say = (what: string, share: number): string =>
          `${precision}, ${what} at step ${step}: ${share}`;
        const shareOf = (name: string): number => distance(expected.get(name)!, outcome.get(name)!);
        for (const name of ['logits', 'losses'])
          assert.ok(shareOf(name) < ROUNDINGS_MAX * ROUNDING[precision], say(name, shareOf(name)));
        assert.ok(
          shareOf('logits') > ROUNDING[precision] / 20,
          say('logits as in float32', shareOf('logits')),
        );
        const gradients = [...expected.keys()].filter((name) => name.startsWith('sgd/'));
        for (const name of gradients) assert.ok(shareOf(name) < GRADIENT_MAX, say(name, shareOf(name)));
        const joined = (one: typeof expected): Float32Array =>
          Float32Array.from(gradients.flatMap((name) => [...one.get(name)!]));
        const all = distance(joined(expected), joined(outcome));
        t.diagnostic(say('gradients', all));
        assert.ok(all < GRADIENTS_MAX, say('gradients', all));
      }
      assert.deepEqual(low.warnings, []);
    }
  });
}

/** Length of the difference, as a share of the first's. */
function distance(a: Float32Array, b: Float32Array): number {
  const length = (values: Float32Array): number => Math.sqrt(values.reduce((sum, one) => sum + one * one, 0));
  const whole = length(a);
  return whole === 0 ? length(b) : length(a.map((one, i) => one - b[i]!)) / whole;
}

for (const form of ['split', 'whole'] as const) {
  test(`steps in bfloat16, ${form}, repeat themselves and go on from a checkpoint bit for bit`, async (t) => {
    const wishes = { ...CASES[2], form, precision: 'bfloat16' } as const;
    const [one, again] = [await owned(t, wishes), await owned(t, wishes)];
    one.train(0, 3);
    const middle = checkpointOf(one, 3);
    one.train(3, 6);
    again.train(0, 6);
    assert.equal(stateDifference(one.state(), again.state()), 0);
    resume(again, middle);
    again.train(3, 6);
    assert.equal(stateDifference(one.state(), again.state()), 0);
  });
}

test('an update whose float16 gradients overflow is refused, and one that bfloat16 holds is not', async (t) => {
  const inputs = (step: number) => ({
    ...{ step, epoch: 0, rows: 4, digest: new Uint8Array(32), labels: Int32Array.of(0, 1, 2, 3) },
    inputs: noise(step, 4 * 16).map((value) => value * 1e4),
  });
  const wishes = { network: 'mlp:8', inputShape: [4, 4, 1], rows: 4, batchOf: inputs } as const;
  const applied = async (precision: Precision): Promise<boolean> => {
    const made = await owned(t, { ...wishes, precision });
    const before = made.state();
    const [losses] = made.train(0, 1);
    assert.equal(stateDifference(before, made.state()) > 0, losses!.applied);
    return losses!.applied;
  };
  assert.deepEqual([await applied('float16'), await applied('bfloat16')], [false, true]);
});

/** The types that the ops of a low-precision step work on, by op, and what the simplified step holds. */
async function typesOf(t: TestContext, wishes: TraineeWishes): Promise<{ low: string[]; full: string[] }> {
  let nodes: readonly GraphNode[] = [];
  const made = await owned(t, {
    ...wishes,
    simplify: (graph: StepGraph) => {
      const lowered = inPrecision(simplified(graph), 'bfloat16');
      nodes = lowered.nodes;
      return lowered;
    },
  });
  made.train(0, 1);
  const ofType = (type: number): string[] =>
    nodes.filter(({ attributes }) => attributes.T?.value === type).map(({ op }) => op);
  return { low: ofType(14), full: ofType(1) };
}

test('products and convolutions alone are lowered, all of them: three of a layer, two of the first', async (t) => {
  const { low, full } = await typesOf(t, CASES[1]);
  const counts = ['Conv2D', 'Conv2DBackpropFilter', 'Conv2DBackpropInput', 'MatMul'];
  assert.deepEqual([...new Set(low)].sort(), counts);
  const numberOf = (op: string): number => low.filter((one) => one === op).length;
  const convolutions = numberOf('Conv2D');
  assert.equal(numberOf('Conv2DBackpropFilter'), convolutions);
  assert.equal(numberOf('Conv2DBackpropInput'), convolutions - 1);
  assert.equal(numberOf('MatMul') % 3, 0);
  for (const op of counts) assert.ok(!full.includes(op), `${op} in float32`);
  for (const op of ['BiasAdd', 'Relu', 'ReluGrad', 'MaxPool', 'LogSoftmax', 'ResourceApplyKerasMomentum'])
    assert.ok(!low.includes(op), `${op} in bfloat16`);
});

test('products within a loss stay float32', async (t) => {
  const wishes = { network: 'mlp:8-6', inputShape: [4, 4, 1], rows: 6 } as const;
  const plain = await typesOf(t, wishes);
  const similar = await typesOf(t, { ...wishes, distillation: { feature: 'similarity' } });
  assert.ok(!plain.full.includes('MatMul'));
  assert.ok(similar.full.some((op) => op.endsWith('MatMul') || op.startsWith('BatchMatMul')));
});

test('a gradient too small for float16 is scaled within the product, and comes out as it would in float32', () => {
  const shapes = { x: [4, 3], w: [3, 2] };
  const traced = tracedFunction(shapes, ({ x, w }) => x!.matMul(w!).mul(1e-7).transpose().matMul(x!));
  // What comes after the first product is made a gradient: no result needs it, an update does.
  const simple = simplified(traced);
  const first = simple.nodes.find(({ op }) => op === 'MatMul')!;
  const ref = { node: first.name, output: 0 };
  const type = { dtype: 1, shape: [2, 3] };
  const step: StepGraph = {
    ...simple,
    results: { logits: ref, supervised: ref },
    variables: [type],
    updates: [assignment(0, traced.results.logits, type)],
  };
  const lowered = inPrecision(step, 'float16');
  assert.equal(opsOf(lowered).filter((op) => op === 'MatMul').length, 2);
  const gradient = (graph: StepGraph): Float32Array => {
    const logits = graph.updates[0]!.inputs[0]!;
    return computed({ ...graph, variables: [], results: { ...graph.results, logits } }, shapes);
  };
  const [expected, scaled] = [gradient(step), gradient(lowered)];
  const largest = Math.max(...expected.map(Math.abs));
  assert.ok(difference(expected, scaled) / largest < 8 * ROUNDING.float16);
});

test('predictions in bfloat16 are the float32 ones but for its roundings', async (t) => {
  const { context } = await owned(t, CASES[1]);
  const inputs = noise(3, 4 * 64);
  const [full, low] = (['float32', 'bfloat16'] as const).map((precision) => {
    const prediction = new CompiledPrediction(context.network, assert.fail, { precision });
    t.after(() => prediction.dispose());
    return prediction.predict(inputs, 4);
  });
  const share = difference(full!, low!) / Math.max(...full!.map(Math.abs));
  assert.ok(share > 0 && share < ROUNDINGS_MAX * ROUNDING.bfloat16, String(share));
});
