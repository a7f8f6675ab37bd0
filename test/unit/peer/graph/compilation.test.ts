import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { CompiledPrediction } from '../../../../peer/graph/compiled-prediction.js';
import { GraphCache } from '../../../../peer/graph/graph-cache.js';
import { type LayersModel, type SymbolicTensor, type Tensor, tf } from '../../../../peer/model/backend.js';
import { createNetwork } from '../../../../peer/model/networks/catalog.js';
import type { StepLosses } from '../../../../peer/model/step-context.js';
import { temporaryFolder } from '../../../support/data-files.js';
import {
  disposeTrainee,
  noise,
  stateDifference,
  type TraineeWishes,
  trainee,
} from '../../../support/step-kit.js';
import { TINY_CLASSES, TINY_SHAPE } from '../../../support/tiny-network.js';

const STEPS = 4;
const unexpected = (message: string): never => assert.fail(message);

interface Trained {
  readonly losses: readonly StepLosses[];
  readonly logits: readonly Float32Array[];
  readonly state: Map<string, Float32Array>;
  /** Whether the graph was traced, instead of found. */
  readonly traced: boolean;
}

/** Trains a few steps as a process that starts now: nothing is shared with the one before but the folder. */
async function trained(folder: string | undefined, wishes: TraineeWishes): Promise<Trained> {
  const parts: string[] = [];
  const cache = folder === undefined ? undefined : new GraphCache(folder, unexpected);
  const made = await trainee({ ...wishes, cache, onPart: (part) => parts.push(part) });
  try {
    const losses = made.train(0, STEPS);
    assert.deepEqual(made.warnings, []);
    return { losses, logits: made.exchange.learned, state: made.state(), traced: parts.includes('trace') };
  } finally {
    disposeTrainee(made);
  }
}

function assertSame(a: Trained, b: Trained): void {
  assert.deepEqual(a.losses, b.losses);
  assert.deepEqual(a.logits, b.logits);
  assert.equal(stateDifference(a.state, b.state), 0);
}

const PICTURES = { inputShape: [8, 8, 3], rows: 6 } as const;
const MLP = { network: 'mlp:16-12', inputShape: [4, 4, 1], rows: 6 } as const;

/** Of the deep networks the largest graph alone: with slots, and a teacher. */
const LARGEST = [['adam', 1]] as const;
const ALL = [...LARGEST, ['adam', 0], ['sgd', 1], ['sgd', 0]] as const;

for (const [network, combinations] of [
  ['mlp:16-12', ALL],
  ['cnn:4-8-16', ALL],
  ['resnet20', LARGEST],
  ['wrn-10-1:dropout=0.3', LARGEST],
  ['mobilenet', LARGEST],
] as const) {
  for (const [optimizer, teachers] of combinations) {
    test(`${network} with ${optimizer} and ${teachers} teachers: a graph of the cache trains bit for bit as a new one`, async (t) => {
      const folder = await temporaryFolder(t);
      const wishes = { ...PICTURES, network, teachers, training: { optimizer } };
      const first = await trained(folder, wishes);
      const second = await trained(folder, wishes);
      assert.deepEqual([first.traced, second.traced], [true, false]);
      assertSame(second, first);
      assertSame(await trained(undefined, wishes), first);
    });
  }
}

const DROPOUT = { ...PICTURES, network: 'wrn-10-1:dropout=0.3' };

for (const [change, before, after] of [
  ['a hidden layer', MLP, { ...MLP, network: 'mlp:16-13' }],
  ['the batch size', MLP, { ...MLP, rows: 7 }],
  ['the size of the pictures', MLP, { ...MLP, inputShape: [4, 3, 1] }],
  ['the optimizer', MLP, { ...MLP, training: { optimizer: 'adam' } }],
  ['Nesterov momentum', MLP, { ...MLP, training: { nesterov: false } }],
  ['the momentum', MLP, { ...MLP, training: { momentum: 0.8 } }],
  ['weight decay', MLP, { ...MLP, training: { weightDecay: 4e-4 } }],
  ['the temperature', MLP, { ...MLP, distillation: { temperature: 2 } }],
  ['whether anybody teaches', MLP, { ...MLP, teachers: 0 }],
  ['the seed of dropout', DROPOUT, { ...DROPOUT, seed: 2 }],
  ['the rate of dropout', DROPOUT, { ...DROPOUT, network: 'wrn-10-1:dropout=0.4' }],
] as readonly (readonly [string, TraineeWishes, TraineeWishes])[]) {
  test(`after a change of ${change} the graph is a new one, and the old one is still found`, async (t) => {
    const folder = await temporaryFolder(t);
    await trained(folder, before);
    const changed = await trained(folder, after);
    assert.equal(changed.traced, true);
    assertSame(changed, await trained(undefined, after));
    assert.equal((await trained(folder, before)).traced, false);
    assert.equal((await trained(folder, after)).traced, false);
  });
}

for (const [change, after] of [
  ['the seed of the weights', { ...MLP, seed: 2 }],
  ['learning rate and schedule', { ...MLP, training: { lr: 0.3, schedule: 'constant' } }],
  ['distillation weight and burn-in', { ...MLP, distillation: { weight: 0.5, burnInSteps: 2 } }],
] as readonly (readonly [string, TraineeWishes])[]) {
  test(`a change of ${change} needs no new graph`, async (t) => {
    const folder = await temporaryFolder(t);
    await trained(folder, MLP);
    const changed = await trained(folder, after);
    assert.equal(changed.traced, false);
    assertSame(changed, await trained(undefined, after));
  });
}

