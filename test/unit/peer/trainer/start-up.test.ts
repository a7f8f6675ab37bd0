import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StartUpClock } from '../../../../peer/trainer/start-up.js';
import { trainUntilStopped } from '../../../../peer/trainer/training-loop.js';
import { fakeSession } from '../../../support/fake-session.js';

test('each part gets the time since the one before, in order, and one that comes twice the sum', () => {
  let nowMs = 100;
  const clock = new StartUpClock(() => nowMs, 30);
  clock.end('process', 90);
  clock.end('library');
  nowMs = 150;
  clock.end('data');
  nowMs = 151;
  clock.end('library');
  assert.deepEqual(Object.entries(clock.partsMs), [
    ['process', 60],
    ['library', 11],
    ['data', 50],
  ]);
});

test('the first step is told once, when it is over, wherever training begins', () => {
  const { session, taken } = fakeSession();
  const told: number[][] = [];
  trainUntilStopped({ ...session, onFirstStep: () => told.push([...taken]) }, 3);
  assert.deepEqual(told, [[3]]);
});
