import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TeacherWatch } from '../../../../peer/core/teaching/teacher-watch.js';
import type { Teaching } from '../../../../peer/core/teaching/teaching.js';
import type { PlannedBatch } from '../../../../peer/data/batches.js';
import { createMailbox } from '../../../../peer/mailbox/buffers.js';
import { OUTCOME, type Outcome } from '../../../../peer/mailbox/call.js';
import { IoMailbox, type OpenCall } from '../../../../peer/mailbox/io-mailbox.js';
import type { TrainerMessage } from '../../../../peer/mailbox/messages.js';
import { TrainerMailbox } from '../../../../peer/mailbox/trainer-mailbox.js';
import { Meter } from '../../../../peer/trainer/meter.js';
import { type ExchangeSession, openTeacherExchange } from '../../../../peer/trainer/teacher-exchange.js';
import { PHASE } from '../../../../proto/codec.js';
import { floatsOf } from '../../../../proto/float-bytes.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { schemeOf } from '../../../../proto/scheme.js';
import {
  kindOf,
  logitsIn,
  lookupIn,
  mailboxShape,
  offerIn,
  stepOf,
  taught,
} from '../../../support/mailbox-kit.js';
import { TINY_CLASSES, tinyBatch, tinyTeacher } from '../../../support/tiny-network.js';

const ROWS = 5;
const planned = (step: number): PlannedBatch => ({
  step,
  epoch: 0,
  ids: Uint32Array.from({ length: ROWS }, (_, i) => step * ROWS + i),
  digest: new Uint8Array(16),
  augmentationSeed: step,
});

/** A session whose I/O thread is this one. */
function opened(
  mode: string,
  wishes: Partial<ExchangeSession> = {},
  teachers = [teaching()],
  { quorum = 'any', outcome = OUTCOME.closed }: { quorum?: 'any' | 'all'; outcome?: Outcome } = {},
) {
  const calls: OpenCall[] = [];
  const buffers = createMailbox(mailboxShape(ROWS, TINY_CLASSES));
  const io = new IoMailbox(buffers);
  const mailbox = new TrainerMailbox(buffers, () => {
    const call = io.openCall!;
    calls.push(call);
    io.answer(call, outcome, teachers);
  });
  const spec = parseRunSpec({ exchange: { mode, quorum } });
  const warnings: string[] = [];
  const session = {
    spec,
    scheme: schemeOf(spec),
    mailbox,
    stepsTotal: 100,
    post: (message: TrainerMessage) => {
      assert.ok(message.kind === 'warning');
      warnings.push(message.message);
    },
    ...wishes,
  };
  const watch = new TeacherWatch('peer-0', TINY_CLASSES);
  return { exchange: openTeacherExchange(session, new Meter(() => 0), watch), calls, warnings };
}

const teaching = (): Teaching => ({
  ...taught(logits(), 1),
  weight: 0.5,
  coverage: Float32Array.of(1, 0, 1, 0, 0.5),
});
const logits = (value = 0): Float32Array => new Float32Array(ROWS * TINY_CLASSES).fill(value);

const samplesIn = (call: OpenCall): number =>
  kindOf(call) === 'lookup' ? (lookupIn(call).batch?.ids.length ?? 0) : offerIn(call).ids.length;

test('a teacher comes by name, with its weight and how far each row counts', () => {
  const { exchange } = opened('stale:40', { planned });
  const [heard] = exchange.learn(tinyBatch(3), logits());
  assert.deepEqual(
    [heard!.peerId, heard!.weight, heard!.logits.length],
    ['peer-1', 0.5, ROWS * TINY_CLASSES],
  );
  assert.deepEqual([...heard!.coverage!], [1, 0, 1, 0, 0.5]);
});

