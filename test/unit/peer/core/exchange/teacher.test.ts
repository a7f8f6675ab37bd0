import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  aged,
  deadlineMs,
  forgetLags,
  hear,
  meetAgain,
  miss,
  newTeacher,
  noteBusy,
  noteLag,
  type Teacher,
} from '../../../../../peer/core/exchange/teacher.js';
import { LIMITS } from '../../../../../proto/limits.js';
import { memberOf } from '../../../../support/exchange-kit.js';

const NEW = newTeacher(memberOf('b'), false);

/** A prediction for a step, by a teacher that stands there, while this peer stands there too. */
const at = (step: number, nowMs: number, openedAtMs?: number) => ({
  step,
  reachedStep: step,
  ownStep: step,
  leadSteps: 2,
  openedAtMs,
  behindStepsMax: 0,
  nowMs,
});

/** A teacher heard every 100 ms, 10 ms after each offer, up to a step. */
function regular(step: number): Teacher {
  let teacher = NEW;
  for (let s = 0; s <= step; s++) teacher = hear(teacher, at(s, 100 * s + 10, 100 * s));
  return teacher;
}

test('a late prediction shows a lag, one that is there before the offer none yet', () => {
  assert.deepEqual(hear(NEW, at(0, 30, 10)).lagsMs, [20]);
  assert.deepEqual(hear(NEW, at(0, 30)).lagsMs, []);
  const heard = hear(NEW, at(5, 30));
  assert.deepEqual(hear(heard, at(4, 40, 10)).lagsMs, [], 'it has been heard for a later step');
});

test('no more than the newest lags are kept', () => {
  let teacher = NEW;
  for (let lag = 0; lag < LIMITS.lagSamplesMax + 3; lag++) teacher = noteLag(teacher, lag, 0);
  assert.deepEqual([teacher.lagsMs.length, teacher.lagsMs[0]], [LIMITS.lagSamplesMax, 3]);
});

test('a lag in which the teacher was busy does not count, and it is not busy once it is heard', () => {
  const busy = noteBusy(NEW, 500);
  const heard = hear(busy, at(0, 300, 100));
  assert.deepEqual([heard.lagsMs, heard.busyUntilMs], [[], 0]);
  assert.deepEqual(hear(busy, at(0, 700, 600)).lagsMs, [100], 'it was no longer busy then');
});

test('the interval is that between its own steps, smoothed, and not of a time in which it was busy', () => {
  assert.equal(hear(NEW, at(0, 50)).intervalMs, 0);
  const two = hear(hear(NEW, at(0, 0)), at(2, 200));
  assert.equal(two.intervalMs, 100);
  assert.equal(hear(two, at(3, 400)).intervalMs, 120);
  assert.equal(hear(two, at(1, 400)).intervalMs, 100, 'a step it had passed before');
  assert.equal(hear(noteBusy(two, 9_000), at(3, 5_000)).intervalMs, 100);
});

test('the newest step never falls, and is that of the teacher where it answers for a step of ours', () => {
  const asked = hear(NEW, { ...at(7, 0), reachedStep: 90 });
  assert.equal(asked.newestStep, 90);
  assert.equal(hear(asked, at(8, 1)).newestStep, 90);
});

test('only a prediction for the current step or a later one ends a suspension and its misses', () => {
  const suspended = { ...NEW, suspended: true, misses: 2 };
  const past = hear(suspended, { ...at(4, 0), ownStep: 5 });
  assert.deepEqual([past.suspended, past.misses], [true, 2]);
  const current = hear(suspended, at(5, 0));
  assert.deepEqual([current.suspended, current.misses], [false, 0]);
});

test('a teacher that was never heard is suspended by one miss, a known one once it is gone', () => {
  assert.equal(miss(NEW, 0, false).suspended, true);
  const once = miss(regular(3), 400, true);
  assert.deepEqual([once.misses, once.suspended], [1, false]);
  const thrice = miss(miss(once, 450, true), 500, false);
  assert.deepEqual([thrice.misses, thrice.suspended], [LIMITS.missesMax, false], 'slow, not gone');
  assert.equal(miss(thrice, 500, true).suspended, true, 'its link is down');
  assert.equal(miss(thrice, 310 + LIMITS.silenceMsMin, false).suspended, true, 'it is silent');
});

