import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { tf } from '../../../../peer/model/backend.js';
import { createFeatureLearning, tapTeacher } from '../../../../peer/model/feature-learning.js';
import { ATTENTION_SHAPE } from '../../../../peer/model/feature-tap.js';
import { createNetwork } from '../../../../peer/model/networks/catalog.js';
import { createPeerNetwork } from '../../../../peer/model/peer-network.js';
import { CodistillError } from '../../../../proto/errors.js';
import { parseRunSpec, type RunSpec } from '../../../../proto/run-spec.js';
import { schemeOf } from '../../../../proto/scheme.js';

const SAMPLE = { inputShape: [4, 4, 1] as const, classes: 3 };
const specOf = (feature: RunSpec['distillation']['feature'], ...networks: string[]): RunSpec =>
  parseRunSpec({
    peers: networks.map((network, i) => ({ id: `peer-${i}`, network })),
    distillation: { feature },
  });

async function learning(t: TestContext, spec: RunSpec, peerId = 'peer-0') {
  const network = await createPeerNetwork(spec, peerId, SAMPLE);
  const made = await createFeatureLearning({ spec, scheme: schemeOf(spec) }, peerId, network, SAMPLE);
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
  (await createFeatureLearning({ spec, scheme: schemeOf(spec) }, 'peer-0', network, SAMPLE))!.dispose();
  assert.equal(tf.memory().numTensors, before);
});

test('every peer is told what each of the others sends, by its network and its view', async (t) => {
  const spec = specOf('similarity', 'mlp:5', 'mlp:7', 'cnn:2-3-4');
  const made = await learning(t, spec);
  assert.deepEqual(
    [...made!.shapes],
    [
      ['peer-0', [5]],
      ['peer-1', [7]],
      ['peer-2', [4]],
    ],
  );
  const attentive = await learning(t, specOf('attention', 'cnn:2-3-4', 'cnn:5-6-7'));
  assert.deepEqual([...attentive!.shapes.values()], [ATTENTION_SHAPE, ATTENTION_SHAPE]);
});

test('a network is measured on samples as its own peer sees them', async (t) => {
  const spec = parseRunSpec({
    peers: [
      { id: 'peer-0', network: 'mlp:5' },
      { id: 'peer-1', network: 'mlp:5', view: 'gray' },
    ],
    distillation: { feature: 'hint' },
  });
  const network = await createPeerNetwork(spec, 'peer-0', SAMPLE);
  const asked: string[] = [];
  const made = await createFeatureLearning(
    { spec, scheme: schemeOf(spec) },
    'peer-0',
    network,
    SAMPLE,
    (peerId) => {
      asked.push(peerId);
      return Promise.resolve({ ...SAMPLE, inputShape: [2, 2, 1] });
    },
  );
  t.after(() => {
    made!.dispose();
    network.dispose();
  });
  assert.deepEqual(asked, ['peer-1']);
});

test('a peer that is taught by its own past has a regressor for itself', async (t) => {
  const spec = parseRunSpec({
    peers: [{ id: 'peer-0', network: 'mlp:5' }],
    distillation: { feature: 'hint' },
    exchange: { graph: 'self', mode: 'checkpoint:10' },
  });
  const made = await learning(t, spec);
  assert.deepEqual(made!.columns, [{ peerId: 'peer-0', from: 0, width: 5 }]);
});

test('a frozen teacher of another size than its students were told says so; one of the same size is tapped', async (t) => {
  const spec = parseRunSpec({
    peers: [
      { id: 's', network: 'cnn:2-3-4' },
      { id: 't', network: 'mlp:5', role: 'teacher', source: 'runs/before/peer-0' },
    ],
    distillation: { feature: 'rkd' },
  });
  const [same, other] = await Promise.all(
    ['mlp:6-5', 'mlp:6'].map((name) => createNetwork(name, { ...SAMPLE, positions: 1, seed: 1 })),
  );
  t.after(() => {
    same!.dispose();
    other!.dispose();
  });
  assert.deepEqual((await tapTeacher(spec, 't', same!, SAMPLE))!.shape, [5]);
  await assert.rejects(
    tapTeacher(spec, 't', other!, SAMPLE),
    (error) =>
      error instanceof CodistillError &&
      error.code === 'ERR_CONFIG' &&
      /said to be mlp:5, with 5 .* runs\/before\/peer-0 has 6/.test(error.message),
  );
});
