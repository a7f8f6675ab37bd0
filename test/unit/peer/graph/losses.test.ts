/** Every loss, target, schedule and bound of a step, compiled against eager. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { nativeBackend, tf } from '../../../../peer/model/backend.js';
import { loadUserLoss } from '../../../../peer/model/losses/user-loss.js';
import { collectTrainingState, restoreTrainingState } from '../../../../peer/model/training-state.js';
import { LOSS_NAMES } from '../../../../proto/distillation-loss.js';
import type { RunSpec } from '../../../../proto/run-spec.js';
import {
  difference,
  disposeTrainee,
  STEP_CLASSES,
  stateDifference,
  type Trainee,
  type TraineeWishes,
  trainee,
} from '../../../support/step-kit.js';
import { userModule } from '../../../support/user-module.js';

const MLP = { network: 'mlp:16-12', inputShape: [4, 4, 1], rows: 6, teachers: 2 } as const;
const NORMALIZED = { network: 'wrn-10-1', inputShape: [8, 8, 3], rows: 6, teachers: 2 } as const;
const STEPS = 12;
/** As in compiled-step.test.ts: float32 sums in another order, carried on for some steps. */
const TOLERANCE = 2e-5;

async function owned(t: TestContext, wishes: TraineeWishes): Promise<Trainee> {
  const made = await trainee(wishes);
  t.after(() => disposeTrainee(made));
  return made;
}

/** Trains the same wishes op by op, and compiled as traced: bit for bit the same, where TensorFlow itself fuses no ops. */
async function compareBits(t: TestContext, wishes: TraineeWishes): Promise<void> {
  const eager = await owned(t, { ...wishes, eager: true });
  const asTraced = await owned(t, { ...wishes, simplify: (graph) => graph });
  assert.deepEqual(asTraced.train(0, STEPS), eager.train(0, STEPS));
  assert.equal(stateDifference(asTraced.state(), eager.state()), 0);
  assert.deepEqual(asTraced.warnings, []);
}

/** Trains the same wishes op by op, and compiled as the product does. */
async function compare(t: TestContext, wishes: TraineeWishes): Promise<void> {
  const eager = await owned(t, { ...wishes, eager: true });
  const compiled = await owned(t, wishes);
  const losses = eager.train(0, STEPS);
  compiled.train(0, STEPS).forEach((loss, step) => {
    for (const key of ['supervised', 'distillation', 'feature', 'exits'] as const) {
      const scale = Math.max(1, Math.abs(losses[step]![key]));
      assert.ok(Math.abs(loss[key] - losses[step]![key]) < TOLERANCE * scale, `${key} at step ${step}`);
    }
    assert.equal(loss.weight, losses[step]!.weight);
  });
  assert.ok(stateDifference(compiled.state(), eager.state()) < TOLERANCE);
  assert.deepEqual(compiled.warnings, []);
  assert.ok(losses.some(({ distillation }) => distillation !== 0));
}

/** Rows taught whole, half and not at all; at every third step nobody at all. */
const coverageOf = (step: number): Float32Array =>
  Float32Array.from({ length: MLP.rows }, (_, row) => (step % 3 === 2 ? 0 : ((row + step) % 3) / 2));

for (const loss of LOSS_NAMES) {
  for (const standardize of [false, true]) {
    test(`${loss}${standardize ? ' of standardised logits' : ''}: compiled equals eager, on rows taught in part`, async (t) => {
      const distillation = { loss, standardize, temperature: 2, dkdOthers: 2, weight: 0.5 };
      await compare(t, { ...MLP, distillation, coverageOf });
      await compareBits(t, { ...MLP, distillation, coverageOf });
    });
  }
}

test("a user's own loss: compiled equals eager, and it is the user's", async (t) => {
  const file = userModule(
    t,
    `export const targets = 'logits';
     export default ({ tf, logits, targets }) => tf.mean(tf.squaredDifference(logits, targets), 1);`,
  );
  const userLoss = await loadUserLoss(file, STEP_CLASSES);
  const wishes = { ...MLP, coverageOf, userLoss, distillation: { loss: './mine.mjs', weight: 0.5 } };
  await compare(t, wishes);
  await compareBits(t, wishes);
  const builtIn = { ...MLP, coverageOf, distillation: { loss: 'mse', weight: 0.5 } } as const;
  const [own, mse] = [await owned(t, wishes), await owned(t, builtIn)];
  own.train(0, STEPS);
  mse.train(0, STEPS);
  assert.ok(stateDifference(own.state(), mse.state()) < TOLERANCE);
});

