import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FULL_GRANT, givenBack, isDue, owing, spent } from '../../../../../peer/core/exchange/grant.js';
import { LIMITS } from '../../../../../proto/limits.js';

test('a grant is spent batch by batch, and no further', () => {
  let grant = FULL_GRANT;
  for (let i = 0; i < LIMITS.creditBatches; i++) grant = spent(grant)!;
  assert.deepEqual([grant.outstanding, spent(grant), spent(undefined)], [0, null, null]);
});

test('credit goes back in portions of half a grant', () => {
  const half = LIMITS.creditBatches / 2;
  const empty = { outstanding: 0, owed: 0 };
  assert.deepEqual([isDue(owing(empty, half - 1)), isDue(owing(empty, half))], [false, true]);
  assert.deepEqual(givenBack(owing(empty, half)), { outstanding: half, owed: 0 });
});

test('giving back never makes more of a grant than it was', () => {
  assert.deepEqual(givenBack(owing(FULL_GRANT, 3)), FULL_GRANT);
});
