/** Hinton et al. 2015, "Distilling the Knowledge in a Neural Network" (arXiv 1503.02531), section 2. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor2D, tf } from '../../peer/model/backend.js';
import { klLoss } from '../../peer/model/losses/kl.js';
import { assertClose } from '../support/closeness.js';
import { soft } from '../support/loss-check.js';
import { softTargets } from '../support/soft-targets.js';

/** Zero-mean logits, as section 2.1 assumes. */
const OWN = [1.5, -0.5, 0.25, -1.25];
const TEACHER = [0.5, 1, -2, 0.5];

function gradientAt(temperature: number): number[] {
  return tf.tidy(() => {
    const targets = tf.tensor2d(
      softTargets([Float32Array.from(TEACHER)], undefined, 1, 4, temperature),
      [1, 4],
    );
    const gradient = tf.grad((logits) => klLoss(logits as Tensor2D, soft(targets, temperature)));
    return [...gradient(tf.tensor2d([OWN])).dataSync()];
  });
}

const norm = (values: readonly number[]): number => Math.hypot(...values);

test('T² keeps the size of the gradient as the temperature changes', () => {
  const sizes = [1, 2, 5, 10, 20].map((temperature) => norm(gradientAt(temperature)));
  const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)];
  assert.ok(largest / smallest < 2, `without T² the range would be 400 times wider: ${sizes.join(' ')}`);
});

test('section 2.1: at high temperature the gradient is the difference of the logits over the number of classes', () => {
  const expected = OWN.map((z, c) => (z - TEACHER[c]!) / 4);
  assertClose(gradientAt(100), expected, 0.01);
});
