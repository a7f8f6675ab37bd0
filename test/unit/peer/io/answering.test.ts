import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callEvent, tellNewestSteps, withAccuracy } from '../../../../peer/io/answering.js';
import type { SendOnlyCall } from '../../../../peer/mailbox/call.js';
import { PHASE } from '../../../../proto/codec.js';
import { bytesOf } from '../../../../proto/float-bytes.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { ExchangeKit, predictionParts } from '../../../support/exchange-kit.js';
import { CALL } from '../../../support/mailbox-kit.js';

const STANDING = { step: 40, validationAccuracy: undefined };
const { kind: _, logits, ids, augmentationSeed, ahead, ...BATCH } = CALL;
const SAMPLES = { ids, augmentationSeed, ahead };
const SEND_ONLY: SendOnlyCall = { kind: 'sendOnly', ...BATCH, logits, phase: PHASE.afterUpdate };

test('a call goes to the core with what it has: predictions, samples, or both', () => {
  const offer = { ...BATCH, phase: PHASE.beforeUpdate, madeAtStep: 40 };
  const nothing = { ids: new Uint32Array(0), augmentationSeed: 0, ahead: null };
  assert.deepEqual(callEvent(CALL, STANDING), {
    kind: 'offer',
    offer: { ...offer, ...SAMPLES, request: 'exchange', payload: bytesOf(logits) },
  });
  assert.deepEqual(callEvent({ kind: 'collect', ...BATCH, ...SAMPLES }, STANDING), {
    kind: 'offer',
    offer: { ...offer, ...SAMPLES, request: 'collect', payload: new Uint8Array(0) },
  });
  assert.deepEqual(callEvent(SEND_ONLY, STANDING), {
    kind: 'offer',
    offer: {
      ...offer,
      ...nothing,
      phase: PHASE.afterUpdate,
      request: 'sendOnly',
      payload: bytesOf(logits),
    },
  });
});

test('a wait for weights is no event: they follow in a message', () => {
  assert.equal(callEvent({ kind: 'weights', step: 3 }, STANDING), undefined);
});

test('a `lookup` names its batch, and what is over since with the teachers that were too old', () => {
  const validationAccuracy = 0.5;
  const standing = { ...STANDING, validationAccuracy };
  const { step, epoch } = BATCH;
  const batch = { step, epoch, ids, augmentationSeed };
  assert.deepEqual(callEvent({ kind: 'lookup', batch, ahead: null, done: null }, standing), {
    kind: 'lookup',
    lookup: { batch, ahead: null, done: null, validationAccuracy },
  });
  const done = { step: 39, expired: ['a'] };
  assert.deepEqual(callEvent({ kind: 'lookup', batch: null, ahead, done: { ...done, logits } }, standing), {
    kind: 'lookup',
    lookup: { batch: null, ahead, done: { ...done, payload: bytesOf(logits) }, validationAccuracy },
  });
});

test('the trainer is told how far its teachers have come', () => {
  const spec = parseRunSpec({ peers: [{ id: 'b' }, { id: 'a' }] });
  const kit = ExchangeKit.among(['b']);
  kit.receive('b', predictionParts('b', 5));
  const told: [string, number][] = [];
  tellNewestSteps(spec, kit.state, { setNewestStep: (peerId, step) => told.push([peerId, step]) });
  assert.deepEqual(told, [['b', 5]]);
});

test('features and the newest validation go with predictions, where there are any', () => {
  const features = Float32Array.of(1, 2);
  const event = callEvent({ ...SEND_ONLY, features }, { ...STANDING, validationAccuracy: 0.75 });
  assert.ok(event?.kind === 'offer');
  assert.deepEqual([event.offer.features, event.offer.validationAccuracy], [bytesOf(features), 0.75]);
});

test('what was predicted for a student goes with the newest validation', () => {
  const request = { student: 'b', step: 1, digest: new Uint8Array(16), ids: CALL.ids, augmentationSeed: 0 };
  const served = { request, madeAtStep: 3, logits: new Float32Array(2) };
  assert.deepEqual(withAccuracy(served, { validationAccuracy: 0 }), { ...served, validationAccuracy: 0 });
  assert.deepEqual(withAccuracy(served, { validationAccuracy: undefined }), served);
});
