import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  type LayersModel,
  nativeBackend,
  type SymbolicTensor,
  type Tensor,
  tf,
} from '../../../../peer/model/backend.js';
import { collectTrainingState, restoreTrainingState } from '../../../../peer/model/training-state.js';
import { PHASE } from '../../../../proto/codec.js';
import {
  difference,
  disposeTrainee,
  noiseBatch,
  STEP_CLASSES,
  stateDifference,
  type Trainee,
  type TraineeWishes,
  trainedBy,
  trainee,
} from '../../../support/step-kit.js';
import { TINY_CLASSES, TINY_SHAPE, tinyNetwork } from '../../../support/tiny-network.js';

async function owned(t: TestContext, wishes: TraineeWishes): Promise<Trainee> {
  const made = await trainee(wishes);
  t.after(() => disposeTrainee(made));
  return made;
}

const asTraced: NonNullable<TraineeWishes['simplify']> = (graph) => graph;
const MLP = { network: 'mlp:16-12', inputShape: [4, 4, 1], rows: 6 } as const;
const NORMALIZED = { network: 'wrn-10-1:dropout=0.3', inputShape: [8, 8, 3], rows: 6 } as const;

/**
 * What two float32 computations of the same formula in another order may differ by: 2⁻²⁴ relative each, some thousand
 * terms a sum, carried on from step to step. Weights are of order 0.1, a velocity of order 1.
 */
const TOLERANCE = 2e-5;

for (const optimizer of ['sgd', 'adam'] as const) {
  for (const [form, teachers] of [
    ['alone', 0],
    ['whole', 2],
    ['split', 2],
  ] as const) {
    test(`as traced and ${form}, 30 steps of ${optimizer} with ${teachers} teachers equal eager ones bit for bit`, async (t) => {
      const wishes = { ...MLP, teachers, training: { optimizer, lr: 0.01 } };
      const eager = await owned(t, { ...wishes, eager: true });
      const compiled = await owned(t, { ...wishes, form, simplify: asTraced });
      assert.deepEqual(compiled.train(0, 30), eager.train(0, 30));
      assert.equal(stateDifference(compiled.state(), eager.state()), 0);
      assert.deepEqual(compiled.exchange.learned, eager.exchange.learned);
      assert.equal(compiled.context.optimizer.updates, 30);
      assert.deepEqual(compiled.warnings, []);
    });
  }
}

test('a convolutional step in one run learns what the one in two runs does', async (t) => {
  const wishes = { network: 'cnn:4-8-16', inputShape: [8, 8, 3], rows: 6, teachers: 2 } as const;
  const coverageOf = (): Float32Array => Float32Array.of(1, 0, 0.5, 1, 1, 0);
  const [whole, split] = [
    await owned(t, { ...wishes, coverageOf, form: 'whole' }),
    await owned(t, { ...wishes, coverageOf }),
  ];
  const [a, b] = [whole.train(0, 10), split.train(0, 10)];
  a.forEach((losses, i) => {
    assert.ok(Math.abs(losses.distillation - b[i]!.distillation) < TOLERANCE, `loss at step ${i}`);
    assert.equal(losses.teachers, 2);
  });
  assert.ok(stateDifference(whole.state(), split.state()) < TOLERANCE);
});

test('a step in one run without foresight is taught by nobody', async (t) => {
  const silent = { learn: () => assert.fail('asked in between'), teach() {} };
  const [whole, alone] = [
    await owned(t, { ...MLP, form: 'whole' }),
    await owned(t, { ...MLP, teachers: 0, eager: true }),
  ];
  const losses = trainedBy(whole.step, noiseBatch(0, 6, MLP.inputShape, 5), silent);
  assert.deepEqual([losses.distillation, losses.teachers, losses.applied], [0, 0, true]);
  alone.train(0, 1);
  assert.ok(stateDifference(whole.state(), alone.state()) < 1e-6);
});

test('an epoch whose steps have another form gets a graph of its own, and weights move on with it', async (t) => {
  const forms = ['alone', 'split', 'whole'] as const;
  const wishes = { ...MLP, batchOf: (step: number) => epochBatch(step) };
  const epochBatch = (step: number) => ({ ...noiseBatch(step, 6, MLP.inputShape, 5), epoch: step >> 1 });
  const changing = await owned(t, { ...wishes, formAt: (epoch) => forms[epoch % 3]!, simplify: asTraced });
  const eager = await owned(t, { ...wishes, eager: true });
  changing.step.prepare(6, 1);
  assert.deepEqual([changing.step.isPrepared(6, 1), changing.step.isPrepared(6, 2)], [true, false]);
  for (let step = 0; step < 2; step++) trainedBy(eager.step, epochBatch(step));
  changing.train(0, 8);
  eager.train(2, 6);
  for (let step = 6; step < 8; step++) trainedBy(eager.step, epochBatch(step));
  assert.equal(stateDifference(changing.state(), eager.state()), 0);
});