for (const targets of ['logit-mean', 'kdcl-naive', 'kdcl-linear', 'kdcl-minlogit', 'kdcl-general'] as const) {
  test(`${targets} targets: compiled equals eager`, async (t) => {
    await compare(t, { ...MLP, distillation: { targets } });
  });
}

test('teachers weighed by confidence: compiled equals eager', async (t) => {
  await compare(t, { ...MLP, distillation: { teacherWeights: 'confidence' }, coverageOf });
});

for (const optimizer of ['sgd', 'adam'] as const) {
  test(`${optimizer} with clipped gradients: compiled equals eager, and clipping changes something`, async (t) => {
    const training = { optimizer, clipNorm: 0.05, weightDecay: 0.01 };
    await compare(t, { ...MLP, training });
    await compareBits(t, { ...MLP, training });
    const [clipped, free] = [await owned(t, { ...MLP, training }), await owned(t, MLP)];
    clipped.train(0, 3);
    free.train(0, 3);
    assert.ok(stateDifference(clipped.state(), free.state()) > 1e-4);
  });
}

for (const optimizer of ['sgd', 'adam'] as const) {
  test(`${optimizer} with a decay that changes in the run: compiled equals eager, and it changes`, async (t) => {
    // Of 1,000 steps: a hundredth from the third on, none from the fifth.
    const training = {
      ...{ optimizer, weightDecay: 0.1, milestones: [0.002, 0.004] },
      weightDecaySchedule: [0.001, 0],
    };
    await compare(t, { ...MLP, training });
    await compareBits(t, { ...MLP, training });
    const [scheduled, fixed] = [
      await owned(t, { ...MLP, training }),
      await owned(t, { ...MLP, training: { ...training, weightDecaySchedule: [] } }),
    ];
    const apart = (from: number, steps: number): number => {
      for (const one of [scheduled, fixed]) one.train(from, steps);
      return stateDifference(scheduled.state(), fixed.state());
    };
    assert.ok(apart(0, 2) < 1e-6);
    assert.ok(apart(2, 3) > 1e-4);
  });
}

test('a gradient too large for float32 to square is refused or clipped to nothing, never applied', async (t) => {
  const made = await owned(t, {
    ...MLP,
    training: { clipNorm: 1 },
    distillation: { loss: 'mse', weight: 1e30 },
  });
  const before = made.state();
  made.train(0, 1);
  const moved = stateDifference(made.state(), before);
  assert.ok(Number.isFinite(moved) && moved < 0.02, `${moved}`);
});

test('warm-up, ramp and fine-tuning: compiled equals eager', async (t) => {
  const training: Partial<RunSpec['training']> = { warmupSteps: 5, fineTuneSteps: 994, fineTuneLr: 0.002 };
  const distillation = { schedule: 'ramp', rampSteps: 4, burnInSteps: 1 } as const;
  await compare(t, { ...MLP, training, distillation }); // of 1,000 steps the last 994 are fine-tuning
});

test('a network with batch normalisation, by decoupled distillation and clipped: compiled equals eager', async (t) => {
  await compare(t, {
    ...NORMALIZED,
    training: { clipNorm: 0.5, lr: 0.003 },
    distillation: { loss: 'dkd', temperature: 4 },
    coverageOf,
  });
});

test('one graph does for a run spec, whoever teaches and which rows', async (t) => {
  const load = t.mock.method(nativeBackend(), 'loadSavedModelMetaGraph');
  const made = await owned(t, { ...MLP, distillation: { schedule: 'cosine' }, coverageOf });
  made.train(0, 1);
  const loaded = load.mock.callCount();
  made.train(1, 20);
  assert.equal(load.mock.callCount(), loaded);
});

for (const choice of [{}, { exitWeight: 0, exitHint: 0.01 }, { exitWeight: 1, exitTemperature: 1 }]) {
  test(`exits that learn from the deepest by ${JSON.stringify(choice)}, taught too: compiled equals eager`, async (t) => {
    const network = 'resnet20-exits';
    const wishes = { ...NORMALIZED, network, coverageOf, training: { lr: 1e-4 }, distillation: choice };
    await compare(t, wishes);
    const alone = await owned(t, { ...wishes, teachers: 0 });
    assert.ok(alone.train(0, 2).every(({ exits, distillation }) => exits > 0 && distillation === 0));
    assert.deepEqual(alone.warnings, []);
  });
}

