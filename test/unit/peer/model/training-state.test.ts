import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LayersModel, type Tensor2D, tf } from '../../../../peer/model/backend.js';
import { supervisedLoss } from '../../../../peer/model/losses/supervised.js';
import { createNetwork } from '../../../../peer/model/networks/catalog.js';
import { createOptimizer } from '../../../../peer/model/optimizers/catalog.js';
import type { Optimizer } from '../../../../peer/model/optimizers/optimizer.js';
import {
  collectTrainingState,
  restoreTrainingState,
  restoreWeights,
} from '../../../../peer/model/training-state.js';
import { trainableVariables } from '../../../../peer/model/weights.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';

interface Peer {
  readonly model: LayersModel;
  readonly optimizer: Optimizer;
}

async function createPeer(optimizer: 'sgd' | 'adam', seed: number, classes = 3): Promise<Peer> {
  const model = await createNetwork('resnet20', { inputShape: [8, 8, 1], classes, seed });
  const { training } = parseRunSpec({ training: { optimizer } });
  return { model, optimizer: createOptimizer(training, trainableVariables(model)) };
}

function train({ model, optimizer }: Peer, steps: number): void {
  for (let step = 0; step < steps; step++) {
    tf.tidy(() => {
      const x = tf.randomNormal([6, 8, 8, 1], 0, 1, 'float32', 100 + step);
      const labels = tf.tensor1d([0, 1, 2, 0, 1, 2], 'int32');
      const loss = () => supervisedLoss(model.apply(x, { training: true }) as Tensor2D, labels);
      optimizer.apply(tf.variableGrads(loss, trainableVariables(model)).grads, 0.05);
    });
  }
}

for (const kind of ['sgd', 'adam'] as const) {
  test(`a peer restored from its state trains on as the unbroken one, bit for bit, with ${kind}`, async () => {
    const unbroken = await createPeer(kind, 1);
    train(unbroken, 3);
    const state = collectTrainingState(unbroken.model, unbroken.optimizer);
    const resumed = await createPeer(kind, 2);
    restoreTrainingState(resumed.model, resumed.optimizer, state);
    assert.equal(resumed.optimizer.updates, 3);
    train(unbroken, 2);
    train(resumed, 2);
    assert.deepEqual(
      collectTrainingState(resumed.model, resumed.optimizer),
      collectTrainingState(unbroken.model, unbroken.optimizer),
    );
  });
}

test('the state holds moving statistics and slots, as copies that training does not change', async () => {
  const peer = await createPeer('sgd', 1);
  train(peer, 1);
  const state = collectTrainingState(peer.model, peer.optimizer);
  const moving = state.tensors.find((tensor) => tensor.name.endsWith('moving_mean'))!;
  assert.ok(moving.values.some((value) => value !== 0));
  assert.ok(state.tensors.some((tensor) => tensor.name === 'sgd/0/velocity'));
  const kept = [...moving.values];
  train(peer, 1);
  assert.deepEqual([...moving.values], kept);
});

test('collecting and restoring leave no tensor behind', async () => {
  const peer = await createPeer('sgd', 1);
  const before = tf.memory().numTensors;
  restoreTrainingState(peer.model, peer.optimizer, collectTrainingState(peer.model, peer.optimizer));
  assert.equal(tf.memory().numTensors, before);
});

test('weights alone can be restored, for evaluation', async () => {
  const [a, b] = [await createPeer('sgd', 1), await createPeer('sgd', 2)];
  train(a, 1);
  const state = collectTrainingState(a.model, a.optimizer);
  restoreWeights(b.model, state);
  const weights = (peer: Peer) =>
    collectTrainingState(peer.model, peer.optimizer).tensors.filter(({ name }) =>
      name.startsWith('weights/'),
    );
  assert.deepEqual(weights(b), weights(a));
});

test('a state of another network is refused by the name of the tensor, and nothing changes', async () => {
  const [a, b] = [await createPeer('sgd', 1, 3), await createPeer('sgd', 2, 4)];
  const before = collectTrainingState(b.model, b.optimizer);
  const state = collectTrainingState(a.model, a.optimizer);
  const corrupt = (error: unknown): boolean =>
    (error as { code: string }).code === 'ERR_CHECKPOINT_CORRUPT' &&
    /weights\/\d+\/kernel is/.test(String(error));
  assert.throws(() => restoreTrainingState(b.model, b.optimizer, state), corrupt);
  assert.throws(
    () => restoreWeights(a.model, { ...state, tensors: state.tensors.slice(1) }),
    /weights\/0\/kernel is missing/,
  );
  assert.deepEqual(collectTrainingState(b.model, b.optimizer), before);
});
