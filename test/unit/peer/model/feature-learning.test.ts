import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { tf } from '../../../../peer/model/backend.js';
import { createFeatureLearning } from '../../../../peer/model/feature-learning.js';
import { createPeerNetwork } from '../../../../peer/model/peer-network.js';
import { CodistillError } from '../../../../proto/errors.js';
import { parseRunSpec, type RunSpec } from '../../../../proto/run-spec.js';

const SAMPLE = { inputShape: [4, 4, 1] as const, classes: 3 };
const specOf = (feature: RunSpec['distillation']['feature'], ...networks: string[]): RunSpec =>
  parseRunSpec({
    peers: networks.map((network, i) => ({ id: `peer-${i}`, network })),
    distillation: { feature },
  });

async function learning(t: TestContext, spec: RunSpec, peerId = 'peer-0') {
  const network = await createPeerNetwork(spec, peerId, SAMPLE);
  const made = await createFeatureLearning(spec, peerId, network, SAMPLE);
  t.after(() => {
    made?.dispose();
    network.dispose();
  });
  return made;
}

test('without a feature loss there is nothing to prepare', async (t) => {
  assert.equal(await learning(t, specOf('none', 'mlp:5', 'mlp:5')), undefined);
});

test('a regressor has columns for every other peer, as wide as its embedding', async (t) => {
  const spec = specOf('hint', 'mlp:5', 'mlp:7', 'cnn:2-3-4', 'mlp:5');
  const made = await learning(t, spec, 'peer-1');
  assert.deepEqual(made!.columns, [
    { peerId: 'peer-0', from: 0, width: 5 },
    { peerId: 'peer-2', from: 5, width: 4 },
    { peerId: 'peer-3', from: 9, width: 5 },
  ]);
  assert.deepEqual(
    made!.variables.map(({ name, variable }) => [name, variable.shape]),
    [
      ['regressor/kernel', [7, 14]],
      ['regressor/bias', [14]],
    ],
  );
});

test('a regressor begins with the same bits for the same seed, within ±1/√width', async (t) => {
  const spec = specOf('hint', 'mlp:5', 'mlp:7');
  const [a, b] = [await learning(t, spec), await learning(t, spec)];
  const [first, second] = [a, b].map((one) => [...one!.variables[0]!.variable.dataSync()]);
  assert.deepEqual(first, second);
  assert.ok(first!.every((value) => Math.abs(value) <= 1 / Math.sqrt(5)));
  assert.ok(new Set(first).size > 30);
});

test('the other losses learn nothing but the network, and one peer alone has no regressor', async (t) => {
  assert.deepEqual((await learning(t, specOf('rkd', 'mlp:5', 'mlp:7')))!.variables, []);
  assert.deepEqual((await learning(t, specOf('hint', 'mlp:5')))!.variables, []);
});

test('disposing frees the regressor, and networks built to be measured leave nothing', async (t) => {
  const spec = specOf('hint', 'mlp:5', 'mlp:7');
  const network = await createPeerNetwork(spec, 'peer-0', SAMPLE);
  t.after(() => network.dispose());
  const before = tf.memory().numTensors;
  (await createFeatureLearning(spec, 'peer-0', network, SAMPLE))!.dispose();
  assert.equal(tf.memory().numTensors, before);
});

test('a text, which has many predictions a sample, has no feature loss', async (t) => {
  const spec = specOf('similarity', 'mlp:5', 'mlp:5');
  const network = await createPeerNetwork(spec, 'peer-0', SAMPLE);
  t.after(() => network.dispose());
  await assert.rejects(
    createFeatureLearning(spec, 'peer-0', network, { ...SAMPLE, positions: 4 }),
    (error) =>
      error instanceof CodistillError && error.code === 'ERR_CONFIG' && /for pictures/.test(error.message),
  );
});
