import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testMean } from '../../../../scripts/compare/inference.js';
import { intervalOf, verdictOf } from '../../../../scripts/reproduce/verdict.js';

const RISE = { low: 1, high: 3 };

test('an interval is judged by where it lies to the band and to zero', () => {
  const cases = [
    [[1.5, 2.5], 'reproduced'],
    [[1, 3], 'reproduced'],
    [[3.1, 4], 'larger'],
    [[0.2, 0.9], 'smaller'],
    [[-0.4, 0.9], 'absent'],
    [[-2, -0.1], 'opposite'],
    [[0.5, 1.5], 'not yet decidable'],
    [[-1, 4], 'not yet decidable'],
    [[2.5, 3.5], 'not yet decidable'],
  ] as const;
  for (const [interval, verdict] of cases) assert.equal(verdictOf(interval, RISE), verdict, String(interval));
});

test('of a fall that was published a rise is the opposite, and a lesser fall smaller', () => {
  const fall = { low: -3, high: -1 };
  assert.equal(verdictOf([-2, -1.5], fall), 'reproduced');
  assert.equal(verdictOf([-0.9, -0.1], fall), 'smaller');
  assert.equal(verdictOf([0.1, 0.5], fall), 'opposite');
  assert.equal(verdictOf([-9, -4], fall), 'larger');
});

test('that there is no difference is reproduced within a band around zero, and nowhere else', () => {
  const none = { low: -1, high: 1 };
  assert.equal(verdictOf([-0.5, 0.2], none), 'reproduced');
  assert.equal(verdictOf([-4, -2], none), 'opposite');
  assert.equal(verdictOf([2, 4], none), 'larger');
  assert.equal(verdictOf([0.5, 1.5], none), 'not yet decidable');
});

test('one pair decides nothing, pairs without any spread do', () => {
  assert.equal(verdictOf(intervalOf(testMean([2])), RISE), 'not yet decidable');
  assert.equal(verdictOf(intervalOf(testMean([2, 2])), RISE), 'reproduced');
});