test('features and the newest accuracy come beside the logits, and own ones go along', () => {
  const buffers = createMailbox(mailboxShape(ROWS, TINY_CLASSES, ROWS * 2));
  const io = new IoMailbox(buffers);
  const sent: (Float32Array | undefined)[] = [];
  const features = Float32Array.from({ length: ROWS * 2 }, (_, i) => i);
  const mailbox = new TrainerMailbox(buffers, () => {
    const call = io.openCall!;
    const own = offerIn(call).features;
    sent.push(own && floatsOf(own));
    io.answer(call, OUTCOME.closed, [{ ...taught(logits(), 1), features, validationAccuracy: 0.5 }]);
  });
  const spec = parseRunSpec({ distillation: { feature: 'rkd' } });
  const session = { spec, scheme: schemeOf(spec), mailbox, stepsTotal: 100, post: () => undefined };
  const watch = new TeacherWatch('peer-0', TINY_CLASSES);
  const exchange = openTeacherExchange(session, new Meter(() => 0), watch);
  const [heard] = exchange.learn(tinyBatch(0), logits(), Float32Array.of(9));
  exchange.teach(tinyBatch(0), logits(), PHASE.afterUpdate, Float32Array.of(8));
  exchange.learn(tinyBatch(1), logits());
  assert.deepEqual([...heard!.features!], [...features]);
  assert.equal(heard!.validationAccuracy, 0.5);
  assert.deepEqual(
    sent.map((values) => values && [...values]),
    [[9], [8], undefined],
  );
});

test('the batch to ask about is as far ahead as the mode allows, and none past the end', () => {
  const aheadOf = (mode: string, step: number): number | undefined => {
    const { exchange, calls } = opened(mode, { planned });
    exchange.learn(tinyBatch(step), logits());
    const call = offerIn(calls[0]);
    assert.deepEqual([...call.ids], [...planned(step).ids]);
    return call.ahead?.step;
  };
  assert.equal(aheadOf('stale:100', 3), 18);
  assert.equal(aheadOf('stale:8', 3), 7, 'half the age that is allowed');
  assert.equal(aheadOf('stale:1', 3), 4);
  assert.equal(aheadOf('cached:0,0', 3), 18);
  assert.equal(aheadOf('lockstep', 3), 7);
  assert.equal(aheadOf('cached:0,0', 90), undefined);
});

test('the next batch is prepared while the call is open, and none past the end', () => {
  const open: boolean[] = [];
  const prepared: number[] = [];
  const buffers = createMailbox(mailboxShape(ROWS, TINY_CLASSES));
  const io = new IoMailbox(buffers);
  const mailbox = new TrainerMailbox(buffers, () => {});
  const spec = parseRunSpec({});
  const prepareBatch = (step: number): void => {
    prepared.push(step);
    answer();
  };
  const answer = (): void => {
    const call = io.openCall;
    open.push(call !== undefined);
    if (call !== undefined) io.answer(call, OUTCOME.closed, []);
  };
  const session = { spec, scheme: schemeOf(spec), mailbox, stepsTotal: 5, post() {}, prepareBatch };
  const watch = new TeacherWatch('peer-0', TINY_CLASSES);
  const exchange = openTeacherExchange({ ...session, answerSlackMs: 0 }, new Meter(() => 0), watch);
  for (const step of [2, 3]) exchange.learn(tinyBatch(step), logits());
  assert.deepEqual(
    [prepared, open],
    [
      [3, 4],
      [true, true],
    ],
  );
});

test('where nothing is kept by sample, no samples are named', () => {
  const { exchange, calls } = opened('lockstep');
  exchange.learn(tinyBatch(0), logits());
  const { ids, ahead } = offerIn(calls[0]);
  assert.deepEqual([ids.length, ahead], [0, null]);
});

test('logits that are not finite are neither sent nor taught by, and `none` asks nobody', () => {
  const { exchange, calls } = opened('lockstep');
  assert.deepEqual(exchange.learn(tinyBatch(0), logits(Number.NaN)), []);
  exchange.teach(tinyBatch(0), logits(Number.POSITIVE_INFINITY), PHASE.afterUpdate);
  const alone = opened('none');
  assert.deepEqual(alone.exchange.learn(tinyBatch(0), logits()), []);
  assert.deepEqual([calls, alone.calls], [[], []]);
});

test('in checkpoint mode the teachers that run here are asked, and the mailbox is left alone', () => {
  const teaching = { peerId: 'peer-1', weight: 1, logits: logits(2) };
  const localTeachers = { teach: () => [teaching] } as unknown as NonNullable<
    ExchangeSession['localTeachers']
  >;
  const { exchange, calls } = opened('checkpoint:5', { localTeachers });
  assert.deepEqual(exchange.learn(tinyBatch(0), logits()), [teaching]);
  assert.deepEqual(opened('checkpoint:5').exchange.learn(tinyBatch(0), logits()), []);
  assert.deepEqual(calls, []);
});

