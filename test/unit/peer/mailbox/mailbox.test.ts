import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createMailbox } from '../../../../peer/mailbox/buffers.js';
import { type Offer, OUTCOME, REQUEST } from '../../../../peer/mailbox/call.js';
import { GAUGE } from '../../../../peer/mailbox/gauges.js';
import { type AnsweringTeacher, IoMailbox } from '../../../../peer/mailbox/io-mailbox.js';
import { TrainerMailbox } from '../../../../peer/mailbox/trainer-mailbox.js';
import { PHASE, TRAINER_STATE } from '../../../../proto/codec.js';
import { LIMITS } from '../../../../proto/limits.js';
import {
  logitOf,
  type MailboxReport,
  type MailboxWork,
  type MailboxWorkerMessage,
  taughtLogit,
} from '../../../support/mailbox-worker.js';

const [ROWS, CLASSES] = [4, 3];
const SIZE = ROWS * CLASSES;
const DIGEST = Uint8Array.from({ length: 16 }, (_, i) => 255 - i);
const OFFER: Omit<Offer, 'sequence'> = {
  step: 41,
  epoch: 2,
  phase: PHASE.afterUpdate,
  rows: ROWS,
  request: REQUEST.exchange,
  digest: DIGEST,
  ids: Uint32Array.of(7, 8, 9, 4),
  augmentationSeed: 0xffff_fff0,
  ahead: { step: 44, epoch: 3, ids: Uint32Array.of(3, 2), augmentationSeed: 5 },
};
const LOGITS = Float32Array.from({ length: SIZE }, (_, i) => i - 5);

const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** A teacher as the I/O thread answers it. */
const taught = (values: Float32Array, position = 0): AnsweringTeacher => ({
  payload: bytesOf(values),
  weight: 1,
  position,
});

/** Both ends on this thread: `onOffer` runs between the trainer's offer and its wait. */
function bothEnds(
  onOffer: (io: IoMailbox) => void,
  logitsMax: number = SIZE,
): { trainer: TrainerMailbox; io: IoMailbox } {
  const buffers = createMailbox(logitsMax, ROWS);
  const io = new IoMailbox(buffers);
  return { trainer: new TrainerMailbox(buffers, () => onOffer(io)), io };
}

test('an offer arrives as it was made, with a copy of its logits', () => {
  const seen: unknown[] = [];
  const { trainer, io } = bothEnds((mailbox) => {
    const offer = mailbox.openOffer!;
    const copy = mailbox.copyOffer(SIZE);
    seen.push({ ...offer, digest: [...offer.digest] }, copy);
    mailbox.answer(offer, OUTCOME.closed, []);
  });
  assert.equal(io.openOffer, undefined, 'nothing is offered yet');
  trainer.exchange(OFFER, LOGITS, 1_000);
  assert.deepEqual(seen[0], { ...OFFER, sequence: 1, digest: [...DIGEST] });
  assert.equal(io.openOffer, undefined, 'it is closed');
  const copy = seen[1] as Uint8Array;
  assert.ok(!(copy.buffer instanceof SharedArrayBuffer), 'ZeroMQ may keep it');
  trainer.exchange(OFFER, new Float32Array(SIZE), 1_000);
  assert.deepEqual(copy, bytesOf(LOGITS), 'the next offer does not reach into it');
});

test('teachers come back in the order in which they were given, of a smaller batch too', () => {
  const rows = 2;
  const teachers = [1, 2, 3].map((t) => Float32Array.from({ length: rows * CLASSES }, (_, i) => t * 100 + i));
  const { trainer } = bothEnds((io) => io.answer(io.openOffer!, OUTCOME.closed, teachers.map(taught)));
  const answer = trainer.exchange({ ...OFFER, rows }, LOGITS.subarray(0, rows * CLASSES), 1_000)!;
  assert.equal(answer.outcome, OUTCOME.closed);
  assert.deepEqual(
    answer.teachers.map((teacher) => [...teacher.logits]),
    teachers.map((teacher) => [...teacher]),
  );
});