const PEERS = [
  { id: 'student', network: 'cnn:4-6-8' },
  { id: 'teacher-a', network: 'mlp:7' },
  { id: 'teacher-b', network: 'mlp:5-9' },
];
const PICTURES = { network: 'cnn:4-6-8', inputShape: [8, 8, 1], rows: 6, teachers: 2, peers: PEERS } as const;

for (const feature of ['attention', 'hint', 'rkd', 'similarity'] as const) {
  for (const update of ['simultaneous', 'sequential'] as const) {
    test(`the feature loss ${feature} with ${update} updates: compiled equals eager, features and all`, async (t) => {
      const peers =
        feature === 'attention' ? PEERS.map((peer) => ({ ...peer, network: 'cnn:4-6-8' })) : PEERS;
      const distillation = { feature, update, featureWeight: feature === 'rkd' ? 0.05 : 1 };
      const wishes = { ...PICTURES, peers, distillation, coverageOf };
      await compare(t, wishes);
      const [eager, compiled] = [await owned(t, { ...wishes, eager: true }), await owned(t, wishes)];
      const losses = [eager.train(0, 4), compiled.train(0, 4)];
      losses[0]!.forEach((loss, step) => {
        assert.ok(loss.feature > 0 === (step % 3 !== 2), `somebody teaches at step ${step}: ${loss.feature}`);
        assert.ok(Math.abs(loss.feature - losses[1]![step]!.feature) < TOLERANCE, `step ${step}`);
      });
      const size = eager.context.features!.tap.size;
      eager.exchange.features.forEach((sent, step) => {
        assert.equal(sent?.length, PICTURES.rows * size);
        assert.ok(difference(sent!, compiled.exchange.features[step]!) < TOLERANCE);
      });
      const without = await owned(t, { ...wishes, distillation: { update } });
      without.train(0, 4);
      assert.ok(
        difference(networkOf(without.state()), networkOf(eager.state())) > 1e-4,
        'it changes what is learned',
      );
    });
  }
}

const networkOf = (state: Map<string, Float32Array>): number[] =>
  [...state].flatMap(([name, values]) => (name.startsWith('weights/') ? [...values] : []));

test('a peer that nobody teaches still sends its features', async (t) => {
  const wishes = { ...PICTURES, teachers: 0, distillation: { feature: 'similarity' as const } };
  const [eager, compiled] = [await owned(t, { ...wishes, eager: true }), await owned(t, wishes)];
  eager.train(0, 3);
  compiled.train(0, 3);
  compiled.exchange.features.forEach((sent, step) => {
    assert.equal(sent?.length, PICTURES.rows * 8);
    assert.ok(difference(sent!, eager.exchange.features[step]!) < TOLERANCE);
  });
});

test('a resumed run with a regressor is bit for bit the unbroken one', async (t) => {
  const wishes = { ...PICTURES, distillation: { feature: 'hint' as const } };
  const [unbroken, first, resumed] = [await owned(t, wishes), await owned(t, wishes), await owned(t, wishes)];
  const losses = unbroken.train(0, 8);
  first.train(0, 3);
  first.step.settle();
  const { network, optimizer, features } = first.context;
  const state = collectTrainingState(network, optimizer, features!.variables);
  const { context } = resumed;
  restoreTrainingState(context.network, context.optimizer, state, context.features!.variables);
  assert.deepEqual(resumed.train(3, 8), losses.slice(3));
  assert.equal(stateDifference(resumed.state(), unbroken.state()), 0);
});

test('steps with features leave no tensor behind', async (t) => {
  for (const feature of ['attention', 'hint', 'rkd', 'similarity'] as const) {
    const made = await owned(t, { ...PICTURES, distillation: { feature }, coverageOf });
    made.train(0, 2);
    const eager = await owned(t, { ...PICTURES, distillation: { feature }, eager: true, coverageOf });
    eager.train(0, 2);
    const before = tf.memory().numTensors;
    made.train(2, 8);
    eager.train(2, 8);
    assert.equal(tf.memory().numTensors, before, feature);
  }
});
