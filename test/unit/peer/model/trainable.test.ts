import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LayersModel, tf } from '../../../../peer/model/backend.js';
import { BatchNormalization } from '../../../../peer/model/batch-normalization.js';
import { checkTrainable } from '../../../../peer/model/trainable.js';
import type { CodistillError, ErrorCode } from '../../../../proto/errors.js';

const { layers } = tf;
type Layers = NonNullable<Parameters<typeof tf.sequential>[0]>['layers'];
const stacked = (...all: NonNullable<Layers>): LayersModel => tf.sequential({ name: 'net', layers: all });
const normal = () => layers.batchNormalization({ name: 'norm' });
const dense = (units = 2) => layers.dense({ units });

function refused(network: LayersModel, rowsMin: number, code: ErrorCode, message: RegExp): void {
  assert.throws(
    () => checkTrainable(network, rowsMin),
    (error: CodistillError) => error.code === code && message.test(error.message) && error.fix !== '',
  );
}

test('a network with nothing to train is refused by name and reason', () => {
  const frozen = stacked(layers.dense({ units: 2, inputShape: [3] }), dense());
  for (const layer of frozen.layers) layer.trainable = false;
  refused(frozen, 8, 'ERR_NETWORK_MODULE', /"net" has nothing to train: all its 4 weights are frozen/);
  refused(
    stacked(layers.flatten({ inputShape: [1, 3] })),
    8,
    'ERR_NETWORK_MODULE',
    /"net" .*it has no weights/,
  );
  frozen.layers[1]!.trainable = true;
  checkTrainable(frozen, 1);
});

test('batch normalisation of one value a channel is refused by the names of layer and network', () => {
  const one = /"norm" of network "net" has one value a channel/;
  const flat = stacked(layers.dense({ units: 4, inputShape: [3] }), normal(), dense());
  checkTrainable(flat, 2);
  refused(flat, 1, 'ERR_CONFIG', one);
  refused(
    stacked(layers.conv2d({ filters: 2, kernelSize: 4, inputShape: [4, 4, 1] }), normal(), layers.flatten()),
    1,
    'ERR_CONFIG',
    one,
  );
  const own = new BatchNormalization({ name: 'norm' });
  refused(
    stacked(layers.conv2d({ filters: 2, kernelSize: 4, inputShape: [4, 4, 1] }), own),
    1,
    'ERR_CONFIG',
    one,
  );
  const nested = stacked(layers.reshape({ targetShape: [3], inputShape: [3, 1] }), flat);
  refused(nested, 1, 'ERR_CONFIG', one);
  const wrapped = stacked(layers.timeDistributed({ layer: normal(), inputShape: [5, 3] }));
  refused(wrapped, 1, 'ERR_CONFIG', /"norm"/);
});

test('pixels and tokens of one row count, and the check leaves nothing behind', () => {
  const pixels = stacked(
    layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [4, 4, 1] }),
    normal(),
    layers.flatten(),
    dense(),
  );
  const statistics = pixels.weights.map((weight) => [...weight.read().dataSync()]);
  const before = tf.memory().numTensors;
  checkTrainable(pixels, 1);
  assert.equal(tf.memory().numTensors, before);
  assert.deepEqual(
    pixels.weights.map((weight) => [...weight.read().dataSync()]),
    statistics,
  );
  assert.ok(pixels.layers.every((layer) => !Object.hasOwn(layer, 'call')));
  checkTrainable(
    stacked(layers.dense({ units: 4, inputShape: [5, 3] }), normal(), layers.flatten(), dense()),
    1,
  );
});
