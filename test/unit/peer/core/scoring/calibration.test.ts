import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrationError } from '../../../../../peer/core/scoring/calibration.js';
import { ShapeError } from '../../../../../proto/errors.js';
import { assertClose } from '../../../../support/closeness.js';

/** Two classes; the first has these probabilities. */
const pairs = (...first: number[]): Float32Array => Float32Array.from(first.flatMap((p) => [p, 1 - p]));

test('bins of like confidence count by their size and their gap to accuracy', () => {
  // Confidence 0.9 three times, right twice; confidence 0.6 (of class 1) once, right.
  const probabilities = pairs(0.9, 0.9, 0.9, 0.4);
  const labels = Int32Array.of(0, 0, 1, 1);
  const expected = (3 / 4) * Math.abs(2 / 3 - 0.9) + (1 / 4) * Math.abs(1 - 0.6);
  assertClose([calibrationError(probabilities, labels, 2)], [expected], 1e-6);
});

test('confidences on both sides of a bin’s edge are not mixed, those within a bin are', () => {
  const right = Int32Array.of(0, 1);
  // A bin ends at 12/15 = 0.8: 0.78 and 0.79 share it, 0.81 does not.
  assertClose([calibrationError(pairs(0.78, 0.79), right, 2)], [Math.abs(1 - 0.78 - 0.79) / 2], 1e-6);
  assertClose([calibrationError(pairs(0.79, 0.81), right, 2)], [(0.21 + 0.81) / 2], 1e-6);
});

test('frequencies are no error, certainty that is wrong is the largest', () => {
  const half = new Float32Array(200).fill(0.5);
  assertClose(
    [
      calibrationError(
        half,
        Int32Array.from({ length: 100 }, (_, i) => i % 2),
        2,
      ),
    ],
    [0],
    1e-6,
  );
  assert.equal(calibrationError(pairs(1, 1), Int32Array.of(1, 1), 2), 1);
  assert.equal(calibrationError(pairs(1, 0), Int32Array.of(0, 1), 2), 0);
});

test('sizes that do not fit are refused', () => {
  assert.throws(() => calibrationError(pairs(1), Int32Array.of(0, 1), 2), ShapeError);
  assert.throws(() => calibrationError(new Float32Array(0), new Int32Array(0), 2), ShapeError);
});
