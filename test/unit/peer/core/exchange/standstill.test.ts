import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExchangeKit, predictionParts, warmUp } from '../../../../support/exchange-kit.js';

const STOOD_MS = 3_600_000;

test('a step that was waiting when the process stood still waits on, and is taught', () => {
  const kit = ExchangeKit.among(['b']);
  warmUp(kit, 5, ['b']);
  kit.offer(5);
  kit.pass(10);
  kit.nowMs += STOOD_MS;
  kit.do({ kind: 'stoodStill', forMs: STOOD_MS });
  assert.deepEqual(
    kit.answers.filter(({ step }) => step === 5),
    [],
  );
  kit.receive('b', predictionParts('b', 5));
  assert.deepEqual(
    kit.answers.at(-1)?.teachers.map(({ peerId }) => peerId),
    ['b'],
  );
});

test('a teacher that stood still with this process is not silent: a few misses do not suspend it', () => {
  const kit = ExchangeKit.among(['b']);
  warmUp(kit, 5, ['b']);
  kit.nowMs += STOOD_MS;
  kit.do({ kind: 'stoodStill', forMs: STOOD_MS });
  for (let step = 5; step < 9; step++) {
    kit.offer(step);
    kit.pass(260);
  }
  assert.deepEqual(kit.answers.at(-1)?.missing, [{ peerId: 'b', reason: 'late' }]);
});