/** A user's layer: its name and its weights tell nothing of what it computes. */
class Scaled extends tf.layers.Layer {
  static readonly className = 'Scaled';
  readonly #compute: (x: Tensor) => Tensor;

  constructor(compute: (x: Tensor) => Tensor) {
    super({ name: 'scaled' });
    this.#compute = compute;
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return tf.tidy(() => this.#compute(Array.isArray(inputs) ? inputs[0]! : inputs));
  }
}

function networkOf(compute: (x: Tensor) => Tensor): LayersModel {
  const input = tf.input({ shape: [...TINY_SHAPE] });
  const flat = tf.layers.flatten().apply(input) as SymbolicTensor;
  const scaled = new Scaled(compute).apply(flat) as SymbolicTensor;
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 });
  const logits = tf.layers.dense({ units: TINY_CLASSES, kernelInitializer }).apply(scaled) as SymbolicTensor;
  return tf.model({ inputs: input, outputs: logits });
}

test("a user's layer that computes something else gets a graph of its own, however alike it looks", async (t) => {
  const folder = await temporaryFolder(t);
  const computations = [
    (x: Tensor) => tf.mul(x, 2),
    (x: Tensor) => tf.mul(x, 3),
    (x: Tensor) => tf.div(x, 3),
    (x: Tensor) => tf.add(x, 3),
    (x: Tensor) => tf.relu(tf.mul(x, 3)),
  ];
  const wishes = (compute: (x: Tensor) => Tensor) => ({
    network: networkOf(compute),
    inputShape: TINY_SHAPE,
    rows: 4,
  });
  for (const compute of computations) {
    const first = await trained(folder, wishes(compute));
    assert.equal(first.traced, true);
    assertSame(first, await trained(undefined, wishes(compute)));
    assert.equal((await trained(folder, wishes(compute))).traced, false);
  }
});

test('a layer that was a computation once and draws anew now is not compiled by the graph it left', async (t) => {
  const folder = await temporaryFolder(t);
  let draws = 2;
  const wishes = () => ({ network: networkOf((x) => tf.mul(x, draws)), inputShape: TINY_SHAPE, rows: 4 });
  await trained(folder, wishes());
  const drawing = await trainee({
    ...wishes(),
    network: networkOf((x) => tf.mul(x, draws++)),
    cache: new GraphCache(folder, unexpected),
  });
  t.after(() => disposeTrainee(drawing));
  drawing.train(0, 2);
  assert.match(drawing.warnings.join(), /Mul in layer "scaled"/);
});

test('a damaged graph is traced anew and takes its place', async (t) => {
  const folder = await temporaryFolder(t);
  const first = await trained(folder, MLP);
  const [name] = readdirSync(folder);
  const bytes = readFileSync(join(folder, name!));
  const damaged = Buffer.from(bytes);
  damaged[bytes.length >> 1]! ^= 4;
  writeFileSync(join(folder, name!), damaged);
  const second = await trained(folder, MLP);
  assert.equal(second.traced, true);
  assertSame(second, first);
  assert.deepEqual(readdirSync(folder), [name]);
  assert.equal((await trained(folder, MLP)).traced, false);
});

test('looking for a graph changes neither weights nor statistics nor slots, and leaves no tensor', async (t) => {
  const folder = await temporaryFolder(t);
  const wishes = { ...PICTURES, network: 'resnet20', training: { optimizer: 'adam' as const } };
  await trained(folder, wishes);
  const made = await trainee({ ...wishes, cache: new GraphCache(folder, unexpected) });
  t.after(() => disposeTrainee(made));
  const before = made.state();
  const tensors = tf.memory().numTensors;
  made.step.prepare(wishes.rows, 0);
  assert.equal(stateDifference(made.state(), before), 0);
  assert.equal(made.context.optimizer.updates, 0);
  assert.equal(tf.memory().numTensors, tensors);
});

async function predicted(t: TestContext, folder: string, name: string): Promise<[Float32Array, boolean]> {
  const network = await createNetwork(name, { inputShape: [8, 8, 3], classes: 4, seed: 1 });
  const parts: string[] = [];
  const prediction = new CompiledPrediction(network, unexpected, {
    cache: new GraphCache(folder, unexpected),
    onPart: (part) => parts.push(part),
  });
  t.after(() => {
    prediction.dispose();
    network.dispose();
  });
  return [prediction.predict(noise(1, 5 * 8 * 8 * 3), 5), parts.includes('trace')];
}

test('predictions by a graph of the cache are bit for bit those of a new one', async (t) => {
  const folder = await temporaryFolder(t);
  for (const name of ['mlp:16', 'cnn:4-8-16', 'resnet20', 'wrn-10-1:dropout=0.3', 'mobilenet']) {
    const [first, traced] = await predicted(t, folder, name);
    const [second, tracedAgain] = await predicted(t, folder, name);
    assert.deepEqual([traced, tracedAgain], [true, false], name);
    assert.deepEqual(second, first, name);
  }
});
