import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answeringTeachers,
  exchangeOffer,
  type OfferedValues,
  offerEvent,
  tellNewestSteps,
  withAccuracy,
} from '../../../../peer/io/answering.js';
import { type Offer, REQUEST } from '../../../../peer/mailbox/call.js';
import { createRecallWords, RecallWords } from '../../../../peer/mailbox/recall-words.js';
import { PHASE } from '../../../../proto/codec.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { ExchangeKit, predictionParts } from '../../../support/exchange-kit.js';

const OFFER: Offer = {
  sequence: 4,
  step: 41,
  epoch: 2,
  phase: PHASE.afterUpdate,
  rows: 2,
  request: REQUEST.sendOnly,
  digest: new Uint8Array(16),
  ids: Uint32Array.of(7, 8),
  augmentationSeed: 9,
  ahead: null,
};

const offered = (features?: Uint8Array, validationAccuracy?: number): OfferedValues => ({
  copyOffer: (logits) => new Uint8Array(logits * 4),
  copyFeatures: () => features,
  validationAccuracy,
  step: 40,
});

test('an offer goes to the core with its samples, its request in words', () => {
  const { sequence: _, ...named } = OFFER;
  const payload = new Uint8Array(2 * 5 * 4);
  assert.deepEqual(exchangeOffer(offered(), OFFER, 5), {
    ...named,
    request: 'sendOnly',
    madeAtStep: 40,
    payload,
  });
  for (const request of ['exchange', 'collect'] as const) {
    const offer = { ...OFFER, phase: PHASE.beforeUpdate, request: REQUEST[request] };
    const asked = exchangeOffer(offered(), offer, 5);
    assert.deepEqual([asked.phase, asked.request], [PHASE.beforeUpdate, request]);
  }
});

test('a `recall` names its batch, and what is over since with the teachers that were too old', () => {
  const spec = parseRunSpec({ peers: [{ id: 'b' }, { id: 'a' }] });
  const words = new RecallWords(createRecallWords());
  const payload = new Uint8Array(OFFER.rows * 5 * 4);
  const mailbox = { ...offered(undefined, 0.5), recall: words };
  const validationAccuracy = 0.5;
  const recall = { ...OFFER, request: REQUEST.recall };
  const { step, epoch, ids, augmentationSeed } = OFFER;
  assert.deepEqual(offerEvent(spec, mailbox, recall, 5), {
    kind: 'recall',
    recall: { batch: { step, epoch, ids, augmentationSeed }, ahead: null, done: null, validationAccuracy },
  });
  words.done = { step: 39, expired: [1] };
  assert.deepEqual(offerEvent(spec, mailbox, { ...recall, ids: new Uint32Array(0) }, 5), {
    kind: 'recall',
    recall: { batch: null, ahead: null, done: { step: 39, payload, expired: ['a'] }, validationAccuracy },
  });
  assert.equal(offerEvent(spec, mailbox, OFFER, 5).kind, 'offer');
});

test('the trainer is told how far its teachers have come', () => {
  const spec = parseRunSpec({ peers: [{ id: 'b' }, { id: 'a' }] });
  const kit = ExchangeKit.among(['b']);
  kit.receive('b', predictionParts('b', 5));
  const words = new RecallWords(createRecallWords());
  words.setUsableUntil(0, 4);
  words.setUsableUntil(1, 4);
  tellNewestSteps(spec, kit.state, words);
  assert.deepEqual([words.isExpired(0), words.isExpired(1)], [true, false]);
});

test('features and the newest validation go with an offer, where there are any', () => {
  const features = Uint8Array.of(1, 2, 3, 4);
  const offer = exchangeOffer(offered(features, 0.75), OFFER, 5);
  assert.deepEqual([offer.features, offer.validationAccuracy], [features, 0.75]);
});

test('what was predicted for a student goes with the newest validation', () => {
  const request = { student: 'b', step: 1, digest: new Uint8Array(16), ids: OFFER.ids, augmentationSeed: 0 };
  const served = { request, madeAtStep: 3, logits: new Float32Array(2) };
  assert.deepEqual(withAccuracy(served, { validationAccuracy: 0 }), { ...served, validationAccuracy: 0 });
  assert.deepEqual(withAccuracy(served, { validationAccuracy: undefined }), served);
});

test('an answer names its teachers by their position in the run spec', () => {
  const spec = parseRunSpec({ peers: [{ id: 'b' }, { id: 'a' }] });
  const coverage = Float32Array.of(1, 0);
  const teachers = ['a', 'b'].map((peerId) => ({
    peerId,
    payload: new Uint8Array(4),
    weight: 0.5,
    coverage,
  }));
  const answer = { step: 0, outcome: 'closed', teachers, missing: [], waitedMs: 0 } as const;
  assert.deepEqual(
    answeringTeachers(spec, answer).map(({ position, weight }) => [position, weight]),
    [
      [1, 0.5],
      [0, 0.5],
    ],
  );
});
