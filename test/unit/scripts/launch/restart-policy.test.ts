import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream } from '../../../../proto/random.js';
import {
  decideRestart,
  RESTART_POLICY,
  type RestartHistory,
  type RestartPolicy,
} from '../../../../scripts/launch/restart-policy.js';

const POLICY: RestartPolicy = {
  backoffMsMin: 100,
  backoffMsMax: 1_000,
  jitterFraction: 0,
  restartsMax: 6,
  windowMs: 60_000,
};
const MIDDLE = { uniform: () => 0.5 };

/** Deaths at given times under a virtual clock: the delay after each, or `give-up`. */
function play(deathsMs: readonly number[], policy: RestartPolicy, random = MIDDLE): (number | 'give-up')[] {
  let history: RestartHistory = [];
  return deathsMs.map((nowMs) => {
    const decision = decideRestart(history, policy, nowMs, random);
    history = decision.history;
    return decision.kind === 'restart' ? decision.delayMs : 'give-up';
  });
}

test('the delay doubles with each death up to the longest, then the circuit opens', () => {
  assert.deepEqual(play([0, 1, 2, 3, 4, 5, 6, 7], POLICY), [
    100,
    200,
    400,
    800,
    1_000,
    1_000,
    'give-up',
    'give-up',
  ]);
});

test('deaths that are far apart are each the first', () => {
  assert.deepEqual(play([0, 60_000, 120_000, 180_000], POLICY), [100, 100, 100, 100]);
});

test('a death leaves the window exactly when the window is over', () => {
  assert.deepEqual(play([0, 59_999], POLICY), [100, 200]);
  assert.deepEqual(play([0, 60_000], POLICY), [100, 100]);
});

test('a death that is the same as the one before is the last', () => {
  const decision = decideRestart([0], POLICY, 90_000, MIDDLE, true);
  assert.equal(decision.kind, 'give-up');
  assert.match(decision.reason, /a restart does not mend what ends it/);
});

test('chance moves the delay by the jitter and no more', () => {
  const policy = { ...POLICY, jitterFraction: 0.2 };
  assert.deepEqual(play([0], policy, { uniform: () => 0 }), [80]);
  assert.deepEqual(play([0], policy, { uniform: () => 1 }), [120]);
  const random = randomStream(1, 'jitter');
  const delays = Array.from({ length: 50 }, () => play([0], policy, random)[0] as number);
  assert(delays.every((delay) => delay >= 80 && delay <= 120));
  assert(new Set(delays).size > 10, 'processes killed together do not return together');
});

test('the same seed gives the same delays', () => {
  const delays = (): unknown => play([0, 1, 2, 3], RESTART_POLICY, randomStream(3, 'jitter', 2));
  assert.deepEqual(delays(), delays());
});

test('every decision says why', () => {
  const restart = decideRestart([], POLICY, 0, MIDDLE);
  assert.equal(restart.reason, 'restart 1 of at most 6 in 100 ms');
  const end = decideRestart([1, 2, 3, 4, 5, 6], POLICY, 7, MIDDLE);
  assert.equal(end.reason, 'given up: restarted 6 times within 60 s');
});