test('sequential updates teach what eager ones do, and the statistics move once a step', async (t) => {
  const wishes = { ...NORMALIZED, distillation: { update: 'sequential' as const } };
  const eager = await owned(t, { ...wishes, eager: true });
  const compiled = await owned(t, wishes);
  const [a, b] = [compiled.train(0, 8), eager.train(0, 8)];
  assert.equal(compiled.exchange.taught.length, 8);
  assert.ok(compiled.exchange.taught.every(({ phase }) => phase === PHASE.afterUpdate));
  compiled.exchange.taught.forEach(({ logits }, i) => {
    assert.ok(difference(logits, eager.exchange.taught[i]!.logits) < TOLERANCE, `taught at step ${i}`);
  });
  a.forEach(({ supervised }, i) => {
    assert.ok(Math.abs(supervised - b[i]!.supervised) < TOLERANCE, `loss at step ${i}`);
  });
  assert.ok(stateDifference(compiled.state(), eager.state()) < TOLERANCE);
});

test('a step, and the prediction after it, make no tensor: feeds are read where they lie', async (t) => {
  const compiled = await owned(t, { ...MLP, distillation: { update: 'sequential' as const } });
  compiled.train(0, 1);
  const made = t.mock.method(nativeBackend(), 'write').mock;
  compiled.train(1, 4);
  assert.deepEqual([made.callCount(), compiled.exchange.taught.length], [0, 4]);
});

for (const update of ['simultaneous', 'sequential'] as const) {
  test(`a resumed run is bit for bit the unbroken one, dropout and slots included, ${update}`, async (t) => {
    const wishes = { ...NORMALIZED, training: { optimizer: 'adam' as const }, distillation: { update } };
    const unbroken = await owned(t, wishes);
    const first = await owned(t, wishes);
    const resumed = await owned(t, wishes);
    const losses = unbroken.train(0, 12);
    first.train(0, 5);
    first.step.settle();
    const { network, optimizer } = first.context;
    restoreTrainingState(
      resumed.context.network,
      resumed.context.optimizer,
      collectTrainingState(network, optimizer),
    );
    assert.deepEqual(resumed.train(5, 12), losses.slice(5));
    assert.equal(stateDifference(resumed.state(), unbroken.state()), 0);
  });
}

test('a prediction is what the step on that batch would offer, and changes nothing', async (t) => {
  const taught = async (eager: boolean, predicts: boolean): Promise<Trainee> => {
    const made = await owned(t, { ...NORMALIZED, eager });
    for (let at = 0; at < 4; at++) {
      const predicted = [at, at + 1].map((of) =>
        predicts ? made.step.predict(noiseBatch(of, 6, NORMALIZED.inputShape, STEP_CLASSES)).logits : [],
      );
      made.train(at, at + 1);
      if (predicts) assert.ok(difference(predicted[0]!, made.exchange.learned[at]!) < TOLERANCE);
      assert.notDeepEqual(predicted[0], predicts ? predicted[1] : undefined);
    }
    return made;
  };
  for (const eager of [true, false]) {
    const [plain, predicting] = [await taught(eager, false), await taught(eager, true)];
    assert.equal(stateDifference(predicting.state(), plain.state()), 0, eager ? 'op by op' : 'compiled');
    assert.deepEqual(predicting.exchange.learned, plain.exchange.learned);
    assert.deepEqual(predicting.warnings, []);
  }
});

test('settling in the middle changes nothing', async (t) => {
  const [often, once] = [await owned(t, MLP), await owned(t, MLP)];
  for (let step = 0; step < 6; step++) {
    often.train(step, step + 1);
    often.state();
  }
  once.train(0, 6);
  assert.equal(stateDifference(often.state(), once.state()), 0);
});

test('weights that were assigned from outside between two steps are trained on', async (t) => {
  const [eager, compiled] = [await owned(t, { ...MLP, eager: true }), await owned(t, MLP)];
  for (const one of [eager, compiled]) {
    one.train(0, 3);
    const bias = one.context.network.trainableWeights[1]!;
    tf.tidy(() => {
      bias.write(tf.fill(bias.shape as number[], 0.5));
    });
    one.train(3, 6);
  }
  assert.ok(stateDifference(compiled.state(), eager.state()) < TOLERANCE);
});

