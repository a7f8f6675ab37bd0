import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../../../../../proto/float-bytes.js';
import { LIMITS } from '../../../../../proto/limits.js';
import {
  digestOf,
  ExchangeKit,
  payloadOf,
  predictionParts,
  warmUp,
} from '../../../../support/exchange-kit.js';

test('a prediction that was there before the offer closes the exchange at once', () => {
  const kit = ExchangeKit.among(['b']);
  kit.receive('b', predictionParts('b', 0));
  kit.offer(0);
  assert.deepEqual(kit.taughtBy, ['b']);
});

test('predictions for other samples are never used, and their step and peers are named', () => {
  for (const before of [true, false]) {
    const kit = ExchangeKit.among(['b']);
    const parts = predictionParts('b', 0, 1, { batchDigest: digestOf(0, 1) });
    if (before) kit.receive('b', parts);
    kit.offer(0);
    if (!before) kit.receive('b', parts);
    assert.deepEqual(kit.taughtBy, [], 'nor are they waited for again');
    assert.deepEqual(kit.answers[0]!.missing, [{ peerId: 'b', reason: 'mismatch' }]);
    const rejection = kit.effects.find((effect) => effect.kind === 'rejected');
    assert.equal(rejection?.reason, 'BATCH_MISMATCH');
    assert.match(rejection?.detail ?? '', /step 0: a and b/);
  }
});

test('the same bytes again are a duplicate, other bytes an equivocation; the first stay', () => {
  const kit = ExchangeKit.among(['b']);
  kit.receive('b', predictionParts('b', 0, 1));
  kit.receive('b', predictionParts('b', 0, 1));
  kit.receive('b', predictionParts('b', 0, 2));
  assert.deepEqual(kit.rejections, ['DUPLICATE', 'EQUIVOCATION']);
  kit.offer(0);
  assert.deepEqual([...bytesOf(kit.answers[0]!.teachers[0]!.logits)], [...payloadOf(1)]);
});

test('predictions are kept from the own step up to the window, not before and not beyond', () => {
  const kit = ExchangeKit.among(['b']);
  warmUp(kit, 10);
  kit.receive('b', predictionParts('b', 9));
  kit.receive('b', predictionParts('b', 10 + LIMITS.aheadStepsMax));
  kit.receive('b', predictionParts('b', 11 + LIMITS.aheadStepsMax));
  assert.deepEqual(kit.rejections, ['STALE', 'TOO_FAR_AHEAD']);
  assert.equal(kit.state.held.size, 1);
});