test('with foresight a batch is asked about a step ahead, and what it asks about further on is nearer by that step', () => {
  const aheadOf = (mode: string): readonly (number | undefined)[] => {
    const { exchange, calls } = opened(mode, { planned });
    const [heard] = exchange.foresight!.hear(tinyBatch(3));
    assert.equal(heard!.peerId, 'peer-1');
    return calls.map((call) => (lookupIn(call).ahead?.step ?? 0) - stepOf(call));
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
  const { exchange, calls } = opened('checkpoint:5', { localTeachers });
  assert.deepEqual(exchange.foresight!.hear(tinyBatch(0)), [teaching]);
  exchange.foresight!.tell(tinyBatch(0), logits());
  exchange.foresight!.flush();
  assert.deepEqual(calls, []);
});

test('a step in lockstep hands in first what was predicted in the mode before', () => {
  const epochOf = (step: number): number => Math.floor(step / 5);
  const { exchange, calls } = opened('mixed:cached:0,0@1+lockstep@1', {
    planned: (step) => ({ ...planned(step), epoch: epochOf(step) }),
  });
  exchange.foresight!.hear(tinyBatch(4));
  exchange.foresight!.tell(tinyBatch(4), logits());
  exchange.learn({ ...tinyBatch(5), epoch: 1 }, logits());
  assert.deepEqual(
    calls.map((call) => [stepOf(call), kindOf(call), samplesIn(call)]),
    [
      [4, 'lookup', ROWS],
      [4, 'lookup', 0],
      [5, 'exchange', ROWS],
    ],
  );
});

test('teachings pass the watch, what it notices is told, and what is taught goes through', () => {
  const teachers = [taught(tinyTeacher(1), 1), taught(tinyTeacher(2).fill(Number.NaN), 2)];
  const { exchange, calls, warnings } = opened('lockstep', {}, teachers);
  const own = tinyTeacher(3);
  const weights = exchange.learn(tinyBatch(0), own).map(({ weight }) => weight);
  assert.deepEqual(weights, [1, 0]);
  assert.deepEqual(warnings, ['peer-2 predicts numbers that are not finite: left out']);
  exchange.teach(tinyBatch(0), own, PHASE.afterUpdate);
  assert.deepEqual(
    calls.map((call) => [kindOf(call), logitsIn(call), offerIn(call).phase]),
    [
      ['exchange', own, PHASE.beforeUpdate],
      ['sendOnly', own, PHASE.afterUpdate],
    ],
  );
});

test('with foresight a teacher is judged by what this peer predicted afterwards', () => {
  const { exchange, calls, warnings } = opened('stale:40', { planned }, [taught(logits(), 1)]);
  const foresight = exchange.foresight!;
  const weights = Array.from({ length: 60 }, (_, step) => {
    const [heard] = foresight.hear(tinyBatch(step));
    foresight.tell(tinyBatch(step), goodLogits(step));
    return heard!.weight;
  });
  assert.deepEqual(weights, [...new Array(50).fill(1), ...new Array(10).fill(0)]);
  assert.equal(warnings.length, 1);
  foresight.flush();
  const told = calls.flatMap((call) => lookupIn(call).done ?? []);
  assert.deepEqual(
    told.map(({ step, payload }) => [step, floatsOf(payload)]),
    Array.from({ length: 60 }, (_, step) => [step, goodLogits(step)]),
  );
});

/** Logits that are right, and sure of it. */
function goodLogits(step: number): Float32Array {
  const good = logits();
  tinyBatch(step).labels.forEach((label, row) => {
    good[row * TINY_CLASSES + label] = 3;
  });
  return good;
}

test('a strict peer that is interrupted leaves its step out, another one trains it without teachers', () => {
  const learn = (quorum: 'any' | 'all') =>
    opened('lockstep', {}, [], { quorum, outcome: OUTCOME.aborted }).exchange.learn(tinyBatch(3), logits());
  assert.deepEqual(learn('any'), []);
  assert.throws(() => learn('all'), { code: 'ERR_INTERRUPTED' });
});
