import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createWatch,
  isStalled,
  observe,
  stallLimitMs,
  type Watch,
} from '../../../../../peer/core/membership/watchdog.js';
import { LIMITS } from '../../../../../proto/limits.js';

const SIGN = { state: 2, step: 5, messages: 9 };
const LOOK_MS = 100;

/** Looks every 100 ms at a trainer that shows no sign. */
function stand(watch: Watch, forMs: number): Watch {
  let last = watch;
  for (let passedMs = 0; passedMs < forMs; passedMs += LOOK_MS) {
    last = observe(last, last.sign, false, last.observedAtMs + LOOK_MS);
  }
  return last;
}

function steps(watch: Watch, count: number, stepMs: number): Watch {
  let last = watch;
  for (let i = 1; i <= count; i++) {
    last = stand(last, stepMs - LOOK_MS);
    const sign = { ...last.sign, step: last.sign.step + 1 };
    last = observe(last, sign, false, last.observedAtMs + LOOK_MS);
  }
  return last;
}

test('a trainer that stands still for the bound is stalled, not before', () => {
  const watch = stand(createWatch(SIGN, 1_000), LIMITS.stallMsMin);
  assert.equal(isStalled(watch), false);
  assert.equal(isStalled(stand(watch, LOOK_MS)), true);
});

test('a pause of the whole process is no stall of its trainer', () => {
  const watch = stand(createWatch(SIGN, 0), 10_000);
  const woken = observe(watch, SIGN, false, 3_600_000);
  assert.equal(isStalled(woken), false);
  assert.equal(isStalled(stand(woken, LIMITS.stallMsMin)), true, 'the time before it counts');
});

test('waiting for teachers is no stall', () => {
  const watch = observe(stand(createWatch(SIGN, 0), 50_000), SIGN, true, 500_000);
  assert.equal(isStalled(stand(watch, 50_000)), false);
});

test('a trainer of long steps is given many times its longest one', () => {
  assert.equal(stallLimitMs(steps(createWatch(SIGN, 0), 5, 10_000)), 200_000);
});

test('an announced pause makes the bound longer while it lasts', () => {
  const watch: Watch = { ...createWatch(SIGN, 0), pauseMs: 30_000 };
  assert.equal(stallLimitMs(watch), 300_000);
  assert.equal(stallLimitMs(steps(watch, 1, 30_000)), LIMITS.stallMsMin, 'and says nothing about its steps');
});
