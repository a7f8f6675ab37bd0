import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SymbolicTensor, tf } from '../../../../peer/model/backend.js';
import { BatchNormalization } from '../../../../peer/model/batch-normalization.js';
import { namedWeights, parameterCount, trainableVariables } from '../../../../peer/model/weights.js';

function smallModel() {
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ inputShape: [4, 4, 1], filters: 2, kernelSize: 3, useBias: false }));
  model.add(new BatchNormalization({}));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 3 }));
  return model;
}

test('names of weights are the same for two networks of one process, whatever tfjs calls them', () => {
  const names = namedWeights(smallModel()).map((weight) => weight.name);
  assert.deepEqual(names, [
    'weights/0/kernel',
    'weights/1/gamma',
    'weights/2/beta',
    'weights/3/moving_mean',
    'weights/4/moving_variance',
    'weights/5/kernel',
    'weights/6/bias',
  ]);
  assert.deepEqual(
    namedWeights(smallModel()).map((weight) => weight.name),
    names,
  );
});

test('a weight keeps its name when layers are frozen', () => {
  const model = smallModel();
  const before = namedWeights(model);
  for (const layer of [model.layers[0]!, model.layers[3]!]) layer.trainable = false;
  assert.deepEqual(namedWeights(model), before);
});

test('parameters are counted without moving statistics', () => {
  assert.equal(parameterCount(smallModel()), 9 * 2 + 2 * 2 + 8 * 3 + 3);
});

test('trainable variables are the live ones, without copies', () => {
  const model = smallModel();
  const before = tf.memory().numTensors;
  const variables = trainableVariables(model);
  assert.equal(variables.length, 5);
  assert.equal(tf.memory().numTensors, before);
  variables[4]!.assign(tf.tensor1d([1, 2, 3]));
  assert.deepEqual([...model.trainableWeights[4]!.read().dataSync()], [1, 2, 3]);
});

test('a layer that two nested models share has its weights once, to be updated and saved once', () => {
  const shared = tf.layers.dense({ units: 3 });
  const [first, second] = [0, 1].map(() => {
    const input = tf.input({ shape: [3] });
    return tf.model({ inputs: input, outputs: shared.apply(input) as SymbolicTensor });
  });
  const input = tf.input({ shape: [3] });
  const model = tf.model({ inputs: input, outputs: second!.apply(first!.apply(input)) as SymbolicTensor });
  assert.equal(model.weights.length, 4, 'tfjs lists them twice');
  assert.equal(trainableVariables(model).length, 2);
  assert.equal(parameterCount(model), 9 + 3);
  const names = namedWeights(model).map((weight) => weight.name);
  assert.deepEqual(names, ['weights/0/kernel', 'weights/1/bias']);
});