test('there is room for every teacher a cohort can have', () => {
  const teachers = Array.from({ length: LIMITS.peersMax }, (_, t) => new Float32Array(SIZE).fill(t));
  const { trainer } = bothEnds((io) => io.answer(io.openOffer!, OUTCOME.closed, teachers.map(taught)));
  const answer = trainer.exchange(OFFER, LOGITS, 1_000)!;
  assert.deepEqual(
    answer.teachers.map((teacher) => [...new Set(teacher.logits)]),
    teachers.map((_, t) => [t]),
  );
});

test('features go both ways beside the logits, as many as each has, and not where there are none', () => {
  const buffers = createMailbox(SIZE, ROWS, 6);
  const io = new IoMailbox(buffers);
  const offered: (Uint8Array | undefined)[] = [];
  const [long, short] = [Float32Array.of(1, 2, 3, 4, 5, 6), Float32Array.of(7, 8)];
  const trainer = new TrainerMailbox(buffers, () => {
    offered.push(io.copyFeatures());
    const sent = [long, undefined, short].map((features, i) => ({
      ...taught(LOGITS, i),
      ...(features === undefined ? {} : { features: bytesOf(features), validationAccuracy: i / 4 }),
    }));
    io.answer(io.openOffer!, OUTCOME.closed, sent);
  });
  const answer = trainer.exchange(OFFER, LOGITS, 1_000, short)!;
  trainer.exchange(OFFER, LOGITS, 1_000);
  assert.deepEqual(offered, [bytesOf(short), undefined]);
  assert.deepEqual(
    answer.teachers.map((teacher) => [teacher.features && [...teacher.features], teacher.validationAccuracy]),
    [
      [[...long], 0],
      [undefined, undefined],
      [[...short], 0.5],
    ],
  );
  assert.deepEqual(
    answer.teachers.map(({ weight, position }) => [weight, position]),
    [0, 1, 2].map((i) => [1, i]),
  );
});

test('there is an accuracy once one was validated, be it 0', () => {
  const { trainer, io } = bothEnds(() => undefined);
  assert.equal(io.validationAccuracy, undefined);
  trainer.setGauge('validationAccuracy', 0);
  trainer.setGauge('validated', 1);
  assert.equal(io.validationAccuracy, 0);
});

test('an exchange that must fail says so', () => {
  for (const outcome of [OUTCOME.strictTimeout, OUTCOME.aborted]) {
    const { trainer } = bothEnds((io) => io.answer(io.openOffer!, outcome, []));
    assert.deepEqual(trainer.exchange(OFFER, LOGITS, 1_000), { outcome, teachers: [] });
  }
});

test('without an answer the wait ends at its bound, and a late answer is not taken for that of the next offer', () => {
  let answers = 0;
  let late: Offer | undefined;
  const { trainer } = bothEnds((io) => {
    const offer = io.openOffer!;
    if (answers++ === 0) {
      late = offer;
      return;
    }
    io.answer(late!, OUTCOME.aborted, []);
    assert.equal(io.openOffer?.sequence, offer.sequence, 'the later offer is still open');
    io.answer(offer, OUTCOME.closed, [taught(LOGITS)]);
  });
  const from = performance.now();
  assert.equal(trainer.exchange(OFFER, LOGITS, 30), undefined);
  const waitedMs = performance.now() - from;
  assert.ok(waitedMs >= 29, `${waitedMs} ms`);
  const answer = trainer.exchange(OFFER, LOGITS, 1_000)!;
  assert.equal(answer.outcome, OUTCOME.closed);
  assert.deepEqual([...answer.teachers[0]!.logits], [...LOGITS]);
});

test('a trainer that waits sleeps, it does not spin, also when the offer before was answered late or never', (t) => {
  const wait = t.mock.method(Atomics, 'wait');
  for (const answeredLate of [true, false]) {
    let late: Offer | undefined;
    const { trainer } = bothEnds((io) => {
      if (late === undefined) late = io.openOffer;
      else if (answeredLate) io.answer(late, OUTCOME.closed, []);
    });
    assert.equal(trainer.exchange(OFFER, LOGITS, 1), undefined);
    wait.mock.resetCalls();
    assert.equal(trainer.exchange(OFFER, LOGITS, 50), undefined);
    assert.ok(wait.mock.callCount() <= 10, `${wait.mock.callCount()} waits in 50 ms`);
  }
});

