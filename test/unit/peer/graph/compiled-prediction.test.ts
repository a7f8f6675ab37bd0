import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompilationPart } from '../../../../peer/graph/compilation.js';
import { CompiledPrediction } from '../../../../peer/graph/compiled-prediction.js';
import { GraphCache } from '../../../../peer/graph/graph-cache.js';
import { type LayersModel, type SymbolicTensor, type Tensor, tf } from '../../../../peer/model/backend.js';
import { eagerOutputs } from '../../../../peer/model/evaluate.js';
import { tapFeatures } from '../../../../peer/model/feature-tap.js';
import { createNetwork } from '../../../../peer/model/networks/catalog.js';
import { assertClose } from '../../../support/closeness.js';
import { temporaryFolder } from '../../../support/data-files.js';
import { eagerPrediction } from '../../../support/eager-prediction.js';
import { difference, disposeTrainee, noise, trainee } from '../../../support/step-kit.js';

const INPUT_SHAPE = [8, 8, 3] as const;
const SAMPLE = 8 * 8 * 3;
const failing = (message: string): never => assert.fail(message);

for (const name of ['mlp:16', 'cnn:4-8-16', 'resnet20', 'wrn-10-1:dropout=0.3']) {
  test(`${name} predicts as it does op by op, also a smaller and a larger batch, and leaves no tensor`, async (t) => {
    const network = await createNetwork(name, { inputShape: INPUT_SHAPE, classes: 4, seed: 1 });
    const prediction = new CompiledPrediction(network, failing);
    t.after(() => {
      prediction.dispose();
      network.dispose();
    });
    const eager = eagerPrediction(network);
    const before = tf.memory().numTensors;
    for (const rows of [6, 6, 2, 9]) {
      const inputs = noise(rows, 12 * SAMPLE);
      const logits = prediction.predict(inputs, rows);
      assert.equal(logits.length, rows * 4);
      assertClose(logits, eager(inputs, rows), 1e-5, 'logit');
    }
    assert.equal(tf.memory().numTensors, before);
  });
}

for (const kind of ['attention', 'hint'] as const) {
  test(`the features of a tapped network (${kind}) are those of inference, op by op, and leave no tensor`, async (t) => {
    const network = await createNetwork('resnet20', { inputShape: INPUT_SHAPE, classes: 4, seed: 1 });
    const tap = tapFeatures(network, kind);
    const prediction = new CompiledPrediction(network, failing, { tap });
    t.after(() => {
      prediction.dispose();
      network.dispose();
    });
    const eager = eagerOutputs(network, tap);
    const before = tf.memory().numTensors;
    for (const rows of [4, 2]) {
      const inputs = noise(rows, 4 * SAMPLE);
      const { logits, features } = prediction.outputs(inputs, rows);
      const expected = eager(inputs, rows);
      assertClose(features!, expected.features!, 1e-5, 'feature');
      assertClose(logits, expected.logits, 1e-5, 'logit');
      assert.equal(features!.length, rows * tap.size);
    }
    const inputs = noise(1, 4 * SAMPLE);
    const { features } = prediction.outputs(inputs, 4);
    const training = tf.tidy(() => {
      const images = tf.tensor(inputs, [4, ...INPUT_SHAPE]);
      return [...tap.forward(images).features.dataSync()]; // and moves the statistics
    });
    assert.ok(
      training.some((value, i) => Math.abs(value - features![i]!) > 1e-2),
      'those of training differ',
    );
    assert.equal(tf.memory().numTensors, before);
  });
}

test('refreshed, it predicts with the weights of now; until then with those of before', async (t) => {
  const network = await createNetwork('mlp:8', { inputShape: INPUT_SHAPE, classes: 4, seed: 1 });
  const prediction = new CompiledPrediction(network, failing);
  t.after(() => {
    prediction.dispose();
    network.dispose();
  });
  const inputs = noise(1, 3 * SAMPLE);
  const before = prediction.predict(inputs, 3);
  const bias = network.trainableWeights.at(-1)!;
  tf.tidy(() => {
    bias.write(tf.ones([4]));
  });
  assert.deepEqual(prediction.predict(inputs, 3), before);
  prediction.refresh();
  assertClose(
    prediction.predict(inputs, 3),
    before.map((logit) => logit + 1),
    1e-6,
  );
});

