import assert from 'node:assert/strict';
import { test } from 'node:test';
import { precisionGain } from '../../../../peer/graph/precision-trial.js';

test('the gain is the ratio of the shortest times after a first run of each', () => {
  const runsMs = [1, 1, 8, 9, 6, 3, ...new Array<number>(14).fill(7)]; // float32 and the other in turns
  const clock = runsMs.flatMap((ms) => [0, ms]);
  assert.equal(
    precisionGain('bfloat16', () => clock.shift() ?? Number.NaN),
    6 / 3,
  );
  assert.deepEqual(clock, [], 'each run was timed once');
});
