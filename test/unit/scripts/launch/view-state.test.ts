import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRAINER_STATE } from '../../../../proto/codec.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import {
  furthest,
  hasTrained,
  initialView,
  overallProgress,
  updateView,
  type ViewEvent,
  type ViewState,
} from '../../../../scripts/launch/view-state.js';
import { announcementEvent, heartbeatEvent, joinEvent } from '../../../support/watch-events.js';

const START = initialView(parseRunSpec({}));
const after = (...events: ViewEvent[]): ViewState => events.reduce(updateView, START);
const started = (start: number): ViewEvent => ({ kind: 'started', name: 'peer-0', pid: 10 + start, start });

test('a peer goes from starting over training to finished', () => {
  const statuses = [
    [started(1)],
    [started(1), heartbeatEvent('peer-0', { state: TRAINER_STATE.ready })],
    [started(1), heartbeatEvent('peer-0', { state: TRAINER_STATE.training })],
    [started(1), heartbeatEvent('peer-0', { state: TRAINER_STATE.evaluating })],
    [started(1), { kind: 'ended', name: 'peer-0', reason: 'finished' }],
  ].map((events) => after(...(events as ViewEvent[])).peers[0]!.status);
  assert.deepEqual(statuses, ['starting', 'ready', 'training', 'evaluating', 'finished']);
});

test('a heartbeat that was under way when its peer died does not revive it', () => {
  const state = after(
    started(1),
    { kind: 'died', name: 'peer-0', reason: 'x' },
    heartbeatEvent('peer-0', { step: 9 }),
  );
  assert.deepEqual([state.peers[0]!.status, state.peers[0]!.pid], ['dead', null]);
});

test('a restart counts and is training again with the next heartbeat', () => {
  const state = after(
    started(1),
    { kind: 'died', name: 'peer-0', reason: 'x' },
    started(2),
    heartbeatEvent('peer-0'),
  );
  assert.deepEqual(
    [state.peers[0]!.status, state.peers[0]!.restarts, state.peers[0]!.pid],
    ['training', 1, 12],
  );
});

test('a join tells device and address', () => {
  const row = after(joinEvent('peer-1', { device: 'gpu:0 (x)', dataAddress: 'tcp://127.0.0.1:7' })).peers[1]!;
  assert.deepEqual([row.device, row.address], ['gpu:0 (x)', 'tcp://127.0.0.1:7']);
});

test('the announcement brings edges, round, view, decision and stop, and an empty one takes nothing away', () => {
  const edges = [{ teacher: 'peer-0', student: 'peer-1', weight: 1 }];
  const first = announcementEvent({ edges, round: 3, viewVersion: 2, decision: 'round 3 opened' });
  const stop = { step: 60, code: 'steps', reason: 'budget' };
  const state = after(first, announcementEvent({ stop }));
  assert.deepEqual(state.edges, edges);
  assert.deepEqual([state.round, state.decision, state.stop], [3, 'round 3 opened', stop]);
});

test('peers that nobody asked for are not shown', () => {
  assert.equal(after(heartbeatEvent('stranger')), START);
});

test('progress is the sum over the peers, up to the agreed stop, without those given up', () => {
  assert.deepEqual(overallProgress(START), { done: 0, total: 0 });
  const both = [
    heartbeatEvent('peer-0', { step: 30, stepsTotal: 100 }),
    heartbeatEvent('peer-1', { step: 50, stepsTotal: 100 }),
  ];
  assert.deepEqual(overallProgress(after(...both)), { done: 80, total: 200 });
  const stop = announcementEvent({ stop: { step: 40, code: 'target', reason: 'reached' } });
  assert.deepEqual(overallProgress(after(...both, stop)), { done: 70, total: 80 });
  const lost: ViewEvent = { kind: 'given-up', name: 'peer-0', reason: 'x' };
  assert.deepEqual(overallProgress(after(...both, lost)), { done: 50, total: 100 });
});

test('an interrupted run is not done: its bar stands where it stopped', () => {
  const beats = [
    heartbeatEvent('peer-0', { step: 1_270, stepsTotal: 3_000 }),
    heartbeatEvent('peer-1', { step: 1_277, stepsTotal: 3_000 }),
  ];
  const stop = announcementEvent({ stop: { step: 1_277, code: 'interrupted', reason: 'Ctrl-C' } });
  const ended: ViewEvent = { kind: 'ended', name: 'peer-0', reason: 'finished' };
  const state = after(...beats, stop, ended);
  assert.deepEqual(overallProgress(state), { done: 2_554, total: 6_000 });
  assert.deepEqual(furthest(state), { step: 1_277, stepsTotal: 3_000 });
});

test('the furthest peer tells how far a run came', () => {
  assert.deepEqual(furthest(START), { step: 0, stepsTotal: 0 });
  const beats = [heartbeatEvent('peer-0', { step: 7, stepsTotal: 9 }), heartbeatEvent('peer-1', { step: 3 })];
  assert.equal(furthest(after(...beats)).step, 7);
});

test('a peer that has ended has done all its steps, whatever its last heartbeat said', () => {
  const beats = [heartbeatEvent('peer-0', { step: 97 }), heartbeatEvent('peer-1', { step: 50 })];
  const state = after(...beats, { kind: 'ended', name: 'peer-0', reason: 'finished' });
  assert.deepEqual(overallProgress(state), { done: 150, total: 200 });
});

test('a cohort has trained once a round has begun and any peer has made a step; of a resumed run none has before', () => {
  assert.equal(hasTrained(after(heartbeatEvent('peer-0', { step: 500 }))), false);
  const round = announcementEvent({ round: 1, viewVersion: 1 });
  assert.equal(hasTrained(after(round, heartbeatEvent('peer-0', { step: 0 }))), false);
  assert.equal(hasTrained(after(round, heartbeatEvent('peer-0', { step: 1 }))), true);
});

test('an interrupted run came as far as it was stopped, however old the last heartbeat is', () => {
  const beat = heartbeatEvent('peer-0', { step: 40, stepsTotal: 100 });
  const stopped = (step: number, code: string): ViewEvent =>
    announcementEvent({ stop: { step, code, reason: '' } });
  assert.deepEqual(furthest(after(beat, stopped(47, 'interrupted'))), { step: 47, stepsTotal: 100 });
  assert.deepEqual(furthest(after(beat, stopped(100, 'steps'))), { step: 40, stepsTotal: 100 });
});