test('orders: a stop stays, a seek is taken once, and at first there is neither', () => {
  const { trainer, io } = bothEnds(() => undefined);
  assert.deepEqual([trainer.stopAtStep, trainer.takeSeekStep()], [-1, -1]);
  io.orderStop(120);
  io.orderSeek(0);
  assert.deepEqual([trainer.stopAtStep, trainer.stopAtStep], [120, 120]);
  assert.deepEqual([trainer.takeSeekStep(), trainer.takeSeekStep()], [0, -1]);
  io.orderStop(100);
  io.orderSeek(5);
  io.orderSeek(9);
  assert.deepEqual([trainer.stopAtStep, trainer.takeSeekStep()], [100, 9]);
});

test('progress and gauges read as they were set, each in a place of its own', () => {
  const { trainer, io } = bothEnds(() => undefined);
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
    mailbox.answer(mailbox.openOffer!, OUTCOME.closed, [taught(LOGITS)]),
  );
  io.orderStop(77);
  io.orderSeek(66);
  trainer.setProgress(TRAINER_STATE.training, 55, 44);
  trainer.setGauge('waitFraction', 0.5);
  trainer.exchange(OFFER, LOGITS, 1_000);
  assert.deepEqual([trainer.stopAtStep, trainer.takeSeekStep()], [77, 66]);
  assert.deepEqual(
    [io.state, io.step, io.epoch, io.gauge('waitFraction')],
    [TRAINER_STATE.training, 55, 44, 0.5],
  );
});

test('more logits than the mailbox was made for are a broken invariant, not a write past the end', () => {
  const { trainer } = bothEnds(() => undefined);
  assert.throws(() => trainer.exchange(OFFER, new Float32Array(SIZE + 1), 1), RangeError);
});

/** A real thread that blocks in `exchange`; it is gone when the test ends. */
function startWorker(
  t: TestContext,
  work: Omit<MailboxWork, 'buffers'>,
): { io: IoMailbox; worker: Worker; report: Promise<MailboxReport> } {
  const buffers = createMailbox(work.rows * work.classes, work.rows);
  const url = new URL('../../../support/mailbox-worker.js', import.meta.url);
  const worker = new Worker(url, { workerData: { ...work, buffers } satisfies MailboxWork });
  t.after(() => worker.terminate());
  const report = new Promise<MailboxReport>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: MailboxWorkerMessage) => {
      if (message !== 'offer') resolve(message);
    });
  });
  return { io: new IoMailbox(buffers), worker, report };
}

function answerOpenOffer(io: IoMailbox, size: number): boolean {
  const offer = io.openOffer;
  if (offer === undefined) return false;
  const own = new Float32Array(io.copyOffer(size).buffer);
  assert.ok(
    own.every((value, i) => value === Math.fround(logitOf(offer.step, i))),
    `step ${offer.step}`,
  );
  const teachers = Array.from({ length: offer.step % 3 }, (_, t) =>
    taught(Float32Array.from({ length: size }, (_, i) => taughtLogit(offer.step, i, t))),
  );
  io.answer(offer, OUTCOME.closed, teachers);
  return true;
}

test('a thread that blocks is woken by each of 10,000 answers in a row: no wake-up is lost, no logit mixed up', async (t) => {
  const work = { exchanges: 10_000, rows: ROWS, classes: CLASSES, timeoutMs: 20_000 };
  const { io, worker, report } = startWorker(t, work);
  let answered = 0;
  worker.on('message', (message: MailboxWorkerMessage) => {
    if (message === 'offer' && answerOpenOffer(io, SIZE)) answered++;
  });
  assert.deepEqual(await report, { wrong: [], unanswered: 0 });
  assert.equal(answered, work.exchanges);
});

test('a thread that nobody answers goes on at its bound', async (t) => {
  const { report } = startWorker(t, { exchanges: 3, rows: 1, classes: 2, timeoutMs: 20 });
  assert.deepEqual(await report, { wrong: [], unanswered: 3 });
});
