import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor, tf } from '../../../../../peer/model/backend.js';
import { GatedRecurrence } from '../../../../../peer/model/layers/gated-recurrence.js';
import { assertClose } from '../../../../support/closeness.js';

const [BATCH, TOKENS, WIDTH, UNITS] = [2, 3, 2, 2];
const wave = (length: number, phase: number): number[] =>
  Array.from({ length }, (_, i) => Math.sin(i * 1.3 + phase));
const INPUT = wave(BATCH * TOKENS * WIDTH, 0.2);
const KERNEL = wave(WIDTH * 3 * UNITS, 1);
const BIAS = wave(3 * UNITS, 2);
const RECURRENT = wave(UNITS * 3 * UNITS, 3);
const RECURRENT_BIAS = wave(3 * UNITS, 4);

function layerWithWeights(): GatedRecurrence {
  const zeros = tf.initializers.zeros();
  const options = { name: 'recurrence', units: UNITS, kernelInitializer: zeros, recurrentInitializer: zeros };
  const layer = new GatedRecurrence(options);
  layer.apply(tf.zeros([BATCH, TOKENS, WIDTH]));
  layer.setWeights([
    tf.tensor2d(KERNEL, [WIDTH, 3 * UNITS]),
    tf.tensor1d(BIAS),
    tf.tensor2d(RECURRENT, [UNITS, 3 * UNITS]),
    tf.tensor1d(RECURRENT_BIAS),
  ]);
  return layer;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The formula in numbers. */
function reference(input: readonly number[]): number[] {
  const out: number[] = [];
  for (let b = 0; b < BATCH; b++) {
    let hidden = new Array<number>(UNITS).fill(0);
    for (let t = 0; t < TOKENS; t++) {
      const x = input.slice((b * TOKENS + t) * WIDTH, (b * TOKENS + t + 1) * WIDTH);
      const before = hidden;
      const product = (
        row: readonly number[],
        weights: readonly number[],
        bias: readonly number[],
        at: number,
      ): number => row.reduce((sum, value, i) => sum + value * weights[i * 3 * UNITS + at]!, bias[at]!);
      hidden = before.map((h, unit) => {
        const [r, z, n] = [unit, UNITS + unit, 2 * UNITS + unit];
        const gate = (at: number): number =>
          sigmoid(product(x, KERNEL, BIAS, at) + product(before, RECURRENT, RECURRENT_BIAS, at));
        const reset = gate(r) * product(before, RECURRENT, RECURRENT_BIAS, n);
        const candidate = Math.tanh(product(x, KERNEL, BIAS, n) + reset);
        const update = gate(z);
        return (1 - update) * candidate + update * h;
      });
      out.push(...hidden);
    }
  }
  return out;
}

test('states are those of the formula, computed in numbers', () => {
  const out = layerWithWeights().apply(tf.tensor3d(INPUT, [BATCH, TOKENS, WIDTH])) as Tensor;
  assert.deepEqual(out.shape, [BATCH, TOKENS, UNITS]);
  assertClose(out.dataSync(), reference(INPUT), 1e-6);
});

test('the gradient for the input is that of the formula, by differences', () => {
  const layer = layerWithWeights();
  const upstream = wave(BATCH * TOKENS * UNITS, 5);
  const loss = (input: readonly number[]): number =>
    reference(input).reduce((sum, value, i) => sum + value * upstream[i]!, 0);
  const gradient = tf.grad((x) =>
    tf.sum(tf.mul(layer.apply(x) as Tensor, tf.tensor3d(upstream, [BATCH, TOKENS, UNITS]))),
  )(tf.tensor3d(INPUT, [BATCH, TOKENS, WIDTH]));
  const step = 1e-5;
  const expected = INPUT.map((_, i) => {
    const moved = (by: number): number[] => INPUT.map((value, j) => (j === i ? value + by : value));
    return (loss(moved(step)) - loss(moved(-step))) / (2 * step);
  });
  assertClose(gradient.dataSync(), expected, 1e-5);
});

test('a state sees no later token', () => {
  const layer = layerWithWeights();
  const changed = INPUT.map((value, i) => (i % (TOKENS * WIDTH) >= 2 * WIDTH ? value + 1 : value));
  const [a, b] = [INPUT, changed].map((input) => [
    ...(layer.apply(tf.tensor3d(input, [BATCH, TOKENS, WIDTH])) as Tensor).dataSync(),
  ]);
  assert.deepEqual(a!.slice(0, 2 * UNITS), b!.slice(0, 2 * UNITS));
  assert.notDeepEqual(a!.slice(2 * UNITS, 3 * UNITS), b!.slice(2 * UNITS, 3 * UNITS));
});
