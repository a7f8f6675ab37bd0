import assert from 'node:assert/strict';
import { test } from 'node:test';
import { predictionChurn } from '../../../../../peer/core/scoring/churn.js';
import { ShapeError } from '../../../../../proto/errors.js';
import { assertClose } from '../../../../support/closeness.js';

const BEFORE = Float32Array.of(0.7, 0.2, 0.1, 0.3, 0.4, 0.3, 1, 0, 0, 0.2, 0.2, 0.6);
const AFTER = Float32Array.of(0.6, 0.3, 0.1, 0.5, 0.3, 0.2, 0, 0, 1, 0.2, 0.2, 0.6);

test('disagreement is the share of other top classes, total variation half the sum of differences', () => {
  const { disagreement, totalVariation } = predictionChurn(BEFORE, AFTER, 3);
  assert.equal(disagreement, 2 / 4);
  assertClose([totalVariation], [(0.1 + 0.2 + 1 + 0) / 4], 1e-6);
});

test('a training against itself has none, and the order of the two does not matter', () => {
  assert.deepEqual(predictionChurn(BEFORE, BEFORE, 3), { disagreement: 0, totalVariation: 0 });
  assert.deepEqual(predictionChurn(BEFORE, AFTER, 3), predictionChurn(AFTER, BEFORE, 3));
});

test('sizes that do not fit are refused', () => {
  assert.throws(() => predictionChurn(BEFORE, AFTER.subarray(3), 3), ShapeError);
  assert.throws(() => predictionChurn(BEFORE, AFTER, 5), ShapeError);
  assert.throws(() => predictionChurn(new Float32Array(0), new Float32Array(0), 3), ShapeError);
});
