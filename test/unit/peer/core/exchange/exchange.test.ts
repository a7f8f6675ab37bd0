import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHASE } from '../../../../../proto/codec.js';
import { bytesOf } from '../../../../../proto/float-bytes.js';
import { ExchangeKit, payloadOf, predictionParts } from '../../../../support/exchange-kit.js';

test('a sequential peer sends current predictions to those before it and updated ones to those after it', () => {
  const kit = ExchangeKit.among(['b', 'd'], { peerId: 'c', sequential: true });
  kit.offer(0);
  assert.equal(kit.sentTo('b').length, 1);
  assert.equal(kit.sentTo('d').length, 0);
  kit.receive('b', predictionParts('b', 0, 1));
  assert.deepEqual(kit.rejections, ['WRONG_PHASE']);
  kit.receive('b', predictionParts('b', 0, 1, { phase: PHASE.afterUpdate }));
  kit.receive('d', predictionParts('d', 0, 1));
  assert.deepEqual(kit.taughtBy, ['b', 'd']);
  kit.offer(0, 5, { phase: PHASE.afterUpdate, request: 'sendOnly' });
  assert.equal(kit.sentTo('b').length, 1);
  assert.equal(kit.sentTo('d').length, 1);
  assert.equal(kit.answers.length, 2, 'sending alone is answered at once');
});

test('with distillation switched off nothing is sent or awaited', () => {
  const kit = ExchangeKit.among(['b'], { enabled: false });
  kit.offer(4);
  assert.deepEqual(kit.taughtBy, []);
  assert.equal(kit.sentTo('b').length, 0);
});

test('during burn-in lockstep exchanges and waits, or a faster peer would be through it far ahead', () => {
  const kit = ExchangeKit.among(['b'], { firstStep: 50, strict: true });
  kit.offer(0);
  assert.equal(kit.sentTo('b').length, 1);
  assert.equal(kit.answers.length, 0);
  kit.receive('b', predictionParts('b', 0));
  assert.deepEqual(kit.taughtBy, ['b']);
});

test('one step ahead, predictions go out before their step, and are collected at it without being sent again', () => {
  const kit = ExchangeKit.among(['b'], { pipeline: 1 });
  for (const step of [0, 1]) kit.offer(step, 0, { request: 'sendOnly', madeAtStep: 0 });
  kit.receive('b', predictionParts('b', 0, 5, { madeAtStep: 0 }));
  kit.receive('b', predictionParts('b', 1, 6, { madeAtStep: 0 }));
  kit.effects = kit.effects.filter((effect) => effect.kind !== 'answer');
  kit.offer(0, 0, { request: 'collect' });
  kit.offer(2, 0, { request: 'sendOnly', madeAtStep: 1 });
  kit.offer(1, 0, { request: 'collect' });
  const sent = kit.sentTo('b').flatMap((header) => (header.body === 'prediction' ? [header.prediction] : []));
  assert.deepEqual(
    sent.map(({ step, madeAtStep }) => [step, madeAtStep]),
    [
      [0, 0],
      [1, 0],
      [2, 1],
    ],
  );
  const payloads = kit.answers.flatMap(({ step, teachers }) =>
    teachers.map(({ logits }) => [step, [...bytesOf(logits)]]),
  );
  assert.deepEqual(payloads, [
    [0, [...payloadOf(5)]],
    [1, [...payloadOf(6)]],
  ]);
  const { ages, ageStepsMax, fullSteps } = kit.state.statistics;
  assert.deepEqual(
    [ages, ageStepsMax, fullSteps],
    [[2, 2], 1, 2],
    'two samples made at their step, two before it',
  );
});

test('own predictions that are not finite are not sent', () => {
  const kit = ExchangeKit.among(['b']);
  kit.offer(0, Number.NaN);
  assert.equal(kit.sentTo('b').length, 0);
});
