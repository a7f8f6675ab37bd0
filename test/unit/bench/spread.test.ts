import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ratioOf, spreadOf, spreadText } from '../../../bench/spread.js';

test('a spread is the median with the quartiles, whatever the order', () => {
  assert.deepEqual(spreadOf([5, 1, 4, 2, 3]), { n: 5, median: 3, lowerQuartile: 2, upperQuartile: 4 });
});

test('a ratio is taken repeat by repeat, so that what slows both down cancels out', () => {
  const slowing = [1, 2, 4, 8, 16];
  const twice = slowing.map((value) => 2 * value);
  assert.deepEqual(ratioOf(twice, slowing), { n: 5, median: 2, lowerQuartile: 2, upperQuartile: 2 });
});

test('figures with different numbers of repeats have no ratio, and none at all have no spread', () => {
  assert.throws(() => ratioOf([1, 2], [1]), RangeError);
  assert.throws(() => spreadOf([]), RangeError);
});

test('a single repeat is shown without quartiles', () => {
  assert.equal(spreadText(spreadOf([33.14]), 1), '33.1');
  assert.equal(spreadText(spreadOf([33.14, 34.1, 33.26, 36, 30]), 1), '33.3 (33.1–34.1)');
});
