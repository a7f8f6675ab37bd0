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

function steps(watch: Watch, count: number, stepMs: number): Watch {
  let last = watch;
  for (let i = 1; i <= count; i++) {
    const { sign, changedAtMs } = last;
    last = observe(last, { ...sign, step: sign.step + 1 }, false, changedAtMs + stepMs);
  }
  return last;
}

test('a trainer that stands still for the bound is stalled, not before', () => {
  const watch = createWatch(SIGN, 1_000);
  const same = observe(watch, SIGN, false, 30_000);
  assert.equal(same, watch);
  assert.equal(isStalled(watch, 1_000 + LIMITS.stallMsMin), false);
  assert.equal(isStalled(watch, 1_001 + LIMITS.stallMsMin), true);
});

test('waiting for teachers is no stall', () => {
  const watch = observe(createWatch(SIGN, 0), SIGN, true, 500_000);
  assert.equal(isStalled(watch, 510_000), false);
});

test('a trainer of long steps is given many times its longest one', () => {
  assert.equal(stallLimitMs(steps(createWatch(SIGN, 0), 5, 10_000)), 200_000);
});

test('an announced pause makes the bound longer while it lasts', () => {
  const watch: Watch = { ...createWatch(SIGN, 0), pauseMs: 30_000 };
  assert.equal(stallLimitMs(watch), 300_000);
  assert.equal(stallLimitMs(steps(watch, 1, 30_000)), LIMITS.stallMsMin, 'and says nothing about its steps');
});
