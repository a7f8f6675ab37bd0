import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  arrivedIn,
  awaited,
  heardOf,
  INTERRUPTED_MS_MAX,
  isOver,
  looked,
  missingIn,
  NO_RESULTS,
  QUIET_MS_MAX,
  RESULT_MS_MAX,
  type ResultWait,
  waitText,
} from '../../../../scripts/results/wait-for-results.js';

/** Looks every 250 ms until then; `each` may say something at any of these times. */
function until(
  wait: ResultWait,
  endMs: number,
  each: (wait: ResultWait, nowMs: number) => ResultWait,
): ResultWait {
  let state = wait;
  for (let nowMs = wait.lookedAtMs + 250; nowMs <= endMs; nowMs += 250)
    state = looked(each(state, nowMs), nowMs);
  return state;
}
const quiet = (wait: ResultWait): ResultWait => wait;

test('a peer of which nothing is heard is given up after fifteen seconds, and not before', () => {
  const wait = awaited(NO_RESULTS, ['a'], 1_000);
  const nearly = until(wait, 1_000 + QUIET_MS_MAX - 250, quiet);
  assert.equal(isOver(nearly), false);
  const over = until(nearly, 1_000 + QUIET_MS_MAX, quiet);
  assert.equal(isOver(over), true);
  assert.deepEqual(missingIn(over), [['a', 'nothing was heard of it for 15 s']]);
  assert.deepEqual(arrivedIn(over), []);
});

test('as long as a peer gives signs of life it is waited for, from the last of them on as long as one that gave none', () => {
  const wait = awaited(NO_RESULTS, ['a', 'b'], 0);
  const sign = (state: ResultWait, nowMs: number): ResultWait =>
    nowMs <= 60_000 && nowMs % 2_000 === 0 ? heardOf(state, 'a', 'scoring') : state;
  const later = until(wait, 60_000 + QUIET_MS_MAX - 500, sign);
  assert.match(waitText(later), /a scores its checkpoints, b is given up/);
  assert.equal(isOver(later), false);
  assert.equal(isOver(until(later, 60_000 + QUIET_MS_MAX, sign)), true);
});

test('one that gives signs of life for ever is not waited for for ever', () => {
  const wait = awaited(NO_RESULTS, ['a'], 0);
  const sign = (state: ResultWait): ResultWait => heardOf(state, 'a', 'scoring');
  const nearly = until(wait, RESULT_MS_MAX - 250, sign);
  assert.equal(isOver(nearly), false);
  const over = until(nearly, RESULT_MS_MAX, sign);
  assert.deepEqual(missingIn(over), [['a', 'it was not through after 30 minutes']]);
});

test('time in which this machine stood still counts for nobody’s silence', () => {
  const wait = awaited(NO_RESULTS, ['a'], 0);
  const back = looked(wait, 3_600_000);
  assert.equal(isOver(back), false);
  assert.equal(isOver(until(back, 3_600_000 + QUIET_MS_MAX - 1_000, quiet)), true);
});

test('a result that came before anybody waited for it has arrived; silence before counts for nothing', () => {
  const early = heardOf(heardOf(NO_RESULTS, 'a', 'arrived'), 'b', 'sending');
  const wait = awaited(early, ['a', 'b', 'c'], 500_000);
  assert.equal(waitText(wait), 'results: a is here, b sends, c ends its training');
  assert.deepEqual(arrivedIn(wait), ['a']);
  assert.equal(isOver(wait), false);
});

test('what is over stays so: a later word does not take a result back, nor hide why one was refused', () => {
  let wait = awaited(NO_RESULTS, ['a', 'b'], 0);
  wait = heardOf(heardOf(wait, 'a', 'arrived'), 'a', 'failed');
  wait = heardOf(heardOf(wait, 'b', 'refused', 'its id is another'), 'b', 'failed', 'ERR_PEER_FAILED');
  assert.equal(isOver(wait), true);
  assert.deepEqual([arrivedIn(wait), missingIn(wait)], [['a'], [['b', 'its id is another']]]);
});

test('a peer that failed may be started again, and is waited for anew', () => {
  const failed = heardOf(awaited(NO_RESULTS, ['a'], 0), 'a', 'failed', 'its own machine could not score it');
  assert.equal(isOver(failed), true);
  assert.equal(isOver(heardOf(failed, 'a', 'scoring')), false);
});

test('a peer that still trains is waited for as long as it says so, and the line says for how long at most', () => {
  const sign = (state: ResultWait): ResultWait => heardOf(state, 'a', 'training');
  const wait = until(awaited(NO_RESULTS, ['a'], 0), 600_000, sign);
  assert.equal(isOver(wait), false);
  assert.equal(waitText(wait), 'results: a still trains; nobody is waited for longer than 30 minutes');
  assert.deepEqual(missingIn(until(wait, RESULT_MS_MAX, sign)), [
    ['a', 'it was not through after 30 minutes'],
  ]);
});

test('one that its user has interrupted is waited for a minute, and anew once it is back', () => {
  const wait = heardOf(awaited(NO_RESULTS, ['a'], 0), 'a', 'interrupted');
  const nearly = until(wait, INTERRUPTED_MS_MAX - 250, quiet);
  assert.equal(isOver(nearly), false);
  const back = heardOf(nearly, 'a', 'training');
  assert.equal(isOver(until(back, INTERRUPTED_MS_MAX + QUIET_MS_MAX - 500, quiet)), false);
  const over = until(nearly, INTERRUPTED_MS_MAX, quiet);
  assert.deepEqual(missingIn(over), [['a', 'nothing was heard of it for 60 s']]);
});
