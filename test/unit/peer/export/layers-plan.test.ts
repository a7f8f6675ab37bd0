import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import type { Architecture } from '../../../../peer/export/architecture.js';
import { architectureOf } from '../../../../peer/export/architecture.js';
import { layersModelFiles } from '../../../../peer/export/layers-model.js';
import { differingLayer } from '../../../../peer/export/layers-plan.js';
import { writeFiles } from '../../../../peer/export/model-folder.js';
import { openRuntime } from '../../../../peer/export/open-runtime.js';
import { DIFFERENCE_MAX, prove } from '../../../../peer/export/proof.js';
import { type SymbolicTensor, type Tensor, tf } from '../../../../peer/model/backend.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';
import { changeWeights, seenSamples } from '../../../support/export-kit.js';
import { loaderDifferences, manyNetworks } from '../../../support/layers-kit.js';
import { pythonWithTensorflow, pythonWithTorch } from '../../../support/python-packages.js';

for (const [loader, python] of [
  ['load_pytorch', pythonWithTorch],
  ['load_keras', pythonWithTensorflow],
] as const) {
  test(`${loader} makes of safetensors what predicts the same as each network`, async (t) => {
    const interpreter = await python();
    if (interpreter === undefined) return t.skip('there is no Python with its packages');
    const networks = await manyNetworks();
    const differences = loaderDifferences(await temporaryFolder(t), networks, loader, interpreter);
    assert.deepEqual(Object.keys(differences), [...networks.keys()]);
    for (const [name, difference] of Object.entries(differences))
      assert.ok(difference < DIFFERENCE_MAX / 10, `${name}: ${difference}`);
  });
}

/** The same network with another epsilon in one of its normalisations. */
function withEpsilon(architecture: Architecture, name: string): Architecture {
  const layers = architecture.layers.map((layer) =>
    layer.name === name ? { ...layer, config: { ...layer.config, epsilon: 0.5 } } : layer,
  );
  return { ...architecture, layers };
}

test('the first layer that a loader computes in another way is found', async (t) => {
  const python = await pythonWithTorch();
  if (python === undefined) return t.skip('there is no Python with torch');
  process.env.PYTHONPATH = python.packages;
  const { layers } = tf;
  const network = tf.sequential({
    layers: [
      layers.dense({ units: 4, inputShape: [8] }),
      layers.batchNormalization({ name: 'second' }),
      layers.dense({ units: 6 }),
    ],
  });
  changeWeights(network);
  const peer = { id: 'a', network, architecture: withEpsilon(architectureOf(network), 'second') };
  const found = await differingLayer('safetensors', peer, seenSamples(network, 4), python.program);
  assert.equal(found, 'BatchNormalization layer "second"');
});

test('a layers model of TensorFlow.js predicts the same as each network of its own layers, and refuses others', async (t) => {
  const refused: string[] = [];
  for (const [name, network] of await manyNetworks()) {
    const architecture = architectureOf(network);
    try {
      const directory = await temporaryFolder(t);
      writeFiles(directory, layersModelFiles(architecture));
      const { shape, output } = architecture;
      const runtime = await openRuntime(directory, { format: 'tfjs-layers', shape, output });
      const { difference } = await prove(runtime, [{ network }], seenSamples(network, 4));
      await runtime.close();
      assert.ok(difference < DIFFERENCE_MAX / 10, `${name}: ${difference}`);
    } catch (error) {
      assert.ok(
        failure('ERR_EXPORT_LAYER', /TensorFlow.js has no layer .* as ".*" is one/)(error),
        String(error),
      );
      refused.push(name);
    }
  }
  const texts = ['gru:4-8', 'transformer', 'mlp-lm'];
  assert.deepEqual(
    refused,
    [1, 2].flatMap((positions) => texts.map((name) => `${name} ${positions}`)),
  );
});

test('layers are told in the order of computation, with the weights of a shared one once', async () => {
  const networks = await manyNetworks();
  const { layers } = architectureOf(networks.get('within')!);
  assert.deepEqual(
    layers.map(({ layer }) => layer),
    ['Dense', 'Dense', 'ReLU', 'Dense', 'Dense', 'ReLU', 'Dense'],
  );
  const [shared, inner, , again, innerAgain] = layers;
  assert.deepEqual([again!.shares, innerAgain!.shares], [shared!.name, inner!.name]);
  assert.equal(again!.weights, shared!.weights);
});

test('a layer that no loader has is refused by its name', () => {
  class Own extends tf.layers.Layer {
    static readonly className = 'Own';
    override call(inputs: Tensor | Tensor[]): Tensor {
      return tf.neg(Array.isArray(inputs) ? inputs[0]! : inputs);
    }
  }
  const input = tf.input({ shape: [6] });
  const network = tf.model({
    inputs: input,
    outputs: new Own({ name: 'mine' }).apply(input) as SymbolicTensor,
  });
  assert.throws(
    () => architectureOf(network),
    failure('ERR_EXPORT_LAYER', /layer "mine" .* no loader has a layer Own/),
  );
  const text = tf.input({ shape: [6] });
  const backwards = tf.layers.gru({ units: 2, goBackwards: true, name: 'back' });
  const embedded = tf.layers.embedding({ inputDim: 3, outputDim: 2 }).apply(text);
  const other = tf.model({ inputs: text, outputs: backwards.apply(embedded) as SymbolicTensor });
  assert.throws(() => architectureOf(other), failure('ERR_EXPORT_LAYER', /"back" .* goBackwards=true/));
});
