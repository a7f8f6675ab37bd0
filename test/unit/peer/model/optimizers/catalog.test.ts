import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf } from '../../../../../peer/model/backend.js';
import { Adam } from '../../../../../peer/model/optimizers/adam.js';
import { createOptimizer } from '../../../../../peer/model/optimizers/catalog.js';
import { Sgd } from '../../../../../peer/model/optimizers/sgd.js';
import { parseRunSpec } from '../../../../../proto/run-spec.js';
import { assertClose } from '../../../../support/closeness.js';

function firstUpdate(options: object): { kind: unknown; value: number } {
  const w = tf.variable(tf.tensor1d([1]));
  const optimizer = createOptimizer(parseRunSpec({ training: options }).training, [w]);
  optimizer.apply({ [w.name]: tf.tensor1d([2]) }, 0.1);
  return { kind: optimizer.constructor, value: w.dataSync()[0]! };
}

test('a run spec chooses the optimizer and its settings', () => {
  const sgd = firstUpdate({ optimizer: 'sgd', momentum: 0.5, nesterov: true, weightDecay: 1 });
  assert.equal(sgd.kind, Sgd);
  assertClose([sgd.value], [1 - 0.1 * (3 + 0.5 * 3)], 1e-6);
  const adam = firstUpdate({ optimizer: 'adam', weightDecay: 1 });
  assert.equal(adam.kind, Adam);
  assertClose([adam.value], [0.9], 1e-6);
});
