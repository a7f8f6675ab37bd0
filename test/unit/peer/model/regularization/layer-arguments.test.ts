import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf } from '../../../../../peer/model/backend.js';
import { runtimeForModules } from '../../../../../peer/model/regularization/layer-arguments.js';

const { layers } = runtimeForModules();
const l2 = tf.regularizers.l2({ l2: 1 });

test('everything else of tf is there as it is', () => {
  const { layers: _, ...others } = runtimeForModules();
  for (const [name, value] of Object.entries(others)) assert.equal(value, tf[name as keyof typeof tf], name);
  assert.deepEqual(Object.keys(layers).sort(), Object.keys(tf.layers).sort());
  assert.equal(layers.Layer, tf.layers.Layer);
  assert.deepEqual(layers.input({ shape: [2] }).shape, [null, 2]);
});

test('a layer that keeps its regularizers and constraints is made, cells of recurrent ones too', () => {
  const both = {
    kernelRegularizer: l2,
    biasRegularizer: null,
    kernelConstraint: 'nonNeg',
    biasConstraint: undefined,
  };
  assert.equal(layers.dense({ units: 2, ...(both as object) }).getClassName(), 'Dense');
  for (const make of [layers.lstm, layers.gru, layers.simpleRNN, layers.gruCell]) {
    make({ units: 2, recurrentRegularizer: 'l1l2', recurrentConstraint: 'unitNorm' });
  }
});

test('a rule that tfjs would drop is an error that names layer and rule', () => {
  const dropped: readonly (readonly [string, (given: object) => unknown])[] = [
    ['activityRegularizer', (given) => layers.dense({ units: 2, ...given })],
    ['activityRegularizer', (given) => layers.lstm({ units: 2, ...given })],
    ['recurrentRegularizer', (given) => layers.dense({ units: 2, ...given })],
    ['kernelRegulariser', (given) => layers.dense({ units: 2, ...given })],
    ['kernelRegularizer', (given) => layers.depthwiseConv2d({ kernelSize: 2, ...given })],
    ['gammaConstraint', (given) => layers.layerNormalization(given)],
  ];
  for (const [rule, make] of dropped) {
    assert.throws(() => make({ name: 'mine', [rule]: l2 }), {
      message: `layer "mine": TensorFlow.js does not honour its ${rule}`,
    });
    make({ name: 'mine', [rule]: null });
  }
});
