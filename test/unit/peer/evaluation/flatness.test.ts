import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DRAWS, flatness } from '../../../../peer/evaluation/flatness.js';
import { tf } from '../../../../peer/model/backend.js';
import { trainableVariables } from '../../../../peer/model/weights.js';
import { assertClose } from '../../../support/closeness.js';

/** A network of one weight 4 wide, all of it 2, and a loss that is `curvature` · the mean square of what moved it. */
function bowl(curvature: number) {
  const network = tf.sequential({ layers: [tf.layers.dense({ units: 1, useBias: false, inputShape: [4] })] });
  const [weight] = trainableVariables(network);
  weight!.assign(tf.fill(weight!.shape, 2));
  const values = (): number[] => [...weight!.dataSync()];
  const look = () => {
    const square = values().reduce((sum, value) => sum + (value - 2) ** 2, 0) / 4;
    return { accuracy: 1 - square / 100, loss: 1 + curvature * square };
  };
  return { network, look, values };
}

test('the loss rises with the square of the noise, and as much less as the minimum is flatter', () => {
  const [steep, flat] = [bowl(10), bowl(5)];
  const { still, noisy } = flatness(steep.network, 7, steep.look);
  assert.deepEqual(still, { accuracy: 1, loss: 1 });
  const rises = noisy.map(({ loss }) => loss - 1);
  assertClose([rises[1]! / rises[0]!, rises[2]! / rises[1]!], [4, 4], 1e-3); // the same directions
  assertClose([rises[3]! / rises[1]!], [100], 1e-2); // half of 2 is ten times 0.1
  const half = flatness(flat.network, 7, flat.look).noisy.map(({ loss }) => loss - 1);
  assertClose(
    half.map((rise, i) => rises[i]! / rise),
    [2, 2, 2, 2],
    1e-6,
  );
  for (const { network } of [steep, flat]) network.dispose();
});

test('draws follow from the seed, and the network has its weights and its tensors back', () => {
  const { network, look, values } = bowl(1);
  let looks = 0;
  const counted = () => {
    looks++;
    return look();
  };
  const tensors = tf.memory().numTensors;
  const once = flatness(network, 1, counted);
  assert.equal(looks, 1 + 4 * DRAWS);
  assert.deepEqual(flatness(network, 1, look), once);
  assert.notDeepEqual(flatness(network, 2, look), once);
  assert.deepEqual(values(), [2, 2, 2, 2]);
  assert.equal(tf.memory().numTensors, tensors);
  assert.throws(
    () =>
      flatness(network, 1, () => {
        if (values()[0] !== 2) throw new Error('cannot look');
        return look();
      }),
    /cannot look/,
  );
  assert.deepEqual(values(), [2, 2, 2, 2]);
  network.dispose();
});
