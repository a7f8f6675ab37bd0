import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextWakeMs } from '../../../../../peer/core/exchange/exchange.js';
import type { Round } from '../../../../../proto/codec.js';
import { ExchangeKit, predictionParts, roundOf } from '../../../../support/exchange-kit.js';

const edge = (teacher: string, student: string) => ({ teacher, student, weight: 1 });

/** A first round in which only `b` teaches `a`. */
const drawn = (members: readonly string[]): Round => ({
  ...roundOf(1, 0, 20, members),
  edges: [edge('b', 'a')],
});

/** A strict peer among `b` and `c`, whose rounds have other edges each, and which knows those of steps 0 to 20. */
function drawnByRound(): ExchangeKit {
  const kit = ExchangeKit.among(['b', 'c'], { strict: true, redrawn: true, waitMsMax: 7_000 });
  kit.state = { ...kit.state, rounds: [drawn(['a', 'b', 'c'])] };
  kit.offer(20);
  assert.deepEqual([kit.answers, kit.sentTo('b'), kit.sentTo('c')], [[], [], []]);
  return kit;
}

test('where each round has other edges, a step of a strict peer waits for the announcement of its own', () => {
  const kit = drawnByRound();
  const next = (startStep: number) => ({
    ...roundOf(2, startStep, startStep + 20, ['a', 'b', 'c']),
    edges: [edge('a', 'c'), edge('c', 'a')],
  });
  kit.cohort(['b', 'c'], [next(21)]);
  assert.deepEqual(kit.sentTo('c'), [], 'a later round says nothing of this step');
  kit.cohort(['b', 'c'], [next(20)]);
  assert.deepEqual([kit.sentTo('b').length, kit.sentTo('c').length], [0, 1]);
  kit.receive('c', predictionParts('c', 20));
  assert.deepEqual([kit.taughtBy, kit.answers[0]?.outcome], [['c'], 'closed']);
});

test('a coordinator that announces nothing in time ends it, and is named', () => {
  const kit = drawnByRound();
  kit.pass(6_999);
  assert.deepEqual([kit.answers, nextWakeMs(kit.state, kit.nowMs)], [[], kit.nowMs + 1]);
  kit.pass(1);
  assert.deepEqual(kit.answers, [
    {
      step: 20,
      outcome: 'strictTimeout',
      teachers: [],
      missing: [{ peerId: 'coordinator', reason: 'late' }],
      waitedMs: 7_000,
    },
  ]);
});

test('a run that is over does not wait for a round', () => {
  const kit = drawnByRound();
  kit.do({ kind: 'abort' });
  assert.deepEqual(
    kit.answers.map(({ step, outcome }) => [step, outcome]),
    [[20, 'aborted']],
  );
});
