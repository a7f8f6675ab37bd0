import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideFormation } from '../../../../coordinator/core/formation.js';
import { TRAINER_STATE } from '../../../../proto/codec.js';
import { CoordinatorScript } from '../../../support/coordinator-script.js';

const READY = { state: TRAINER_STATE.ready } as const;

test('round 1 opens at step 0 once all peers are ready, and says so', () => {
  const script = new CoordinatorScript({ peers: 3 });
  for (const id of ['peer-0', 'peer-1', 'peer-2']) script.join(id);
  script.beat('peer-0', 0, READY);
  script.beat('peer-1', 0, READY);
  const waiting = decideFormation(script.state, script.nowMs, script.options);
  assert.deepEqual(waiting, { kind: 'wait', reason: 'waiting for peer-2 (2 of 3 ready)' });
  script.beat('peer-2', 0, READY);
  assert.match(script.state.decision, /^round 1, steps 0 to 20, with peer-0, peer-1, peer-2: 3 of 3 ready$/);
});

test('a cohort that resumes without a common checkpoint begins at the furthest step that one of them resumes from', () => {
  const script = new CoordinatorScript();
  script.join('peer-0', { step: 40 });
  script.join('peer-1', { step: 55 });
  script.beat('peer-0', 40, READY);
  script.beat('peer-1', 55, READY);
  assert.equal(script.state.rounds[0]?.round.startStep, 55);
});

test('after joinTimeoutMs the cohort begins without those that are missing, and they enter with the next round', () => {
  const script = new CoordinatorScript({ peers: 3, rounds: { joinTimeoutMs: 2_000, peersMin: 2 } });
  for (const id of ['peer-0', 'peer-1', 'peer-2']) script.join(id);
  for (let i = 0; i < 5; i++) {
    script.beat('peer-0', 0, READY);
    script.beat('peer-1', 0, READY);
    script.beat('peer-2', 0, { state: TRAINER_STATE.starting });
    script.pass(500);
  }
  assert.deepEqual(script.state.rounds[0]?.round.members, ['peer-0', 'peer-1']);
  assert.equal(script.state.leases[2]?.enterStep, script.state.rounds[0]?.round.endStep);
});

test('a strict cohort begins with all of its peers or not at all', () => {
  const script = new CoordinatorScript({
    peers: 2,
    rounds: { joinTimeoutMs: 1_000, peersMin: 1 },
    exchange: { quorum: 'all' },
  });
  script.join('peer-0');
  for (let i = 0; i < 10; i++) {
    script.beat('peer-0', 0, READY);
    script.pass(500);
  }
  assert.equal(script.state.rounds.length, 0);
  script.join('peer-1');
  script.beat('peer-1', 0, READY);
  assert.deepEqual(script.state.rounds[0]?.round.members, ['peer-0', 'peer-1']);
});

test('joinTimeoutMs counts for nothing while fewer than peersMin are ready', () => {
  const script = new CoordinatorScript({ peers: 3, rounds: { joinTimeoutMs: 1_000, peersMin: 2 } });
  script.join('peer-0');
  for (let i = 0; i < 10; i++) {
    script.beat('peer-0', 0, READY);
    script.pass(500);
  }
  assert.equal(script.state.rounds.length, 0);
});

test('when all members were lost and come back, they begin anew where the furthest of them stands', () => {
  const script = new CoordinatorScript().form();
  script.train(15, 6);
  const { roundMax } = script.state;
  for (const id of ['peer-0', 'peer-1']) script.leave(id, 90, 'ERR_INTERNAL');
  script.join('peer-0', { incarnation: 2, step: 60 });
  script.join('peer-1', { incarnation: 2, step: 40 });
  script.beat('peer-0', 60, READY);
  script.beat('peer-1', 40, READY);
  const { round } = script.state.rounds[0]!;
  assert.equal(round.startStep, 60);
  assert.ok(round.number > roundMax);
});

test('a cohort of which everybody who was on the way is lost forms anew, where somebody has been', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  assert.ok(script.join('peer-0', { incarnation: 2, step: 40 }).startStep > 60, 'peer-1 is on the way there');
  script.beat('peer-0', 40, READY);
  const reply = script.join('peer-1', { incarnation: 2, step: 20 });
  assert.equal(reply.startStep, 0, 'it is held to nothing');
  assert.match(script.state.decision, /forms anew/);
  script.beat('peer-1', 20, READY);
  const { startStep, members } = script.state.rounds.at(-1)!.round;
  assert.deepEqual([startStep, members], [40, ['peer-0', 'peer-1']]);
});

test('a cohort with somebody on the way does not form anew', () => {
  const script = new CoordinatorScript({ peers: 3 }).form();
  script.train(10, 6);
  script.join('peer-0', { incarnation: 2, step: 40 });
  script.join('peer-1', { incarnation: 2, step: 20 });
  assert.ok(script.state.leases.every((lease) => lease.enterStep !== null));
});

test('a cohort that forms again says nothing of earlier rounds: none of them leads up to where it begins', () => {
  const script = new CoordinatorScript().form();
  script.train(15, 6);
  for (const id of ['peer-0', 'peer-1']) script.leave(id, 90, 'ERR_INTERNAL');
  assert.notEqual(script.state.lastClosed, null);
  for (const id of ['peer-0', 'peer-1']) script.join(id, { incarnation: 2, step: 60 });
  for (const id of ['peer-0', 'peer-1']) script.beat(id, 60, READY);
  assert.equal(script.state.rounds.length, 1);
  assert.equal(script.state.lastClosed, null);
});

test('after a pause a cohort does not form before its members are heard: it may train already', () => {
  const script = new CoordinatorScript({ rounds: { joinTimeoutMs: 5_000 } });
  script.join('peer-0');
  script.beat('peer-0', 0, { state: TRAINER_STATE.ready });
  script.standStill(30_000);
  script.pass(400);
  assert.equal(script.state.rounds.length, 0);
  script.beat('peer-0', 0, { state: TRAINER_STATE.ready });
  assert.equal(script.state.rounds.length, 1);
});
