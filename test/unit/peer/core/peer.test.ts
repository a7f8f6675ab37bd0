import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepPeer, wakeAtMs } from '../../../../peer/core/peer.js';
import { TRAINER_STATE } from '../../../../proto/codec.js';
import { LIMITS } from '../../../../proto/limits.js';
import {
  announcementOf,
  headerOf,
  memberOf,
  offerOf,
  predictionParts,
  RUN,
  roundOf,
} from '../../../support/exchange-kit.js';
import { PeerKit } from '../../../support/peer-kit.js';

test('an accepted join gives the exchange its cohort before the trainer begins', () => {
  const kit = new PeerKit();
  kit.feed({ kind: 'ready', step: 0 });
  assert.deepEqual(kit.kinds(), ['join']);
  kit.accept(announcementOf(1));
  assert.deepEqual(kit.kinds(), ['log', 'links', 'log', 'start']);
  assert.deepEqual(kit.messages(), ['joined as incarnation 1', 'training starts']);
  assert.deepEqual([...kit.state.exchange.members.keys()], ['a', 'b']);
  assert.deepEqual(kit.state.exchange.firstMembers, ['a', 'b'], 'the exchange knows that training begins');
});

test('what was held before a pause, for steps to come, is kept', () => {
  const kit = PeerKit.training();
  kit.feed({ kind: 'frames', from: 'b#1', parts: predictionParts('b', 0) });
  kit.nowMs += LIMITS.leaseMs + 1;
  kit.feed({ kind: 'frames', from: 'b#1', parts: predictionParts('b', 1) });
  assert.deepEqual([...kit.state.exchange.held.keys()], ['0/b', '1/b']);
});

test('a pause is left out of every wait', () => {
  const kit = PeerKit.training();
  kit.feed({ kind: 'offer', offer: offerOf(0) });
  const { openedAtMs } = kit.state.exchange.open!;
  const stoodMs = 600_000;
  kit.nowMs += stoodMs;
  kit.feed({ kind: 'linkDown', student: 'b' });
  assert.equal(kit.state.exchange.open?.openedAtMs, openedAtMs + stoodMs, 'the step waits on');
  assert.deepEqual(kit.of('answer'), []);
  assert.match(kit.messages().at(-1) ?? '', /stood still for 600000 ms/);
});

test('a tick after a pause finds it as well, and a peer that was given up meanwhile joins again', () => {
  const kit = PeerKit.training();
  kit.nowMs += LIMITS.leaseMs;
  kit.tick();
  assert.match(kit.messages().at(-1) ?? '', /stood still/);
  assert.deepEqual(kit.of('persist'), []);
  const view = { version: 2, members: [memberOf('b')] };
  kit.feed({ kind: 'announcement', announcement: announcementOf(2, { view }) });
  const [persist, links] = [kit.kinds().indexOf('persist'), kit.kinds().lastIndexOf('links')];
  assert.ok(persist >= 0 && persist < links && links < kit.kinds().indexOf('join'), String(kit.kinds()));
  assert.equal(kit.of('links').at(-1)?.incarnation, 2);
  assert.equal(kit.state.exchange.incarnation, 2);
});

test('a trainer that the whole process stood still with has not stalled', () => {
  const kit = PeerKit.training();
  kit.nowMs += 100 * LIMITS.stallMsMin;
  kit.tick();
  assert.deepEqual(kit.of('fail'), []);
});

test('a peer that enters ahead and meets nobody there trains what would be left out', () => {
  const kit = new PeerKit();
  kit.feed({ kind: 'ready', step: 10 });
  kit.accept(announcementOf(1, { rounds: [roundOf(4, 60, 80, ['a', 'b'])] }));
  assert.deepEqual(kit.of('start'), [{ kind: 'start', step: 60 }]);
  kit.feed({ kind: 'offer', offer: offerOf(60) });
  kit.nowMs += 2_000;
  const without = { version: 2, members: [memberOf('a')] };
  kit.feed({ kind: 'announcement', announcement: announcementOf(2, { view: without }) });
  const order = kit.kinds().filter((kind) => kind === 'goBack' || kind === 'answer');
  assert.deepEqual(order, ['goBack', 'answer'], 'the order is there before the trainer wakes');
  assert.deepEqual(kit.of('goBack'), [{ kind: 'goBack', step: 10 }]);
});

