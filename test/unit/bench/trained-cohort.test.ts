import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchedSteps } from '../../../bench/trained-cohort.js';

test('a slice has as many steps as fit, but enough for two records and no endless run', () => {
  assert.equal(launchedSteps(6_000, 20), 300);
  assert.equal(launchedSteps(1_000, 500), 40);
  assert.equal(launchedSteps(6_000, 0.01), 20_000);
});
