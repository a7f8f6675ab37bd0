import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetwork, parseNetworkName } from '../../../../../peer/model/networks/catalog.js';
import { NETWORK_NAMES } from '../../../../../peer/model/networks/network-names.js';
import { parameterCount } from '../../../../../peer/model/weights.js';
import type { CodistillError } from '../../../../../proto/errors.js';

const MNIST = { inputShape: [28, 28, 1], classes: 10, seed: 1 } as const;

const TEXT = { inputShape: [16], classes: 30, positions: 2, seed: 1 } as const;

test('every known name makes a network for images or for text, and refuses the other', async () => {
  for (const name of NETWORK_NAMES) {
    const { reads } = parseNetworkName(name);
    const [fits, other] = reads === 'images' ? [MNIST, TEXT] : [TEXT, MNIST];
    const network = await createNetwork(name, fits);
    assert.deepEqual(network.inputs[0]!.shape, [null, ...fits.inputShape], name);
    assert.deepEqual(network.outputs[0]!.shape, [null, fits.classes], name);
    network.dispose();
    await assert.rejects(
      createNetwork(name, other),
      (error: CodistillError) => error.code === 'ERR_SHAPE' && error.message.includes(`reads ${reads}`),
    );
  }
});

test('options follow the colon', async () => {
  assert.equal(parameterCount(await createNetwork('mlp:2', MNIST)), 784 * 2 + 2 + 2 * 10 + 10);
  const wide = await createNetwork('wrn-10-1:dropout=0.5', MNIST);
  assert.equal(wide.layers.filter((layer) => layer.name.endsWith('dropout')).length, 3);
});

test('an unknown name is refused with the nearest known one', async () => {
  const nearest = {
    resnet21: 'resnet20',
    resnet: 'resnet20',
    cn: 'cnn',
    'resnet20:x': 'resnet20',
    mobilnet: 'mobilenet',
    'wrn-28': 'wrn-28-10',
    'wrn28-10': 'wrn-28-10',
    'mobilenet:2': 'mobilenet',
    mpl: 'mlp',
  };
  for (const [name, suggestion] of Object.entries(nearest)) {
    await assert.rejects(
      createNetwork(name, MNIST),
      (error: CodistillError) =>
        error.code === 'ERR_NETWORK_UNKNOWN' && error.message.includes(`did you mean "${suggestion}"?`),
      name,
    );
  }
});
