import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedRule } from '../../../../../peer/model/regularization/refused-rule.js';

test('the error has code, layer, problem, cause and a way out', () => {
  const cause = new Error('no idea');
  const error = refusedRule('dense_1', 'its constraint fails', cause);
  assert.deepEqual(
    [error.code, error.message],
    ['ERR_NETWORK_MODULE', 'layer "dense_1": its constraint fails'],
  );
  assert.deepEqual([error.facts, error.cause], [{ layer: 'dense_1' }, cause]);
  assert.match(error.fix, /take it out/);
});
