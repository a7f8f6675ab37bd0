import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runWorld } from './run-world.js';

/** Faults have passed before this cohort has begun; the others have two to four learners. */
const WORLD = { seed: 2, stepsTotal: 60, faultsEndMs: 0, learners: 64 };

test('64 peers on random:3 keep every rule of a small cohort', () => {
  const verdict = runWorld({ ...WORLD, regime: { exchange: { graph: 'random:3' } } });
  assert.ok(verdict.becameWhole && verdict.steps > 10, JSON.stringify(verdict));
});
