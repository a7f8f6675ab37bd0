import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExchangeOffer } from '../../../../peer/core/exchange/offer.js';
import { type Call, OUTCOME, type SendOnlyCall } from '../../../../peer/mailbox/call.js';
import { GAUGE } from '../../../../peer/mailbox/gauges.js';
import type { OpenCall } from '../../../../peer/mailbox/io-mailbox.js';
import type { TrainerMailbox } from '../../../../peer/mailbox/trainer-mailbox.js';
import { PHASE, TRAINER_STATE } from '../../../../proto/codec.js';
import { bytesOf } from '../../../../proto/float-bytes.js';
import { ExchangeKit, predictionParts } from '../../../support/exchange-kit.js';
import {
  bothEnds,
  CALL,
  CALL_SIZE,
  exchange,
  logitsIn,
  newestSteps,
  offerIn,
  taught,
} from '../../../support/mailbox-kit.js';

const { step, epoch, rows, digest, logits, ids, augmentationSeed, ahead } = CALL;
const BATCH = { step, epoch, rows, digest };
const SAMPLES = { ids, augmentationSeed, ahead };
const SEND_ONLY: SendOnlyCall = { kind: 'sendOnly', ...BATCH, logits, phase: PHASE.afterUpdate };
const NO_SAMPLES = { ids: new Uint32Array(0), augmentationSeed: 0, ahead: null };
const OFFER = { ...BATCH, phase: PHASE.beforeUpdate, madeAtStep: 40, payload: bytesOf(logits) };

/** The events of calls as the I/O thread reads them, one after the other through the same memory, at step 40. */
function events(calls: readonly Call[], before?: (trainer: TrainerMailbox) => void): OpenCall['event'][] {
  const seen: OpenCall[] = [];
  const { trainer } = bothEnds((io) => {
    const call = io.openCall!;
    seen.push(call);
    io.answer(call, OUTCOME.closed, []);
  }, 2);
  trainer.setProgress(TRAINER_STATE.training, 40, 2);
  before?.(trainer);
  for (const call of calls) trainer.call(call);
  assert.deepEqual(
    seen.map(({ sequence }) => sequence),
    calls.map((__, i) => i + 1),
  );
  return seen.map(({ event }) => event);
}

const validatedAt =
  (accuracy: number) =>
  (trainer: TrainerMailbox): void =>
    trainer.setValidationAccuracy(accuracy);

const offered = (offer: ExchangeOffer): OpenCall['event'] => ({ kind: 'offer', offer });

test('a call arrives as it was made, with a copy of its logits', () => {
  const seen: OpenCall[] = [];
  const { trainer, io } = bothEnds((mailbox) => {
    const call = mailbox.openCall!;
    seen.push(call);
    mailbox.answer(call, OUTCOME.closed, []);
  });
  assert.equal(io.openCall, undefined, 'nothing is called yet');
  exchange(trainer, CALL, 1_000);
  const [call] = seen;
  const offer = { ...OFFER, ...SAMPLES, request: 'exchange', madeAtStep: 0 } as const;
  assert.deepEqual(call, { sequence: 1, event: offered(offer) });
  assert.equal(io.openCall, undefined, 'it is closed');
  assert.ok(!(offerIn(call).payload.buffer instanceof SharedArrayBuffer), 'ZeroMQ may keep it');
  exchange(trainer, { ...CALL, logits: new Float32Array(CALL_SIZE) }, 1_000);
  assert.deepEqual(logitsIn(call), logits, 'the next call does not reach into it');
});

test('each of the five requests arrives with its own fields and none that the one before it left behind', () => {
  const batch = { step, epoch, ids, augmentationSeed };
  const done = { step: 39, expired: ['peer-0', 'peer-3'] };
  const three = Float32Array.of(1, 2, 3);
  const features = Float32Array.of(4, 5);
  const seen = events([
    { ...CALL, features },
    { kind: 'lookup', batch, ahead, done: { ...done, logits: three } },
    { kind: 'lookup', batch: null, ahead: null, done: { ...done, logits: new Float32Array(0) } },
    { kind: 'lookup', batch, ahead: null, done: null },
    SEND_ONLY,
    { kind: 'collect', ...BATCH, ...SAMPLES },
    { kind: 'weights' },
    { ...SEND_ONLY, phase: PHASE.beforeUpdate },
    CALL,
  ]);
  const lookup = { batch, ahead: null, done: null };
  assert.deepEqual(seen, [
    offered({ ...OFFER, ...SAMPLES, request: 'exchange', features: bytesOf(features) }),
    { kind: 'lookup', lookup: { batch, ahead, done: { ...done, payload: bytesOf(three) } } },
    { kind: 'lookup', lookup: { ...lookup, batch: null, done: { ...done, payload: new Uint8Array(0) } } },
    { kind: 'lookup', lookup },
    offered({ ...OFFER, ...NO_SAMPLES, request: 'sendOnly', phase: PHASE.afterUpdate }),
    offered({ ...OFFER, ...SAMPLES, request: 'collect', payload: new Uint8Array(0) }),
    null,
    offered({ ...OFFER, ...NO_SAMPLES, request: 'sendOnly' }),
    offered({ ...OFFER, ...SAMPLES, request: 'exchange' }),
  ]);
});

