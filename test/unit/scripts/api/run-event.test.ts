import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRAINER_STATE } from '../../../../proto/codec.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { type RunEvent, runEvents, topicOf } from '../../../../scripts/api/run-event.js';
import { initialView, updateView, type ViewEvent } from '../../../../scripts/launch/view-state.js';
import { announcementEvent, heartbeatEvent, joinEvent } from '../../../support/watch-events.js';

/** What a program is told of these events. */
function told(...heard: readonly ViewEvent[]): readonly RunEvent[] {
  let state = initialView(parseRunSpec({}));
  return heard.flatMap((event) => {
    const before = state;
    state = updateView(before, event);
    return runEvents(before, state, event);
  });
}

test('a process that starts, dies, starts again and is given up is told of', () => {
  const events = told(
    { kind: 'started', name: 'peer-0', pid: 7, start: 1 },
    { kind: 'died', name: 'peer-0', reason: 'SIGKILL' },
    { kind: 'restarting', name: 'peer-0', reason: 'in 1 s' },
    { kind: 'started', name: 'peer-0', pid: 8, start: 2 },
    { kind: 'given-up', name: 'peer-0', reason: 'too often' },
    { kind: 'ended', name: 'peer-1', reason: 'exit code 0' },
  );
  assert.deepEqual(events, [
    { kind: 'process', name: 'peer-0', pid: 7, restarts: 0 },
    { kind: 'lost', name: 'peer-0', reason: 'SIGKILL', givenUp: false },
    { kind: 'process', name: 'peer-0', pid: 8, restarts: 1 },
    { kind: 'lost', name: 'peer-0', reason: 'too often', givenUp: true },
  ]);
});

test('a join that is repeated is told of once, that of a stranger never', () => {
  const events = told(joinEvent('peer-1'), joinEvent('peer-1'), joinEvent('stranger'));
  assert.deepEqual(events, [{ kind: 'joined', peerId: 'peer-1', device: 'cpu', step: 0 }]);
});

test('a heartbeat is progress, of which the newest of each peer counts; what is not known yet is null', () => {
  const unknown = { validationAccuracy: 0, taughtShare: Number.NaN, state: TRAINER_STATE.evaluating };
  const [first, second, ...more] = told(
    heartbeatEvent('peer-0', unknown),
    heartbeatEvent('peer-1', { step: 30, validationAccuracy: 0.5 }),
    heartbeatEvent('stranger'),
  );
  assert.deepEqual(more, []);
  assert(first?.kind === 'progress' && second?.kind === 'progress');
  const { peerId, status, validationAccuracy, taughtShare } = first;
  assert.deepEqual([peerId, status, validationAccuracy, taughtShare], ['peer-0', 'evaluating', null, null]);
  assert.deepEqual([second.step, second.validationAccuracy, second.taughtShare], [30, 0.5, 0.985]);
  assert.deepEqual([topicOf(first), topicOf(second)], ['peer-0', 'peer-1']);
});

test('who teaches whom and the end that was decided are told when they change', () => {
  const edges = [{ teacher: 'peer-0', student: 'peer-1', weight: 1 }];
  const stop = { step: 9, code: 'target', reason: 'reached' };
  const events = told(
    announcementEvent({ round: 1, edges }),
    announcementEvent({ round: 1, edges }),
    announcementEvent({ round: 1, edges, stop }),
    announcementEvent({ round: 1, edges, stop }),
  );
  assert.deepEqual(events, [
    { kind: 'graph', edges },
    { kind: 'stopping', ...stop },
  ]);
  assert.ok(events.every((event) => topicOf(event) === undefined));
});