test('heartbeats say that a peer waits where it landed, until it goes on', () => {
  const kit = new PeerKit();
  kit.feed({ kind: 'ready', step: 10 });
  kit.accept(announcementOf(1, { rounds: [roundOf(4, 60, 80, ['a', 'b'])] }));
  kit.feed({ kind: 'offer', offer: offerOf(60) });
  const landed = (step: number): boolean | undefined => {
    kit.nowMs += LIMITS.heartbeatMs;
    kit.tick({ step });
    return kit.of('heartbeat')[0]?.heartbeat.landed;
  };
  assert.equal(landed(60), true);
  assert.equal(landed(61), false);
  assert.equal(PeerKit.training().state.exchange.landing, null);
});

test('a peer that fell behind jumps within the run, and the exchange with it', () => {
  const kit = PeerKit.training();
  const told = (sequence: number, number: number, startStep: number, endStep: number): void => {
    const rounds = [roundOf(number, startStep, endStep, ['a', 'b'])];
    const announcement = announcementOf(sequence, { rounds, reachedStep: startStep });
    kit.feed({ kind: 'announcement', announcement });
  };
  told(2, 9, 80, 200);
  assert.deepEqual(kit.of('seek'), [], 'less than a round is no reason');
  told(3, 9, 80, 99);
  assert.deepEqual(kit.of('seek'), [{ kind: 'seek', step: 80 }]);
  assert.equal(kit.state.exchange.stepMin, 80);
  told(4, 10, 120, 125);
  assert.deepEqual(kit.of('seek'), [{ kind: 'seek', step: 99 }], 'never past the last step');
});

test('a peer that fell behind its teachers jumps no further than to the stop', () => {
  const kit = PeerKit.training();
  const stop = { step: 12, code: 'target', reason: '' };
  kit.feed({ kind: 'announcement', announcement: announcementOf(2, { stop }) });
  const jumps = [0, 1, 2].flatMap((step) => {
    kit.feed({ kind: 'frames', from: 'b#1', parts: predictionParts('b', step + 8) });
    kit.feed({ kind: 'offer', offer: offerOf(step) });
    return kit.of('seek');
  });
  assert.deepEqual(jumps, [{ kind: 'seek', step: 12 }], 'its teacher is at step 10, and comes on');
});

test('no jump goes to where the trainer already is', () => {
  const kit = PeerKit.training();
  kit.feed({ kind: 'offer', offer: { ...offerOf(80), madeAtStep: 80 } });
  kit.feed({
    kind: 'announcement',
    announcement: announcementOf(3, { rounds: [roundOf(9, 80, 99, ['a', 'b'])] }),
  });
  assert.deepEqual(kit.of('seek'), []);
});

test('an offer is answered when its teachers were heard, and wakes until then', () => {
  const kit = PeerKit.training();
  assert.equal(wakeAtMs(kit.state, 0), null);
  kit.feed({ kind: 'offer', offer: offerOf(0) });
  assert.deepEqual(kit.of('answer'), []);
  assert.ok(wakeAtMs(kit.state, 0)! > 0);
  kit.feed({ kind: 'frames', from: 'b#1', parts: predictionParts('b', 0) });
  assert.deepEqual(
    kit.of('answer')[0]?.answer.teachers.map(({ peerId }) => peerId),
    ['b'],
  );
  assert.equal(wakeAtMs(kit.state, 0), null);
});

