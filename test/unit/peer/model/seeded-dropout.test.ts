import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor, tf } from '../../../../peer/model/backend.js';
import { SeededDropout, setDropoutStep } from '../../../../peer/model/seeded-dropout.js';

const UNITS = 10_000;
const dropout = (options: { rate?: number; seed?: number; ordinal?: number } = {}): SeededDropout =>
  new SeededDropout({ name: 'dropout', rate: 0.3, seed: 7, ordinal: 0, ...options });

/** The mask, scaled: what ones become. */
function mask(layer: SeededDropout, step: number, training = true): number[] {
  layer.setStep(step);
  return tf.tidy(() => [...(layer.apply(tf.ones([1, UNITS]), { training }) as Tensor).dataSync()]);
}

test('in training a unit is dropped at the rate, and the others make up for it', () => {
  const values = mask(dropout(), 0);
  const kept = values.filter((value) => value !== 0);
  assert.ok(kept.every((value) => Math.abs(value - 1 / 0.7) < 1e-6));
  const sigma = Math.sqrt((0.3 * 0.7) / UNITS);
  assert.ok(Math.abs(kept.length / UNITS - 0.7) < 5 * sigma, `${kept.length} of ${UNITS} kept`);
});

test('the mask is a function of seed, layer and step, and of nothing else', () => {
  const layer = dropout();
  const atThree = mask(layer, 3);
  mask(layer, 4);
  assert.deepEqual(mask(layer, 3), atThree, 'the same layer again');
  assert.deepEqual(mask(dropout(), 3), atThree, 'another layer object, as after a restart');
  assert.notDeepEqual(mask(layer, 4), atThree, 'another step');
  assert.notDeepEqual(mask(dropout({ ordinal: 1 }), 3), atThree, 'another layer of the network');
  assert.notDeepEqual(mask(dropout({ seed: 8 }), 3), atThree, 'another seed');
});

test('two steps in a row share no more zeros than chance', () => {
  const layer = dropout();
  const [a, b] = [mask(layer, 10), mask(layer, 11)];
  const both = a.filter((value, i) => value === 0 && b[i] === 0).length / UNITS;
  assert.ok(Math.abs(both - 0.09) < 5 * Math.sqrt((0.09 * 0.91) / UNITS), `${both} dropped by both`);
});

test('inference and rate 0 change nothing', () => {
  assert.ok(mask(dropout(), 0, false).every((value) => value === 1));
  assert.ok(mask(dropout({ rate: 0 }), 0).every((value) => value === 1));
});

test('the gradient passes through kept units only, scaled as they are', () => {
  const layer = dropout();
  const expected = mask(layer, 5);
  const gradient = tf.grad((x) => tf.sum(layer.apply(x, { training: true }) as Tensor))(tf.ones([1, UNITS]));
  assert.deepEqual([...gradient.dataSync()], expected);
});

test('the step reaches every dropout layer of a model, and no tensor is left', () => {
  const model = tf.sequential();
  model.add(tf.layers.dense({ inputShape: [4], units: 50 }));
  model.add(dropout());
  const output = (step: number): number[] => {
    setDropoutStep(model, step);
    return tf.tidy(() => [...(model.apply(tf.ones([1, 4]), { training: true }) as Tensor).dataSync()]);
  };
  const first = output(1);
  const before = tf.memory().numTensors;
  assert.notDeepEqual(output(2), first);
  assert.deepEqual(output(1), first);
  assert.equal(tf.memory().numTensors, before);
});
