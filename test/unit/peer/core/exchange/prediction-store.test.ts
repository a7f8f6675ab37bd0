import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PredictionStore, planRefresh } from '../../../../../peer/core/exchange/prediction-store.js';

const values = (...all: number[]): Float32Array => Float32Array.from(all);

test('a prediction is found again by its sample, with the step it was made at', () => {
  const store = new PredictionStore({ valuesPerSample: 2, entriesMax: 10 });
  assert.equal(store.get(7), undefined);
  assert.ok(store.put(7, 3, values(1, 2)));
  assert.ok(store.put(900_000, 4, values(3, 4)));
  assert.deepEqual([...store.get(7)!], [1, 2]);
  assert.deepEqual([...store.get(900_000)!], [3, 4]);
  assert.deepEqual([store.madeAtStep(7), store.madeAtStep(8)], [3, undefined]);
});

test('a newer prediction replaces an older one, never the other way round', () => {
  const store = new PredictionStore({ valuesPerSample: 1, entriesMax: 10 });
  store.put(1, 5, values(5));
  assert.equal(store.put(1, 4, values(4)), false);
  assert.deepEqual([...store.get(1)!], [5]);
  assert.ok(store.put(1, 5, values(6)), 'of the same step: the later one');
  assert.ok(store.put(1, 9, values(9)));
  assert.deepEqual([store.size, ...store.get(1)!], [1, 9]);
});

test('a full store keeps what it has: replaces, but takes in nothing new', () => {
  const store = new PredictionStore({ valuesPerSample: 1, entriesMax: 2 });
  assert.deepEqual(
    [1, 2, 3].map((id) => store.put(id, id, values(id))),
    [true, true, false],
  );
  assert.deepEqual([store.size, store.has(3)], [2, false]);
  assert.ok(store.put(1, 8, values(8)));
  store.delete(2);
  assert.ok(store.put(3, 9, values(9)));
  assert.deepEqual([...store.get(1)!, ...store.get(3)!], [8, 9]);
});

test('what was made before a step goes, and its place is used again', () => {
  const store = new PredictionStore({ valuesPerSample: 1, entriesMax: Number.POSITIVE_INFINITY });
  for (let id = 0; id < 100; id++) store.put(id, id, values(id));
  store.deleteBefore(90);
  assert.deepEqual([store.size, store.has(89), store.has(90)], [10, false, true]);
  for (let id = 200; id < 290; id++) store.put(id, id, values(id));
  for (const id of [90, 99, 200, 289]) assert.deepEqual([...store.get(id)!], [id]);
});

test('the oldest come first by step, and in the order of arrival within a step', () => {
  const store = new PredictionStore({ valuesPerSample: 1, entriesMax: 10 });
  for (const [id, step] of [
    [5, 2],
    [6, 1],
    [7, 2],
    [8, 0],
  ] as const)
    store.put(id, step, values(id));
  assert.deepEqual(store.oldest(3), [8, 6, 5]);
  assert.deepEqual(
    [...store.entries()].map(({ id, madeAtStep }) => [id, madeAtStep]),
    [
      [8, 0],
      [6, 1],
      [5, 2],
      [7, 2],
    ],
  );
  store.deleteBefore(3);
  assert.deepEqual([store.size, store.oldest(5)], [0, []]);
});

test('exactly the oldest fraction is due, rounded down', () => {
  const store = new PredictionStore({ valuesPerSample: 1, entriesMax: 100 });
  for (let id = 0; id < 11; id++) store.put(id, 100 - id, new Float32Array(1));
  assert.deepEqual([...planRefresh(store, 3, 0.25).due].sort(), [10, 9]);
  assert.equal(planRefresh(store, 3, 0).due.size, 0);
  assert.equal(planRefresh(store, 3, 1).due.size, 11);
  assert.equal(planRefresh(store, 3, 1).epoch, 3);
});
