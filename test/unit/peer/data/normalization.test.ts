import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureNormalization } from '../../../../peer/data/normalization.js';

test('mean and deviation are those of each channel, on the scale 0 to 1', () => {
  const images = Uint8Array.of(0, 51, 255, 102, 0, 153, 255, 204);
  const { mean, std } = measureNormalization([images.subarray(0, 4), images.subarray(4)], 2);
  assert.deepEqual(mean, [0.5, 0.5]);
  assert.equal(std[0], 0.5);
  assert.ok(Math.abs(std[1]! - Math.sqrt((0.3 ** 2 + 0.1 ** 2) / 2)) < 1e-12);
});

test('a constant channel has the deviation 1, so that nothing is divided by 0', () => {
  assert.deepEqual(measureNormalization([new Uint8Array(8).fill(51)], 1), { mean: [0.2], std: [1] });
});
