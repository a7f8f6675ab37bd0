import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phaseOwed } from '../../../../../peer/core/exchange/update-order.js';
import { PHASE } from '../../../../../proto/codec.js';

test('updated predictions are owed only by earlier peers of a sequential run', () => {
  assert.equal(phaseOwed('a', 'b', true), PHASE.afterUpdate);
  assert.equal(phaseOwed('b', 'a', true), PHASE.beforeUpdate);
  assert.equal(phaseOwed('a', 'b', false), PHASE.beforeUpdate);
});
