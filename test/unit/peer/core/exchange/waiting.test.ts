import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absentTeachers, nextWakeMs } from '../../../../../peer/core/exchange/exchange.js';
import { bytesOf } from '../../../../../proto/float-bytes.js';
import { LIMITS } from '../../../../../proto/limits.js';
import {
  busyParts,
  ExchangeKit,
  payloadOf,
  predictionParts,
  roundOf,
  warmUp,
} from '../../../../support/exchange-kit.js';

test('an exchange closes as soon as every teacher of the round is there, sorted by id', () => {
  const kit = ExchangeKit.among(['b', 'c']);
  kit.offer(0);
  assert.deepEqual(
    kit.sentTo('b').map((header) => header.body),
    ['prediction'],
  );
  kit.receive('c', predictionParts('c', 0, 3));
  assert.equal(kit.taughtBy, null);
  kit.receive('b', predictionParts('b', 0, 2));
  assert.deepEqual(kit.taughtBy, ['b', 'c']);
  assert.deepEqual(
    kit.answers[0]!.teachers.map(({ logits }) => [...bytesOf(logits)]),
    [[...payloadOf(2)], [...payloadOf(3)]],
  );
  assert.equal(kit.state.statistics.fullSteps, 1);
});

test('the first contact is waited for ten seconds, and once only', () => {
  const kit = ExchangeKit.among(['b']);
  kit.offer(0);
  assert.equal(nextWakeMs(kit.state, kit.nowMs), kit.nowMs + 10_000);
  kit.pass(9_999);
  assert.equal(kit.taughtBy, null);
  kit.pass(1);
  assert.deepEqual(kit.taughtBy, []);
  assert.deepEqual(kit.answers[0]!.missing, [{ peerId: 'b', reason: 'late' }]);
  kit.offer(1);
  assert.equal(kit.answers.length, 2, 'a teacher that was never heard is not waited for again');
});

test('a known teacher is waited for as long as its lags say, and dropped once it has been silent for two seconds', () => {
  const kit = ExchangeKit.among(['b']);
  warmUp(kit, 10);
  const stepsUntilGone = LIMITS.silenceMsMin / LIMITS.deadlineMsMin;
  for (let step = 10; step < 10 + stepsUntilGone; step++) {
    assert.deepEqual(absentTeachers(kit.state), []);
    kit.offer(step);
    if (step === 10) assert.equal(nextWakeMs(kit.state, kit.nowMs), kit.nowMs + LIMITS.deadlineMsMin);
    kit.pass(LIMITS.deadlineMsMin);
  }
  assert.deepEqual(absentTeachers(kit.state), ['b']);
  assert.equal(kit.state.statistics.missed.b, stepsUntilGone);
  kit.offer(10 + stepsUntilGone);
  assert.deepEqual(kit.answers.at(-1)!.missing, [{ peerId: 'b', reason: 'suspended' }]);
  assert.equal(kit.state.statistics.missed.b, stepsUntilGone, 'who is not waited for is not missed');
});

test('a teacher whose link is down is dropped after three misses in a row', () => {
  const kit = ExchangeKit.among(['b']);
  warmUp(kit, 10);
  kit.do({ kind: 'linkDown', student: 'b' });
  for (let step = 10; step < 13; step++) {
    assert.deepEqual(absentTeachers(kit.state), []);
    kit.offer(step);
    kit.pass(LIMITS.deadlineMsMin);
  }
  assert.deepEqual(absentTeachers(kit.state), ['b']);
});

test('a teacher that is slower than its deadline, but is heard, is never run away from', () => {
  const kit = ExchangeKit.among(['b']);
  // A step of b takes a second, after which it is in time for one that waits longer.
  for (let step = 0; step < 6; step++) {
    kit.offer(step);
    kit.pass(1_000 - step);
    kit.receive('b', predictionParts('b', step));
    kit.grant('b', 1);
  }
  // Then one takes eight: this peer goes on, but no faster than b usually does.
  const fromMs = kit.nowMs;
  let step = 6;
  while (kit.nowMs - fromMs < 8_000) {
    kit.offer(step++);
    while (kit.answers.length < step) kit.pass(100);
  }
  assert.deepEqual(absentTeachers(kit.state), []);
  assert.ok(step - 6 >= 4 && step - 6 <= 6, `${step - 6} steps in the time of eight`);
});

test('a suspended teacher is waited for again once it predicts for the current step or a later one', () => {
  const kit = ExchangeKit.among(['b']);
  warmUp(kit, 4);
  for (let step = 4; step < 8; step++) {
    kit.offer(step);
    kit.pass(2_000);
  }
  assert.deepEqual(absentTeachers(kit.state), ['b']);
  kit.receive('b', predictionParts('b', 6));
  assert.deepEqual(absentTeachers(kit.state), ['b'], 'a prediction for a past step changes nothing');
  kit.receive('b', predictionParts('b', 7));
  assert.deepEqual(absentTeachers(kit.state), []);
  assert.equal(kit.state.statistics.rejected.STALE, 2, 'both came too late to be used');
});

test('late arrivals make the deadline longer', () => {
  const kit = ExchangeKit.among(['b']);
  for (let step = 0; step < 8; step++) {
    kit.offer(step);
    kit.pass(400);
    kit.receive('b', predictionParts('b', step));
    kit.grant('b', 1);
  }
  kit.offer(8);
  // Its pace is a step every 400 ms, and it is given half as long again.
  assert.equal(nextWakeMs(kit.state, kit.nowMs), kit.nowMs + 600);
});

