import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor, tf } from '../../../../peer/model/backend.js';
import { createExits, deepestLogits } from '../../../../peer/model/exits.js';
import { createNetwork } from '../../../../peer/model/networks/catalog.js';
import { CodistillError } from '../../../../proto/errors.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { eagerPrediction } from '../../../support/eager-prediction.js';

const CONTEXT = { inputShape: [8, 8, 3], classes: 4, seed: 3 } as const;
const IMAGES = [2, 8, 8, 3];

test('each exit is its logits and the features that they are made of', async () => {
  const network = await createNetwork('resnet20-exits', CONTEXT);
  const exits = createExits(network, parseRunSpec({}))!;
  const images = tf.randomNormal(IMAGES, 0, 1, 'float32', 5);
  const { deepest, shallow } = exits.forward(images);
  assert.deepEqual(
    shallow.map(({ features }) => features.shape),
    [
      [2, 64],
      [2, 64],
    ],
  );
  const layers = ['logits', 'exit1_logits', 'exit2_logits'].map((name) => network.getLayer(name));
  [deepest, ...shallow].forEach(({ logits, features }, i) => {
    assert.deepEqual([...logits.dataSync()], [...(layers[i]!.apply(features) as Tensor).dataSync()]);
  });
});

test('what a network with exits predicts is what its deepest exit says: that of the network without', async () => {
  const [plain, network] = [
    await createNetwork('resnet20', CONTEXT),
    await createNetwork('resnet20-exits', CONTEXT),
  ];
  const inputs = tf.randomNormal(IMAGES, 0, 1, 'float32', 5).dataSync() as Float32Array;
  assert.deepEqual(eagerPrediction(network)(inputs, 2), eagerPrediction(plain)(inputs, 2));
  const images = tf.tensor(inputs, IMAGES);
  assert.deepEqual(deepestLogits(network, images, false).shape, [2, 4]);
});

test('a network with one output has no exits, and exits go with no feature loss', async () => {
  assert.equal(createExits(await createNetwork('mlp:4', CONTEXT), parseRunSpec({})), undefined);
  const network = await createNetwork('resnet20-exits', CONTEXT);
  assert.throws(
    () => createExits(network, parseRunSpec({ distillation: { feature: 'rkd' } })),
    (error) => error instanceof CodistillError && error.code === 'ERR_CONFIG' && /rkd/.test(error.message),
  );
});
