import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Call, type OpenCall, OUTCOME } from '../../../../peer/mailbox/call.js';
import { GAUGE } from '../../../../peer/mailbox/gauges.js';
import { PHASE, TRAINER_STATE } from '../../../../proto/codec.js';
import { bothEnds, CALL, CALL_SIZE, taught } from '../../../support/mailbox-kit.js';

const { kind: _, logits, ids, augmentationSeed, ahead, ...BATCH } = CALL;
const SAMPLES = { ids, augmentationSeed, ahead };

/** The calls as the I/O thread reads them, one after the other through the same memory. */
function read(calls: readonly Call[]): readonly OpenCall[] {
  const seen: OpenCall[] = [];
  const { trainer } = bothEnds((io) => {
    const call = io.openCall!;
    seen.push(call);
    io.answer(call, OUTCOME.closed, []);
  }, 2);
  for (const call of calls) trainer.call(call);
  return seen;
}

test('a call arrives as it was made, with a copy of its logits', () => {
  const seen: OpenCall[] = [];
  const { trainer, io } = bothEnds((mailbox) => {
    const call = mailbox.openCall!;
    seen.push(call);
    mailbox.answer(call, OUTCOME.closed, []);
  });
  assert.equal(io.openCall, undefined, 'nothing is called yet');
  trainer.exchange(CALL, 1_000);
  assert.deepEqual(seen[0], { ...CALL, sequence: 1 });
  assert.equal(io.openCall, undefined, 'it is closed');
  const [call] = seen;
  assert.ok(call?.kind === 'exchange');
  assert.ok(!(call.logits.buffer instanceof SharedArrayBuffer), 'ZeroMQ may keep it');
  trainer.exchange({ ...CALL, logits: new Float32Array(CALL_SIZE) }, 1_000);
  assert.deepEqual(call.logits, logits, 'the next call does not reach into it');
});

test('each of the five requests arrives with its own fields and none that the one before it left behind', () => {
  const { step, epoch } = BATCH;
  const batch = { step, epoch, ids, augmentationSeed };
  const done = { step: 39, expired: ['peer-0', 'peer-3'], logits: Float32Array.of(1, 2, 3) };
  const calls: readonly Call[] = [
    { ...CALL, features: Float32Array.of(4, 5) },
    { kind: 'lookup', batch, ahead, done },
    { kind: 'lookup', batch: null, ahead: null, done: { ...done, logits: new Float32Array(0) } },
    { kind: 'lookup', batch, ahead: null, done: null },
    { kind: 'sendOnly', ...BATCH, logits, phase: PHASE.afterUpdate },
    { kind: 'collect', ...BATCH, ...SAMPLES },
    { kind: 'weights', step: 7 },
    { kind: 'sendOnly', ...BATCH, logits, phase: PHASE.beforeUpdate },
    CALL,
  ];
  assert.deepEqual(
    read(calls),
    calls.map((call, i) => ({ ...call, sequence: i + 1 })),
  );
});

test('there is an accuracy once one was validated, be it 0', () => {
  const { trainer, io } = bothEnds();
  assert.equal(io.validationAccuracy, undefined);
  trainer.setGauge('validationAccuracy', 0);
  trainer.setGauge('validated', 1);
  assert.equal(io.validationAccuracy, 0);
});

test('an answer is too old once its teacher is told to be past the last step it may be used at', () => {
  const { trainer, io } = bothEnds((mailbox) =>
    mailbox.answer(
      mailbox.openCall!,
      OUTCOME.closed,
      [0, 1].map((position) => ({ ...taught(logits, position), usableUntilStep: 7 })),
    ),
  );
  trainer.exchange(CALL, 1_000);
  io.setNewestStep('peer-0', 8);
  io.setNewestStep('peer-1', 7);
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

test('an exchange leaves orders, progress and gauges as they are', () => {
  const { trainer, io } = bothEnds((mailbox) =>
    mailbox.answer(mailbox.openCall!, OUTCOME.closed, [taught(CALL.logits)]),
  );
  io.orderStop(77);
  io.orderSeek(66);
  trainer.setProgress(TRAINER_STATE.training, 55, 44);
  trainer.setGauge('waitFraction', 0.5);
  trainer.exchange(CALL, 1_000);
  assert.deepEqual([trainer.stopAtStep, trainer.takeSeekStep()], [77, 66]);
  assert.deepEqual(
    [io.state, io.step, io.epoch, io.gauge('waitFraction')],
    [TRAINER_STATE.training, 55, 44, 0.5],
  );
});
