import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ServeRequest } from '../../../../peer/core/exchange/offer.js';
import { WaitingRequests } from '../../../../peer/trainer/waiting-requests.js';

const request = (student: string, step: number, rows: number): ServeRequest => ({
  student,
  step,
  digest: new Uint8Array(16),
  ids: new Uint32Array(rows),
  augmentationSeed: 0,
});

test('requests wait until they fill a forward pass, and go together', () => {
  const waiting = new WaitingRequests({ rowsMax: 8, stepsMax: 100 });
  const asked = [request('b', 5, 3), request('c', 5, 4), request('b', 6, 3)];
  for (const one of asked) {
    assert.deepEqual(waiting.take(0), []);
    waiting.add(one, 0);
  }
  assert.deepEqual(waiting.take(0), asked);
  assert.deepEqual(waiting.take(1000), []);
});

test('none waits longer than its steps, of this peer or of its own student', () => {
  const waiting = new WaitingRequests({ rowsMax: 8, stepsMax: 3 });
  const first = request('b', 15, 1);
  waiting.add(first, 10);
  assert.deepEqual(waiting.take(12), []);
  assert.deepEqual(waiting.take(13), [first]);

  const [second, other, newest] = [request('b', 20, 1), request('c', 99, 1), request('b', 23, 1)];
  for (const one of [second, other]) waiting.add(one, 20);
  assert.deepEqual(waiting.take(20), [], 'another student tells nothing of this one');
  waiting.add(newest, 20);
  assert.deepEqual(waiting.take(20), [second, other, newest]);
});

test('where nothing may wait, each goes at once', () => {
  const waiting = new WaitingRequests({ rowsMax: 8, stepsMax: 0 });
  const one = request('b', 1, 1);
  waiting.add(one, 0);
  assert.deepEqual(waiting.take(0), [one]);
});
