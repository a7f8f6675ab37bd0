/** Anil et al. 2018, "Large Scale Distributed Neural Network Training through Online Distillation" (arXiv 1804.03235). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distillationWeight } from '../../peer/core/teaching/schedule.js';
import { parseRunSpec } from '../../proto/run-spec.js';

test('section 2: there is no distillation before burn-in has passed, and then all of it', () => {
  const spec = parseRunSpec({ distillation: { weight: 1, burnInSteps: 3_000, schedule: 'constant' } });
  for (const step of [0, 1, 1_500, 2_999]) assert.equal(distillationWeight(spec, step, 2_000_000), 0);
  for (const step of [3_000, 3_001, 1_000_000]) assert.equal(distillationWeight(spec, step, 2_000_000), 1);
});

test('without burn-in distillation counts from the first step', () => {
  const spec = parseRunSpec({ distillation: { schedule: 'constant' } });
  assert.equal(distillationWeight(spec, 0, 2_000_000), spec.distillation.weight);
});
