import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meanEntropy } from '../../../../../peer/core/scoring/entropy.js';
import { ShapeError } from '../../../../../proto/errors.js';
import { assertClose } from '../../../../support/closeness.js';

test('entropy is 0 where every prediction is sure, ln classes where none knows, and the mean over rows between', () => {
  assert.equal(meanEntropy(Float32Array.of(1, 0, 0, 0, 0, 1), 3), 0);
  assertClose([meanEntropy(new Float32Array(8).fill(0.25), 4)], [Math.log(4)], 1e-7);
  assertClose([meanEntropy(Float32Array.of(1, 0, 0.5, 0.5), 2)], [Math.log(2) / 2], 1e-7);
});

test('entropy of no row, or of part of one, is refused', () => {
  assert.throws(() => meanEntropy(new Float32Array(0), 2), ShapeError);
  assert.throws(() => meanEntropy(new Float32Array(3), 2), ShapeError);
});
