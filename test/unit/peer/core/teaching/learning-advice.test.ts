import assert from 'node:assert/strict';
import { test } from 'node:test';
import { learningAdvice } from '../../../../../peer/core/teaching/learning-advice.js';
import { parseRunSpec } from '../../../../../proto/run-spec.js';

test('a distillation weight of 2 and more is advised against, unless steps are bounded otherwise', () => {
  const adviceFor = (weight: number, training = {}) =>
    learningAdvice(parseRunSpec({ distillation: { weight }, training }));
  assert.match(adviceFor(3)[0]!, /weight of 3 makes steps up to 4 times as long/);
  assert.equal(adviceFor(2).length, 1);
  assert.deepEqual(adviceFor(1.9), []);
  assert.deepEqual(adviceFor(2, { clipNorm: 1 }), []);
  assert.deepEqual(adviceFor(2, { warmupSteps: 100 }), []);
});