test('the smaller batch at the end of an epoch gets its own graph, and weights move on with it', async (t) => {
  const rowsOf = (step: number): number => (step % 3 === 2 ? 2 : 6);
  const wishes = {
    ...NORMALIZED,
    network: 'wrn-10-1',
    batchOf: (step: number) => noiseBatch(step, rowsOf(step), NORMALIZED.inputShape, 5),
  };
  const eager = await owned(t, { ...wishes, eager: true });
  const compiled = await owned(t, wishes);
  eager.train(0, 7);
  compiled.train(0, 7);
  assert.ok(stateDifference(compiled.state(), eager.state()) < 10 * TOLERANCE, 'two rows normalise roughly');
});

test('preparing learns nothing and leaves the first step as it is', async (t) => {
  const [prepared, plain] = [await owned(t, NORMALIZED), await owned(t, NORMALIZED)];
  const before = prepared.state();
  assert.equal(prepared.step.isPrepared(6, 0), false);
  prepared.step.prepare(6, 0);
  assert.deepEqual([prepared.step.isPrepared(6, 0), prepared.step.isPrepared(2, 0)], [true, false]);
  assert.equal(stateDifference(prepared.state(), before), 0);
  assert.equal(prepared.context.optimizer.updates, 0);
  assert.deepEqual(prepared.train(0, 3), plain.train(0, 3));
});

test('preparing for another batch size in the middle learns nothing and loses nothing', async (t) => {
  const [interrupted, plain] = [await owned(t, NORMALIZED), await owned(t, NORMALIZED)];
  interrupted.train(0, 2);
  interrupted.step.prepare(2, 0);
  interrupted.step.prepare(6, 0);
  assert.deepEqual(
    [interrupted.train(2, 4), interrupted.context.optimizer.updates],
    [plain.train(0, 4).slice(2), 4],
  );
  assert.equal(stateDifference(interrupted.state(), plain.state()), 0);
});

test('layers that are frozen and freed between two steps train as they do op by op', async (t) => {
  for (const optimizer of ['sgd', 'adam'] as const) {
    const wishes = { ...NORMALIZED, network: 'wrn-10-1', training: { optimizer } };
    const eager = await owned(t, { ...wishes, eager: true });
    const compiled = await owned(t, wishes);
    for (const one of [eager, compiled]) {
      const layers = one.context.network.layers.filter((layer) => layer.trainableWeights.length > 0);
      one.train(0, 2);
      const before = one.state();
      for (const layer of layers.slice(0, 3)) layer.trainable = false;
      assert.equal(one.step.isPrepared(NORMALIZED.rows, 0), one === eager);
      one.train(2, 4);
      const frozen = one.state();
      assert.deepEqual(frozen.get('weights/0/kernel'), before.get('weights/0/kernel'));
      assert.ok(stateDifference(frozen, before) > 0, 'the other layers train');
      for (const layer of layers) layer.trainable = true;
      one.train(4, 6);
      assert.notDeepEqual(one.state().get('weights/0/kernel'), before.get('weights/0/kernel'));
    }
    assert.deepEqual(compiled.warnings, []);
    assert.ok(stateDifference(compiled.state(), eager.state()) < TOLERANCE, optimizer);
  }
});

for (const teachers of [0, 1]) {
  test(`a picture of NaN leaves weights, statistics and slots bit for bit, ${teachers} teachers`, async (t) => {
    const harmed = (step: number) => {
      const batch = noiseBatch(step, 6, NORMALIZED.inputShape, 5);
      if (step === 2) batch.inputs[3] = Number.NaN;
      return batch;
    };
    const compiled = await owned(t, { ...NORMALIZED, teachers, batchOf: harmed });
    compiled.train(0, 2);
    const before = compiled.state();
    const [losses] = compiled.train(2, 3);
    assert.equal(losses!.applied, false);
    assert.equal(compiled.context.optimizer.updates, 2);
    assert.equal(stateDifference(compiled.state(), before), 0);
    const [next] = compiled.train(3, 4);
    assert.equal(next!.applied, true);
    assert.ok(stateDifference(compiled.state(), before) > 0);
  });
}

test('an exchange that throws makes no update, and the next step is as good as ever', async (t) => {
  const [broken, plain] = [await owned(t, MLP), await owned(t, MLP)];
  const before = broken.state();
  const error = new Error('nobody');
  const failing = {
    learn: () => {
      throw error;
    },
    teach() {},
  };
  assert.throws(() => trainedBy(broken.step, noiseBatch(0, 6, MLP.inputShape, 5), failing), error);
  assert.equal(stateDifference(broken.state(), before), 0);
  assert.deepEqual(broken.train(0, 3), plain.train(0, 3));
});

test('without teachers in a lockstep run the update is the supervised one', async (t) => {
  const [compiled, alone] = [await owned(t, MLP), await owned(t, { ...MLP, teachers: 0, eager: true })];
  for (let step = 0; step < 5; step++) {
    const losses = trainedBy(compiled.step, noiseBatch(step, 6, MLP.inputShape, 5));
    assert.deepEqual([losses.distillation, losses.teachers], [0, 0]);
  }
  alone.train(0, 5);
  assert.ok(stateDifference(compiled.state(), alone.state()) < 1e-6);
});