test('a slow teacher counts as silent only after several of its intervals', () => {
  const slow = { ...regular(1), misses: LIMITS.missesMax, intervalMs: LIMITS.silenceMsMin };
  const patienceMs = LIMITS.silenceIntervals * slow.intervalMs;
  assert.equal(miss(slow, slow.heardAtMs + patienceMs - 1, false).suspended, false);
  assert.equal(miss(slow, slow.heardAtMs + patienceMs, false).suspended, true);
});

test('a peer that begins elsewhere meets its teachers as if for the first time', () => {
  const known = { ...regular(2), suspended: true, misses: 3 };
  assert.deepEqual(meetAgain(known, true), { ...known, lagsMs: [], misses: 0, suspended: false });
  assert.equal(meetAgain(known, false).suspended, true);
  assert.deepEqual(forgetLags(known), { ...known, lagsMs: [] });
  assert.equal(forgetLags(NEW), NEW);
});

test('a first contact is waited for ten seconds from the latest of offer, round and busy notice', () => {
  const exchange = { step: 0, openedAtMs: 100, sinceMs: 0 };
  assert.equal(deadlineMs(NEW, exchange, 30_000), 10_100);
  assert.equal(deadlineMs(NEW, { ...exchange, sinceMs: 700 }, 30_000), 10_700);
  assert.equal(deadlineMs(noteBusy(NEW, 900), exchange, 30_000), 10_900);
});

test('a known teacher is due when its lags say, or at its own pace where it has steps to catch up', () => {
  const teacher = regular(9);
  const openedAtMs = 1_000;
  const due = (step: number): number => deadlineMs(teacher, { step, openedAtMs, sinceMs: 0 }, 30_000);
  assert.equal(due(9), openedAtMs + LIMITS.deadlineMsMin);
  assert.equal(due(12), teacher.heardAtMs + 1.5 * 3 * teacher.intervalMs);
  const busy = deadlineMs(noteBusy(teacher, 2_000), { step: 9, openedAtMs, sinceMs: 0 }, 30_000);
  assert.equal(busy, 2_000 + LIMITS.deadlineMsMin);
});

test('a teacher that stands far ahead waits there; one that is heard further and further on runs ahead', () => {
  const ahead = (teacher: Teacher, step: number): Teacher => hear(teacher, { ...at(step, 0), ownStep: 10 });
  const standing = ahead(ahead(ahead(NEW, 30), 30), 30);
  assert.equal(standing.runsAhead, 1);
  assert.equal(ahead(ahead(standing, 31), 32).runsAhead, 3);
  assert.equal(ahead(ahead(NEW, 10), 11).runsAhead, 0, 'a step ahead is no more than lockstep allows');
  assert.equal(hear(ahead(NEW, 30), { ...at(29, 0), ownStep: 29 }).runsAhead, 0, 'this peer has come there');
  assert.equal(meetAgain(standing, true).runsAhead, 0);
});

test('a suspended teacher that learns from others is waited for again when it comes on a few steps behind', () => {
  const suspended = { ...NEW, suspended: true, newestStep: 4 };
  const behind = (step: number, behindStepsMax: number): boolean =>
    hear(suspended, { ...at(step, 0), ownStep: 10, behindStepsMax }).suspended;
  assert.equal(behind(5, 5), false);
  assert.equal(behind(5, 0), true, 'it hears this peer, and jumps');
  assert.equal(behind(4, 8), true, 'it stands');
  assert.equal(behind(5, 4), true, 'it is far behind');
});

test('a pause of this process makes no teacher silent', () => {
  const known = noteBusy(regular(3), 400);
  assert.deepEqual(aged(known, 5_000), { ...known, heardAtMs: 5_310, busyUntilMs: 5_400 });
  assert.equal(aged(regular(3), 5_000).busyUntilMs, 0);
  assert.equal(aged(NEW, 5_000).heardAtMs, Number.NEGATIVE_INFINITY);
});
