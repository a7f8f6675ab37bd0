import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadlineOf, standingOf } from '../../../../../peer/core/exchange/standing.js';
import { ExchangeKit, predictionParts, roundOf } from '../../../../support/exchange-kit.js';

test('a teacher is waited for until it has come, or its time is over, or it was never there', () => {
  const kit = ExchangeKit.among(['b', 'c']);
  kit.offer(0);
  kit.receive('b', predictionParts('b', 0));
  const open = kit.state.open!;
  const standing = (peer: string, nowMs = kit.nowMs) => standingOf(kit.state, open, peer, nowMs);
  assert.equal(standing('b').kind, 'arrived');
  const untilMs = kit.nowMs + 10_000;
  assert.deepEqual(standing('c'), { kind: 'waiting', untilMs });
  assert.deepEqual(standing('c', untilMs), { kind: 'absent', reason: 'late' });
  assert.deepEqual(standing('d'), { kind: 'absent', reason: 'gone' });
});

test('a peer that entered ahead of the cohort waits as long as the run allows for those behind', () => {
  const kit = ExchangeKit.among(['b']);
  const rounds = [roundOf(1, 0, 20, ['a', 'b']), roundOf(2, 20, 40, ['a', 'b'])];
  kit.cohort(['b'], rounds);
  kit.offer(30);
  const { open, options, teachers } = kit.state;
  const ahead = { ...kit.state, openRoundEnd: 20 };
  assert.equal(deadlineOf(ahead, open!, teachers.get('b')!), open!.openedAtMs + options.waitMsMax);
});
