import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor, tf } from '../../../../../peer/model/backend.js';
import { CausalAttention } from '../../../../../peer/model/layers/causal-attention.js';
import { assertClose } from '../../../../support/closeness.js';
import { softmax } from '../../../../support/reference-loss.js';

const [BATCH, TOKENS, WIDTH, HEADS] = [2, 4, 4, 2];
const SIZE = WIDTH / HEADS;
const INPUT = Array.from({ length: BATCH * TOKENS * 3 * WIDTH }, (_, i) => Math.sin(i * 0.7));
const attention = new CausalAttention({ name: 'attention', tokens: TOKENS, heads: HEADS });
const attend = (input: readonly number[]): Tensor =>
  attention.apply(tf.tensor2d([...input], [BATCH * TOKENS, 3 * WIDTH])) as Tensor;

/** Part 0, 1, 2 (query, key, value) of one token in one head. */
function part(row: number, which: number, head: number): number[] {
  const from = row * 3 * WIDTH + which * WIDTH + head * SIZE;
  return INPUT.slice(from, from + SIZE);
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/** The formula, token by token, over those before it only. */
function reference(): number[] {
  const out: number[] = [];
  for (let row = 0; row < BATCH * TOKENS; row++) {
    const first = row - (row % TOKENS);
    const visible = Array.from({ length: (row % TOKENS) + 1 }, (_, i) => first + i);
    for (let head = 0; head < HEADS; head++) {
      const scores = visible.map((other) => dot(part(row, 0, head), part(other, 1, head)) / Math.sqrt(SIZE));
      const weights = softmax(scores);
      for (let i = 0; i < SIZE; i++) {
        out.push(visible.reduce((sum, other, at) => sum + weights[at]! * part(other, 2, head)[i]!, 0));
      }
    }
  }
  return out;
}

test('every token gets the mean of the values up to it, weighted by the softmax of its scores', () => {
  const out = attend(INPUT);
  assert.deepEqual(out.shape, [BATCH * TOKENS, WIDTH]);
  assertClose(out.dataSync(), reference(), 1e-6);
});

test('the gradient is that of finite differences', () => {
  const upstream = Array.from({ length: BATCH * TOKENS * WIDTH }, (_, i) => Math.cos(i));
  const loss = (x: Tensor): Tensor =>
    tf.sum(tf.mul(attention.apply(x) as Tensor, tf.tensor2d(upstream, [BATCH * TOKENS, WIDTH])));
  const gradient = tf
    .grad(loss)(tf.tensor2d(INPUT, [BATCH * TOKENS, 3 * WIDTH]))
    .dataSync();
  const step = 1e-2;
  for (const at of [0, 5, 13, 40, 95]) {
    const [up, down] = [step, -step].map((by) => {
      const moved = INPUT.map((value, i) => (i === at ? value + by : value));
      return loss(tf.tensor2d(moved, [BATCH * TOKENS, 3 * WIDTH])).dataSync()[0]!;
    });
    assert.ok(Math.abs((up! - down!) / (2 * step) - gradient[at]!) < 1e-3, `element ${at}`);
  }
});