for (const sort of [
  { network: 'mlp:16-12', inputShape: [4, 4, 1], rows: 6 },
  { network: 'wrn-10-1:dropout=0.3', inputShape: [8, 8, 3], rows: 6 },
] as const) {
  test(`a ${sort.network} is run by others on its newest weights, while its own copy of them is old`, async (t) => {
    const made = await trainee({ ...sort, teachers: 2, form: 'whole' });
    t.after(() => disposeTrainee(made));
    const { step, context } = made;
    const { network, inputShape } = context;
    const [prediction, opByOp] = [false, true].map(
      (eager) => new CompiledPrediction(network, failing, { home: step.home, eager }),
    ) as [CompiledPrediction, CompiledPrediction];
    const inputs = noise(3, 4 * inputShape.reduce((product: number, side) => product * side, 1));
    for (const steps of [0, 3, 2]) {
      made.train(context.optimizer.updates, context.optimizer.updates + steps);
      const before = tf.memory().numTensors;
      const old = eagerPrediction(network)(inputs, 4);
      const newest = prediction.predict(inputs, 4);
      assert.equal(tf.memory().numTensors, before);
      if (steps > 0) assert.ok(difference(newest, old) > 1e-3, 'nothing was copied back');
      assertClose(newest, opByOp.predict(inputs, 4), 1e-4, 'logit');
    }
    const bias = network.trainableWeights.at(-1)!;
    tf.tidy(() => {
      bias.write(tf.add(bias.read(), 1));
    });
    assertClose(prediction.predict(inputs, 4), eagerPrediction(network)(inputs, 4), 1e-4, 'logit');
    assert.deepEqual(made.warnings, []);
  });
}

test('prepared, it predicts with the weights that came since, and finds its graph in the cache', async (t) => {
  const network = await createNetwork('mlp:8', { inputShape: INPUT_SHAPE, classes: 4, seed: 1 });
  const cache = new GraphCache(await temporaryFolder(t), failing);
  const parts: CompilationPart[] = [];
  const services = { cache, onPart: (part: CompilationPart) => parts.push(part) };
  const [first, second] = [1, 2].map(() => new CompiledPrediction(network, failing, services));
  t.after(() => {
    first!.dispose();
    second!.dispose();
    network.dispose();
  });
  first!.prepare(6);
  assert.ok(parts.splice(0).includes('emit'));
  second!.prepare(6);
  assert.deepEqual(parts.splice(0), ['look-up', 'load']);
  tf.tidy(() => {
    network.trainableWeights.at(-1)!.write(tf.ones([4]));
  });
  const inputs = noise(1, 2 * SAMPLE);
  assertClose(second!.predict(inputs, 2), eagerPrediction(network)(inputs, 2), 1e-5, 'logit');
  assert.deepEqual(parts, []);
});

/** A layer of a user's that draws anew at each prediction. */
class Drawing extends tf.layers.Layer {
  static readonly className = 'Drawing';
  #draws = 0;

  override call(inputs: Tensor | Tensor[]): Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    return tf.tidy(() => tf.add(x, this.#draws++));
  }
}

test('a network that cannot be compiled predicts op by op, with one warning', (t) => {
  const input = tf.input({ shape: [...INPUT_SHAPE] });
  const flat = tf.layers.flatten().apply(input) as SymbolicTensor;
  const drawn = new Drawing({ name: 'draws' }).apply(flat) as SymbolicTensor;
  const network: LayersModel = tf.model({ inputs: input, outputs: drawn });
  t.after(() => network.dispose());
  const warnings: string[] = [];
  const prediction = new CompiledPrediction(network, (message) => warnings.push(message));
  for (let i = 0; i < 3; i++) assert.equal(prediction.predict(noise(i, 2 * SAMPLE), 2).length, 2 * SAMPLE);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]!, /evaluation is not compiled.*Add in layer "draws"/);
});