test('at its wake time an exchange is closed without who was not heard', () => {
  const kit = PeerKit.training();
  kit.feed({ kind: 'offer', offer: offerOf(0) });
  kit.nowMs = LIMITS.leaseMs;
  kit.tick({ asleep: true });
  for (let dueMs = wakeAtMs(kit.state, kit.nowMs); dueMs !== null; dueMs = wakeAtMs(kit.state, kit.nowMs)) {
    while (kit.nowMs + 100 < dueMs) kit.tick({ asleep: true });
    kit.nowMs = Math.max(dueMs, kit.nowMs);
    kit.feed({ kind: 'wake' });
  }
  assert.equal(kit.of('answer')[0]?.answer.missing[0]?.reason, 'late');
  assert.deepEqual(kit.messages(), ['goes on without this teacher until it is heard']);
});

test('the stop of the run is an order to the trainer, unless the user was faster', () => {
  const stop = { step: 60, code: 'target', reason: 'good enough' };
  const kit = PeerKit.training();
  kit.feed({ kind: 'announcement', announcement: announcementOf(2, { stop }) });
  assert.deepEqual(kit.of('stop'), [{ kind: 'stop', step: 60 }]);
  assert.deepEqual(kit.of('log')[0]?.facts, { step: 60, code: 'target' });
  assert.deepEqual(kit.messages(), ['stops before step 60: good enough']);
  const interrupted = PeerKit.training();
  interrupted.feed({ kind: 'interrupt', step: 8 });
  assert.deepEqual(interrupted.kinds(), ['stop', 'release']);
  assert.deepEqual(interrupted.of('stop'), [{ kind: 'stop', step: 8 }]);
  interrupted.feed({ kind: 'announcement', announcement: announcementOf(2, { stop }) });
  assert.deepEqual(interrupted.of('stop'), []);
});

test('an interrupt ends the open exchange, and later ones at once', () => {
  const kit = PeerKit.training();
  kit.feed({ kind: 'offer', offer: offerOf(0) });
  kit.feed({ kind: 'interrupt', step: 1 });
  assert.deepEqual(kit.kinds(), ['stop', 'answer', 'release']);
  assert.equal(kit.of('answer')[0]?.answer.outcome, 'aborted');
  kit.feed({ kind: 'offer', offer: offerOf(1) });
  assert.deepEqual(kit.kinds(), ['release']);
});

test('a frozen teacher, which stands at no step, is interrupted with a stop before step 0', () => {
  const kit = PeerKit.training({ frozen: true });
  kit.feed({ kind: 'interrupt', step: 1 });
  assert.deepEqual(kit.of('stop'), [{ kind: 'stop', step: 0 }]);
});

test('a frozen teacher tells of a stop what it is to a teacher', () => {
  const kit = PeerKit.training({ frozen: true });
  const told = [60, 0].flatMap((step, i) => {
    const stop = { step, code: 'steps', reason: 'enough' };
    kit.feed({ kind: 'announcement', announcement: announcementOf(i + 2, { stop }) });
    return kit.messages();
  });
  assert.deepEqual(told, ['teaches whoever trains up to step 60: enough', 'is sent home: enough']);
});

test('students hear that the trainer is busy, again while it evaluates, until it offers', () => {
  const busy = (kit: PeerKit): number =>
    kit.of('send').filter(({ parts }) => headerOf(parts).body === 'busy').length;
  const kit = PeerKit.training();
  kit.feed({ kind: 'busy', step: 3, forMs: 900 });
  assert.equal(busy(kit), 1);
  let said = 0;
  for (let i = 0; i < 20; i++) {
    kit.tick({ state: TRAINER_STATE.evaluating });
    said += busy(kit);
  }
  assert.equal(said, 4, 'twice a second');
  kit.feed({ kind: 'offer', offer: offerOf(3) });
  for (let i = 0; i < 20; i++) {
    kit.tick({ state: TRAINER_STATE.evaluating });
    assert.equal(busy(kit), 0);
  }
});

