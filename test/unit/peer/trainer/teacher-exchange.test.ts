import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlannedBatch } from '../../../../peer/data/batches.js';
import { createMailbox } from '../../../../peer/mailbox/buffers.js';
import { type Offer, OUTCOME, REQUEST } from '../../../../peer/mailbox/call.js';
import { IoMailbox } from '../../../../peer/mailbox/io-mailbox.js';
import { TrainerMailbox } from '../../../../peer/mailbox/trainer-mailbox.js';
import { Meter } from '../../../../peer/trainer/meter.js';
import { type ExchangeSession, openTeacherExchange } from '../../../../peer/trainer/teacher-exchange.js';
import { PHASE } from '../../../../proto/codec.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { schemeOf } from '../../../../proto/scheme.js';
import { TINY_CLASSES, tinyBatch } from '../../../support/tiny-network.js';

const ROWS = 5;
const planned = (step: number): PlannedBatch => ({
  step,
  epoch: 0,
  ids: Uint32Array.from({ length: ROWS }, (_, i) => step * ROWS + i),
  digest: new Uint8Array(16),
  augmentationSeed: step,
});

/** A session whose I/O thread is this one. */
function opened(mode: string, wishes: Partial<ExchangeSession> = {}) {
  const offers: Offer[] = [];
  const buffers = createMailbox(ROWS * TINY_CLASSES, ROWS);
  const io = new IoMailbox(buffers);
  const taught = { payload: new Uint8Array(ROWS * TINY_CLASSES * 4), weight: 0.5, position: 1 };
  const mailbox = new TrainerMailbox(buffers, () => {
    const offer = io.openOffer!;
    offers.push(offer);
    io.answer(offer, OUTCOME.closed, [{ ...taught, coverage: Float32Array.of(1, 0, 1, 0, 0.5) }]);
  });
  const spec = parseRunSpec({ exchange: { mode } });
  const session = {
    spec,
    scheme: schemeOf(spec),
    classes: TINY_CLASSES,
    mailbox,
    stepsTotal: 100,
    ...wishes,
  };
  return { exchange: openTeacherExchange(session, new Meter(() => 0)), offers };
}

const logits = (value = 0): Float32Array => new Float32Array(ROWS * TINY_CLASSES).fill(value);

test('a teacher comes by name, with its weight and how far each row counts', () => {
  const { exchange } = opened('stale:40', { planned });
  const [teaching] = exchange.learn(tinyBatch(3), logits());
  assert.deepEqual(
    [teaching!.peerId, teaching!.weight, teaching!.logits.length],
    ['peer-1', 0.5, ROWS * TINY_CLASSES],
  );
  assert.deepEqual([...teaching!.coverage!], [1, 0, 1, 0, 0.5]);
});

test('features and the newest accuracy come beside the logits, and own ones go along', () => {
  const buffers = createMailbox(ROWS * TINY_CLASSES, ROWS, ROWS * 2);
  const io = new IoMailbox(buffers);
  const sent: (Uint8Array | undefined)[] = [];
  const features = new Uint8Array(Float32Array.from({ length: ROWS * 2 }, (_, i) => i).buffer);
  const payload = new Uint8Array(ROWS * TINY_CLASSES * 4);
  const mailbox = new TrainerMailbox(buffers, () => {
    sent.push(io.copyFeatures());
    const taught = { payload, weight: 1, position: 1, features, validationAccuracy: 0.5 };
    io.answer(io.openOffer!, OUTCOME.closed, [taught]);
  });
  const spec = parseRunSpec({ distillation: { feature: 'rkd' } });
  const session = { spec, scheme: schemeOf(spec), classes: TINY_CLASSES, mailbox, stepsTotal: 100 };
  const exchange = openTeacherExchange(session, new Meter(() => 0));
  const [teaching] = exchange.learn(tinyBatch(0), logits(), Float32Array.of(9));
  exchange.teach(tinyBatch(0), logits(), PHASE.afterUpdate, Float32Array.of(8));
  exchange.learn(tinyBatch(1), logits());
  assert.deepEqual([...teaching!.features!], [...new Float32Array(features.buffer)]);
  assert.equal(teaching!.validationAccuracy, 0.5);
  assert.deepEqual(
    sent.map((bytes) => bytes && [...new Float32Array(bytes.buffer)]),
    [[9], [8], undefined],
  );
});

