import assert from 'node:assert/strict';
import { test } from 'node:test';
import { featureSize } from '../../../proto/feature-shape.js';

test('features have as many numbers as their shape has places, and none without a shape', () => {
  assert.deepEqual([[], [3], [2, 4, 5]].map(featureSize), [0, 3, 40]);
});