test('a heartbeat says what the trainer and the exchange say', () => {
  const kit = PeerKit.training();
  kit.feed({ kind: 'frames', from: 'b#1', parts: [Uint8Array.of(1, 2, 3)] });
  kit.tick({ step: 7, supervisedLoss: 0.5, stalenessSteps: 3 });
  const { heartbeat } = kit.of('heartbeat')[0]!;
  assert.deepEqual(
    [heartbeat.step, heartbeat.supervisedLoss, heartbeat.stalenessSteps, heartbeat.rejected],
    [7, 0.5, 3, 1],
  );
  assert.ok(heartbeat.bytesReceived > 0);
  assert.deepEqual(heartbeat.teachersAbsent, []);
  assert.ok(!('asleep' in heartbeat));
});

test('a trainer that stands still awake ends the peer; one that sleeps in an exchange does not', () => {
  const kit = PeerKit.training();
  kit.tick({ messages: 1 });
  for (let passedMs = 0; passedMs < LIMITS.stallMsMin; passedMs += 100) {
    kit.tick({ messages: 1, asleep: true });
    assert.deepEqual(kit.of('fail'), []);
  }
  for (let passedMs = 0; passedMs <= LIMITS.stallMsMin; passedMs += 100) kit.tick({ messages: 1 });
  assert.deepEqual(kit.kinds(), ['fail']);
  assert.deepEqual(kit.of('fail')[0]?.code, 'ERR_TRAINER_STALLED');
  assert.match(kit.of('fail')[0]!.message, /has stood at step 0 for 60 s/);
});

test('a validation result is reported under the incarnation of the time', () => {
  const kit = PeerKit.training();
  const evaluation = { step: 5, epoch: 1, validationAccuracy: 0.5, validationLoss: Number.NaN };
  kit.feed({ kind: 'evaluation', evaluation });
  assert.deepEqual(kit.of('report'), [
    { kind: 'report', report: { runId: RUN, peerId: 'a', incarnation: 1, ...evaluation, nonFinite: true } },
  ]);
});

test('weights go to and come from those whom the round makes students and teachers', () => {
  const kit = PeerKit.training();
  const weights = { step: 4, checkpoint: new Uint8Array(2) };
  kit.feed({ kind: 'weights', weights });
  const circle = { teachers: [{ peerId: 'b', weight: 1 }], students: ['b'] };
  assert.deepEqual(kit.effects, [{ kind: 'weights', weights, circle }]);
  kit.feed({ kind: 'interrupt', step: 5 });
  kit.feed({ kind: 'weights', weights });
  assert.deepEqual(kit.kinds(), ['release', 'weights'], 'nobody sleeps until they are met any more');
});

test('who is missing in a strict run is logged as an error, of predictions and of weights alike', () => {
  const missing = [{ peerId: 'b', reason: 'late' as const }];
  const kit = PeerKit.training({ strict: true });
  kit.feed({
    kind: 'weightsMet',
    answer: { step: 4, outcome: 'strictTimeout', teachers: [], missing, waitedMs: 0 },
  });
  assert.deepEqual(kit.kinds(), ['log', 'answer']);
  const [log] = kit.of('log');
  assert.deepEqual([log?.level, log?.facts], ['error', { step: 4, missing }]);
});

test('leaving ends the open exchange before it says goodbye; later events change nothing of the membership', () => {
  const kit = PeerKit.training();
  kit.feed({ kind: 'offer', offer: offerOf(0) });
  kit.feed({ kind: 'leave', code: 'finished', step: 1 });
  assert.deepEqual(kit.kinds(), ['answer', 'leave']);
  assert.deepEqual(kit.of('leave')[0]?.leave, {
    runId: RUN,
    peerId: 'a',
    incarnation: 1,
    step: 1,
    code: 'finished',
    linkToken: '',
  });
  kit.tick();
  assert.deepEqual(kit.of('heartbeat'), []);
});

test('a step of a peer leaves the state before it as it was', () => {
  const kit = PeerKit.training();
  const { state } = kit;
  const offered = stepPeer(state, { kind: 'offer', offer: offerOf(0) }, 5);
  assert.deepEqual(stepPeer(state, { kind: 'offer', offer: offerOf(0) }, 5), offered);
  assert.equal(state.exchange.open, null);
});