test('during burn-in predictions are exchanged, but nothing is learned from them', async (t) => {
  const wishes = { ...MLP, distillation: { burnInSteps: 2 } };
  const [eager, compiled] = [await owned(t, { ...wishes, eager: true }), await owned(t, wishes)];
  const [a, b] = [compiled.train(0, 4), eager.train(0, 4)];
  assert.deepEqual(
    a.map(({ weight, teachers }) => [weight, teachers]),
    b.map(({ weight, teachers }) => [weight, teachers]),
  );
  assert.deepEqual([a[1]!.distillation, b[1]!.distillation], [0, 0]);
  assert.ok(stateDifference(compiled.state(), eager.state()) < TOLERANCE);
});

/** A user's layer that JavaScript gives new noise each step. */
class NoisyLayer extends tf.layers.Layer {
  static readonly className = 'NoisyLayer';
  #calls = 0;

  override call(inputs: Tensor | Tensor[]): Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    return tf.tidy(() => tf.add(x, tf.tensor1d([this.#calls++ / 7, 0, 0])));
  }
}

function noisyNetwork(): LayersModel {
  const input = tf.input({ shape: [...TINY_SHAPE] });
  const flat = tf.layers.flatten().apply(input) as SymbolicTensor;
  const logits = tf.layers.dense({ units: TINY_CLASSES, name: 'dense_before' }).apply(flat) as SymbolicTensor;
  const noisy = new NoisyLayer({ name: 'my_noise' }).apply(logits) as SymbolicTensor;
  return tf.model({ inputs: input, outputs: noisy });
}

test('a layer that makes new values in JavaScript trains eagerly, with one warning that names op and layer', async (t) => {
  const wishes = { inputShape: TINY_SHAPE, rows: 4 };
  const compiled = await owned(t, { ...wishes, network: noisyNetwork() });
  const losses = compiled.train(0, 4);
  assert.equal(compiled.warnings.length, 1);
  assert.match(compiled.warnings[0]!, /Add in layer "my_noise".*JavaScript/);
  assert.ok(losses.every(({ applied }) => applied));
  assert.equal(compiled.context.optimizer.updates, 4);
});

/** A user's layer that keeps what it saw last. */
class RememberingLayer extends tf.layers.Layer {
  static readonly className = 'RememberingLayer';
  last: Tensor | undefined;

  override call(inputs: Tensor | Tensor[]): Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    this.last?.dispose();
    this.last = tf.keep(tf.tidy(() => tf.mean(x)));
    return x.clone();
  }
}

test('a layer that keeps a result for later trains eagerly, with one warning that names it', async (t) => {
  const layer = new RememberingLayer({ name: 'my_memory' });
  t.after(() => layer.last?.dispose());
  const input = tf.input({ shape: [...TINY_SHAPE] });
  const flat = tf.layers.flatten().apply(layer.apply(input)) as SymbolicTensor;
  const logits = tf.layers.dense({ units: TINY_CLASSES }).apply(flat) as SymbolicTensor;
  const network = tf.model({ inputs: input, outputs: logits });
  const compiled = await owned(t, { network, inputShape: TINY_SHAPE, rows: 4 });
  for (let step = 0; step < 3; step++) {
    compiled.train(step, step + 1);
    const { inputs } = noiseBatch(step, 4, TINY_SHAPE, TINY_CLASSES);
    const mean = inputs.reduce((sum, value) => sum + value, 0) / inputs.length;
    assert.ok(Math.abs(layer.last!.dataSync()[0]! - mean) < 1e-6);
  }
  assert.deepEqual(compiled.warnings.length, 1);
  assert.match(compiled.warnings[0]!, /Mean in layer "my_memory": JavaScript keeps its result/);
});

test('300 steps, some of them refused or broken off, leave no tensor behind', async (t) => {
  const network = tinyNetwork({ normalized: true });
  const batchOf = (step: number) => {
    const batch = noiseBatch(step, 4, TINY_SHAPE, TINY_CLASSES);
    if (step % 10 === 5) batch.inputs[0] = Number.NaN;
    return batch;
  };
  const compiled = await owned(t, { network, inputShape: TINY_SHAPE, rows: 4, batchOf });
  compiled.train(0, 2);
  compiled.state();
  const before = [tf.memory().numTensors, nativeTensors()];
  compiled.train(2, 300);
  compiled.state();
  assert.deepEqual([tf.memory().numTensors, nativeTensors()], before);
});

function nativeTensors(): number {
  return (tf.backend() as unknown as { getNumOfTFTensors(): number }).getNumOfTFTensors();
}
