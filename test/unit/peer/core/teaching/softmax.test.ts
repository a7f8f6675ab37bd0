import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crossEntropy, logSoftmax, topClass } from '../../../../../peer/core/teaching/softmax.js';
import { assertClose } from '../../../../support/closeness.js';
import { softmax } from '../../../../support/reference-loss.js';

const VALUES = Float32Array.of(9, 9, 1, 2, -0.5, 9);

test('a row is read from its own place, at its temperature', () => {
  assertClose(logSoftmax(VALUES, 2, 3, 2).map(Math.exp), softmax([1, 2, -0.5], 2), 1e-12);
});

test('huge logits neither overflow nor vanish', () => {
  const largest = Math.fround(3e38);
  assert.deepEqual([...logSoftmax(Float32Array.of(largest, -largest), 0, 2)], [0, -2 * largest]);
  assert.equal(crossEntropy(Float32Array.of(1e4, -1e4), 0, 2, 1), 2e4);
});

test('the cross-entropy is −ln of the probability of the label', () => {
  assertClose([crossEntropy(VALUES, 2, 3, 2)], [-Math.log(softmax([1, 2, -0.5])[2]!)], 1e-12);
});

test('the top class is the first of the largest', () => {
  assert.equal(topClass(VALUES, 0, 6), 0);
  assert.equal(topClass(VALUES, 2, 3), 1);
});