test('a teacher that says it is busy is waited for, is not missed, and holds nobody longer than the bound', () => {
  const kit = ExchangeKit.among(['b'], { waitMsMax: 5_000 });
  warmUp(kit, 5);
  kit.offer(5);
  for (let i = 0; i < 9; i++) {
    kit.receive('b', busyParts('b', 5, 1_500));
    kit.pass(500);
  }
  assert.equal(kit.taughtBy, null);
  kit.receive('b', busyParts('b', 5, 1_500));
  kit.pass(500);
  assert.deepEqual(kit.answers[0]!.missing, [{ peerId: 'b', reason: 'busy' }]);
  assert.deepEqual(kit.state.statistics.missed, {});
});

test('when a busy notice runs out the normal rules hold', () => {
  const kit = ExchangeKit.among(['b']);
  warmUp(kit, 5);
  kit.offer(5);
  kit.receive('b', busyParts('b', 5, 1_500));
  kit.pass(1_500 + LIMITS.deadlineMsMin);
  assert.deepEqual(kit.answers[0]!.missing, [{ peerId: 'b', reason: 'late' }]);
});

test('a strict run waits for everybody up to the bound and then names who is missing', () => {
  const kit = ExchangeKit.among(['b', 'c'], { strict: true, waitMsMax: 7_000 });
  kit.offer(0);
  kit.receive('b', predictionParts('b', 0));
  kit.pass(6_999);
  assert.equal(kit.taughtBy, null);
  kit.pass(1);
  assert.equal(kit.answers[0]!.outcome, 'strictTimeout');
  assert.deepEqual(kit.answers[0]!.missing, [{ peerId: 'c', reason: 'late' }]);
});

test('a peer that entered ahead of its cohort waits for it', () => {
  const kit = ExchangeKit.among(['b']);
  kit.cohort(['b'], [roundOf(3, 60, 80, ['b']), roundOf(4, 80, 100, ['a', 'b'])]);
  kit.do({ kind: 'start', step: 80, fromStep: 80 });
  kit.offer(80);
  kit.pass(20_000);
  assert.equal(kit.taughtBy, null);
  kit.receive('b', predictionParts('b', 80));
  assert.deepEqual(kit.taughtBy, ['b']);
});

test('an aborted exchange is answered without teachers', () => {
  const kit = ExchangeKit.among(['b']);
  kit.offer(0);
  kit.do({ kind: 'abort' });
  assert.deepEqual(
    kit.answers.map((answer) => answer.outcome),
    ['aborted'],
  );
  kit.do({ kind: 'abort' });
  assert.equal(kit.answers.length, 1);
});

/** b learns from a, and teaches it nothing. */
function oneWay(): ExchangeKit {
  const kit = ExchangeKit.among(['b']);
  const round = { ...roundOf(1, 0, 1_000, ['a', 'b']), edges: [{ teacher: 'a', student: 'b', weight: 1 }] };
  kit.cohort(['b'], [round]);
  return kit;
}

test('a teacher that learns nothing from its student waits for it all the same, once its credit is spent', () => {
  const kit = oneWay();
  for (let step = 0; step < LIMITS.creditBatches; step++) kit.offer(step);
  assert.equal(kit.answers.length, LIMITS.creditBatches, 'on credit it runs ahead');
  kit.offer(LIMITS.creditBatches);
  assert.equal(kit.answers.length, LIMITS.creditBatches);
  kit.pass(5_000);
  assert.equal(kit.answers.length, LIMITS.creditBatches);
  kit.grant('b', 4);
  assert.equal(kit.answers.length, LIMITS.creditBatches + 1);
});

test('a student that never comes is waited for once, to the bound, and a lost one not at all', () => {
  const kit = oneWay();
  for (let step = 0; step <= LIMITS.creditBatches; step++) kit.offer(step);
  kit.pass(30_000);
  kit.offer(LIMITS.creditBatches + 1);
  assert.equal(kit.answers.length, LIMITS.creditBatches + 2, 'not again');
  const lost = oneWay();
  for (let step = 0; step <= LIMITS.creditBatches; step++) lost.offer(step);
  lost.do({ kind: 'linkDown', student: 'b' });
  assert.equal(lost.answers.length, LIMITS.creditBatches + 1);
});

test('a strict teacher waits for a student whose link is not up yet', () => {
  const kit = new ExchangeKit({ strict: true });
  const round = { ...roundOf(1, 0, 100, ['a', 'b']), edges: [{ teacher: 'a', student: 'b', weight: 1 }] };
  kit.cohort(['b'], [round]);
  kit.do({ kind: 'start', step: 0, fromStep: 0 });
  kit.offer(0);
  assert.equal(kit.answers.length, 0);
  kit.do({ kind: 'linkUp', student: 'b' });
  kit.grant('b', 4);
  assert.equal(kit.answers.length, 1);
  assert.equal(
    kit.sentTo('b').filter(({ body }) => body === 'prediction').length,
    1,
    'and step 0 is not lost',
  );
});

test('a peer that goes on at a later step waits no longer for the one it is in', () => {
  const kit = ExchangeKit.among(['b', 'c']);
  kit.offer(0);
  kit.receive('b', predictionParts('b', 0));
  assert.deepEqual(kit.answers, []);
  kit.do({ kind: 'start', step: 50, fromStep: 0 });
  assert.deepEqual(kit.taughtBy, ['b'], 'what has arrived is used');
});
