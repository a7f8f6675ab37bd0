import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PredictionStore } from '../../../../../peer/core/exchange/prediction-store.js';
import { planRefresh } from '../../../../../peer/core/exchange/refresh-plan.js';

test('exactly the oldest fraction is due, rounded down', () => {
  const store = new PredictionStore({ valuesPerSample: 1, entriesMax: 100 });
  for (let id = 0; id < 11; id++) store.put(id, 100 - id, new Float32Array(1));
  assert.deepEqual([...planRefresh(store, 3, 0.25).due].sort(), [10, 9]);
  assert.equal(planRefresh(store, 3, 0).due.size, 0);
  assert.equal(planRefresh(store, 3, 1).due.size, 11);
  assert.equal(planRefresh(store, 3, 1).epoch, 3);
});
