import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  normalize,
  relativeDistances,
  relativeSimilarities,
} from '../../../../../peer/core/teaching/relations.js';
import { assertClose } from '../../../../support/closeness.js';

/** A right triangle with sides 3, 4 and 5. */
const TRIANGLE = Float32Array.of(0, 0, 3, 0, 0, 4);
const ALL = [true, true, true];

test('squared distances are in units of their mean', () => {
  const unit = (9 + 16 + 25) / 3;
  const expected = [0, 9, 16, 9, 0, 25, 16, 25, 0].map((square) => square / unit);
  assertClose(relativeDistances(TRIANGLE, 2, ALL), expected, 1e-12);
});

test('scale, offset and zeros at the end of an embedding change no distance', () => {
  const moved = TRIANGLE.map((value) => 7 * value + 3);
  assertClose(relativeDistances(moved, 2, ALL), relativeDistances(TRIANGLE, 2, ALL), 1e-12);
  const padded = Float32Array.of(0, 0, 0, 3, 0, 0, 0, 4, 0);
  assertClose(relativeDistances(padded, 3, ALL), relativeDistances(TRIANGLE, 2, ALL), 1e-12);
});

test('samples that do not count have no distances, and go into no mean', () => {
  assertClose(relativeDistances(TRIANGLE, 2, [true, false, true]), [0, 0, 1, 0, 0, 0, 1, 0, 0], 1e-12);
  assertClose(relativeDistances(TRIANGLE, 2, [true, false, false]), new Array(9).fill(0), 0);
});

test('embeddings that are all the same have distances of 0, not of NaN', () => {
  assert.deepEqual([...relativeDistances(new Float32Array(4), 2, [true, true])], [0, 0, 0, 0]);
});

test('rows of similarities have length 1', () => {
  const found = relativeSimilarities(Float32Array.of(1, 0, 1, 1), 2, [true, true]);
  const [a, b] = [Math.SQRT1_2, Math.sqrt(5)];
  assertClose(found, [a, a, 1 / b, 2 / b], 1e-12);
});

test('samples that do not count are like nobody, nor is one of zeros', () => {
  const found = relativeSimilarities(Float32Array.of(1, 0, 5, 5, 0, 0), 2, [true, false, true]);
  assert.deepEqual([...found], [1, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test('a vector of zeros is left as it is', () => {
  const vector = new Float64Array(2);
  normalize(vector);
  assert.deepEqual([...vector], [0, 0]);
});