test('the batch to ask about is as far ahead as the mode allows, and none past the end', () => {
  const aheadOf = (mode: string, step: number): number | undefined => {
    const { exchange, offers } = opened(mode, { planned });
    exchange.learn(tinyBatch(step), logits());
    assert.deepEqual([...offers[0]!.ids], [...planned(step).ids]);
    return offers[0]!.ahead?.step;
  };
  assert.equal(aheadOf('stale:100', 3), 18);
  assert.equal(aheadOf('stale:8', 3), 7, 'half the age that is allowed');
  assert.equal(aheadOf('stale:1', 3), 4);
  assert.equal(aheadOf('cached:0,0', 3), 18);
  assert.equal(aheadOf('lockstep', 3), 7);
  assert.equal(aheadOf('cached:0,0', 90), undefined);
});

test('where nothing is kept by sample, no samples are named', () => {
  const { exchange, offers } = opened('lockstep');
  exchange.learn(tinyBatch(0), logits());
  assert.deepEqual([offers[0]!.ids.length, offers[0]!.ahead], [0, null]);
});

test('logits that are not finite are neither sent nor taught by, and `none` asks nobody', () => {
  const { exchange, offers } = opened('lockstep');
  assert.deepEqual(exchange.learn(tinyBatch(0), logits(Number.NaN)), []);
  exchange.teach(tinyBatch(0), logits(Number.POSITIVE_INFINITY), PHASE.afterUpdate);
  const alone = opened('none');
  assert.deepEqual(alone.exchange.learn(tinyBatch(0), logits()), []);
  assert.deepEqual([offers, alone.offers], [[], []]);
});

test('in checkpoint mode the teachers that run here are asked, and the mailbox is left alone', () => {
  const teaching = { peerId: 'peer-1', weight: 1, logits: logits(2) };
  const localTeachers = { teach: () => [teaching] } as unknown as NonNullable<
    ExchangeSession['localTeachers']
  >;
  const { exchange, offers } = opened('checkpoint:5', { localTeachers });
  assert.deepEqual(exchange.learn(tinyBatch(0), logits()), [teaching]);
  assert.deepEqual(opened('checkpoint:5').exchange.learn(tinyBatch(0), logits()), []);
  assert.deepEqual(offers, []);
});

test('with foresight a batch is asked about a step ahead, and what it asks about further on is nearer by that step', () => {
  const aheadOf = (mode: string): readonly (number | undefined)[] => {
    const { exchange, offers } = opened(mode, { planned });
    const [teaching] = exchange.foresight!.hear(tinyBatch(3));
    assert.equal(teaching!.peerId, 'peer-1');
    return offers.map(({ step, ahead }) => (ahead?.step ?? 0) - step);
  };
  assert.deepEqual(aheadOf('cached:0,0'), [15, 15]);
  assert.deepEqual(aheadOf('stale:8'), [3, 3], 'another step passes until it is used');
  assert.deepEqual(aheadOf('stale:4'), [1, 1]);
  assert.deepEqual(aheadOf('stale:3'), [1], 'asked about when it comes');
});

test('in checkpoint mode what the local teachers say is known ahead, and nothing is handed in', () => {
  const teaching = { peerId: 'peer-1', weight: 1, logits: logits(2) };
  const localTeachers = { teach: () => [teaching] } as unknown as NonNullable<
    ExchangeSession['localTeachers']
  >;
  const { exchange, offers } = opened('checkpoint:5', { localTeachers });
  assert.deepEqual(exchange.foresight!.hear(tinyBatch(0)), [teaching]);
  exchange.foresight!.tell(tinyBatch(0), logits());
  exchange.foresight!.flush();
  assert.deepEqual(offers, []);
});

test('a step in lockstep hands in first what was predicted in the mode before', () => {
  const epochOf = (step: number): number => Math.floor(step / 5);
  const { exchange, offers } = opened('mixed:cached:0,0@1+lockstep@1', {
    planned: (step) => ({ ...planned(step), epoch: epochOf(step) }),
  });
  exchange.foresight!.hear(tinyBatch(4));
  exchange.foresight!.tell(tinyBatch(4), logits());
  exchange.learn({ ...tinyBatch(5), epoch: 1 }, logits());
  assert.deepEqual(
    offers.map(({ step, request, ids }) => [step, request, ids.length]),
    [
      [4, REQUEST.recall, ROWS],
      [4, REQUEST.recall, 0],
      [5, REQUEST.exchange, ROWS],
    ],
  );
});
