import assert from 'node:assert/strict';
import { test } from 'node:test';
import { budgetMsOf } from '../../../../scripts/commands/reproduce.js';

test('a budget is a number and a unit', () => {
  assert.deepEqual(['90s', '90m', '1.5h', '2d'].map(budgetMsOf), [90_000, 5_400_000, 5_400_000, 172_800_000]);
  assert.equal(budgetMsOf(undefined), undefined);
  for (const text of ['3', 'h', '0h', '-1h', '1w', '1h30m'])
    assert.throws(() => budgetMsOf(text), { code: 'ERR_USAGE' });
});