test('a call goes to the core with what it has: predictions, samples, or both', () => {
  assert.deepEqual(events([CALL]), [offered({ ...OFFER, ...SAMPLES, request: 'exchange' })]);
  assert.deepEqual(events([{ kind: 'collect', ...BATCH, ...SAMPLES }]), [
    offered({ ...OFFER, ...SAMPLES, request: 'collect', payload: new Uint8Array(0) }),
  ]);
  assert.deepEqual(events([SEND_ONLY]), [
    offered({ ...OFFER, ...NO_SAMPLES, request: 'sendOnly', phase: PHASE.afterUpdate }),
  ]);
});

test('a wait for weights is no event: they follow in a message', () => {
  assert.deepEqual(events([{ kind: 'weights' }]), [null]);
});

test('a `lookup` names its batch, and what is over since with the teachers that were too old', () => {
  const batch = { step, epoch, ids, augmentationSeed };
  const done = { step: 39, expired: ['peer-1'] };
  const calls: readonly Call[] = [
    { kind: 'lookup', batch, ahead: null, done: null },
    { kind: 'lookup', batch: null, ahead, done: { ...done, logits } },
  ];
  const validationAccuracy = 0.5;
  assert.deepEqual(events(calls, validatedAt(validationAccuracy)), [
    { kind: 'lookup', lookup: { batch, ahead: null, done: null, validationAccuracy } },
    {
      kind: 'lookup',
      lookup: { batch: null, ahead, done: { ...done, payload: bytesOf(logits) }, validationAccuracy },
    },
  ]);
});

test('features and the newest validation go with predictions, where there are any', () => {
  const features = Float32Array.of(1, 2);
  const [event] = events([{ ...SEND_ONLY, features }], validatedAt(0.75));
  assert.ok(event?.kind === 'offer');
  assert.deepEqual([event.offer.features, event.offer.validationAccuracy], [bytesOf(features), 0.75]);
});

test('the trainer is told how far its teachers have come', () => {
  const kit = ExchangeKit.among(['peer-1']);
  kit.receive('peer-1', predictionParts('peer-1', 5));
  const { trainer, io } = bothEnds((mailbox) =>
    mailbox.answer(
      mailbox.openCall!,
      OUTCOME.closed,
      [0, 1].map((position) => ({ ...taught(logits, position), usableUntilStep: 4 })),
    ),
  );
  exchange(trainer, CALL, 1_000);
  io.setNewestSteps(kit.state.teachers);
  assert.deepEqual([trainer.isExpired('peer-0'), trainer.isExpired('peer-1')], [false, true]);
});

test('what was predicted for a student goes with the newest validation', () => {
  const { trainer, io } = bothEnds();
  const served = { madeAtStep: 3 };
  assert.deepEqual({ ...served, ...io.validation }, served);
  trainer.setValidationAccuracy(0);
  assert.deepEqual({ ...served, ...io.validation }, { ...served, validationAccuracy: 0 });
});

test('there is an accuracy once one was validated, be it 0', () => {
  const { trainer, io } = bothEnds();
  assert.deepEqual(io.validation, {});
  trainer.setGauge('validationAccuracy', 0);
  trainer.setGauge('validated', 1);
  assert.deepEqual(io.validation, { validationAccuracy: 0 });
});

test('an answer is too old once its teacher is told to be past the last step it may be used at', () => {
  const { trainer, io } = bothEnds((mailbox) =>
    mailbox.answer(
      mailbox.openCall!,
      OUTCOME.closed,
      [0, 1].map((position) => ({ ...taught(logits, position), usableUntilStep: 7 })),
    ),
  );
  exchange(trainer, CALL, 1_000);
  io.setNewestSteps(newestSteps(['peer-0', 8], ['peer-1', 7]));
  assert.deepEqual([trainer.isExpired('peer-0'), trainer.isExpired('peer-1')], [true, false]);
});

test('progress and gauges read as they were set, each in a place of its own', () => {
  const { trainer, io } = bothEnds();
  assert.deepEqual([io.state, io.step, io.epoch], [TRAINER_STATE.starting, 0, 0]);
  trainer.setProgress(TRAINER_STATE.evaluating, 2_000_000_000, 7);
  assert.deepEqual([io.state, io.step, io.epoch], [TRAINER_STATE.evaluating, 2_000_000_000, 7]);
  const names = Object.keys(GAUGE) as (keyof typeof GAUGE)[];
  names.forEach((name, i) => {
    trainer.setGauge(name, i + 1 / 3);
  });
  assert.deepEqual(
    names.map((name) => io.gauge(name)),
    names.map((_, i) => i + 1 / 3),
  );
});

test('a peer that has not trained yet has no steps, no share taught and no pull, and every other gauge is 0', () => {
  const { io } = bothEnds();
  const unknown = ['trainedSteps', 'taughtShare', 'taughtRowsShare', 'gradientRatio'];
  for (const name of Object.keys(GAUGE) as (keyof typeof GAUGE)[])
    assert.equal(io.gauge(name), unknown.includes(name) ? Number.NaN : 0, name);
});

test('an exchange leaves orders, progress and gauges as they are', () => {
  const { trainer, io } = bothEnds((mailbox) =>
    mailbox.answer(mailbox.openCall!, OUTCOME.closed, [taught(CALL.logits)]),
  );
  io.orderStop(77);
  io.orderSeek(66);
  trainer.setProgress(TRAINER_STATE.training, 55, 44);
  trainer.setGauge('waitFraction', 0.5);
  exchange(trainer, CALL, 1_000);
  assert.deepEqual([trainer.stopAtStep, trainer.takeSeekStep()], [77, 66]);
  assert.deepEqual(
    [io.state, io.step, io.epoch, io.gauge('waitFraction')],
    [TRAINER_STATE.training, 55, 44, 0.5],
  );
});
