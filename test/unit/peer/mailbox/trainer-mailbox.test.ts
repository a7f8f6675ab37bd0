import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createMailbox } from '../../../../peer/mailbox/buffers.js';
import { OUTCOME } from '../../../../peer/mailbox/call.js';
import { IoMailbox, type OpenCall } from '../../../../peer/mailbox/io-mailbox.js';
import { floatsOf } from '../../../../proto/float-bytes.js';
import {
  bothEnds,
  CALL,
  CALL_CLASSES,
  CALL_ROWS,
  exchange,
  logitsIn,
  mailboxShape,
  offerIn,
  taught,
} from '../../../support/mailbox-kit.js';
import {
  logitOf,
  type MailboxReport,
  type MailboxWork,
  type MailboxWorkerMessage,
  taughtLogit,
} from '../../../support/mailbox-worker.js';

test('teachers come back in the order in which they were given, of a smaller batch too', () => {
  const rows = 2;
  const teachers = [1, 2, 3].map((t) =>
    Float32Array.from({ length: rows * CALL_CLASSES }, (_, i) => t * 100 + i),
  );
  const { trainer } = bothEnds((io) => io.answer(io.openCall!, OUTCOME.closed, teachers.map(taught)));
  const answer = exchange(
    trainer,
    { ...CALL, rows, logits: CALL.logits.subarray(0, rows * CALL_CLASSES) },
    1_000,
  )!;
  assert.equal(answer.outcome, OUTCOME.closed);
  assert.deepEqual(
    answer.teachers.map((teacher) => [...teacher.logits]),
    teachers.map((teacher) => [...teacher]),
  );
});

test('features go both ways beside the logits, as many as each has, and not where there are none', () => {
  const sent: (Float32Array | undefined)[] = [];
  const [long, short] = [Float32Array.of(1, 2, 3, 4, 5, 6), Float32Array.of(7, 8)];
  const { trainer } = bothEnds((io) => {
    const call = io.openCall!;
    const { features } = offerIn(call);
    sent.push(features && floatsOf(features));
    const teachers = [long, undefined, short].map((features, i) => ({
      ...taught(CALL.logits, i),
      ...(features === undefined ? {} : { features, validationAccuracy: i / 4 }),
    }));
    io.answer(call, OUTCOME.closed, teachers);
  }, 6);
  const answer = exchange(trainer, { ...CALL, features: short }, 1_000)!;
  exchange(trainer, CALL, 1_000);
  assert.deepEqual(sent, [short, undefined]);
  assert.deepEqual(
    answer.teachers.map((teacher) => [teacher.features && [...teacher.features], teacher.validationAccuracy]),
    [
      [[...long], 0],
      [undefined, undefined],
      [[...short], 0.5],
    ],
  );
  assert.deepEqual(
    answer.teachers.map(({ weight, peerId }) => [weight, peerId]),
    [0, 1, 2].map((i) => [1, `peer-${i}`]),
  );
});

test('an exchange that must fail says so', () => {
  for (const outcome of [OUTCOME.strictTimeout, OUTCOME.aborted]) {
    const { trainer } = bothEnds((io) => io.answer(io.openCall!, outcome, []));
    assert.deepEqual(exchange(trainer, CALL, 1_000), { outcome, teachers: [] });
  }
});

test('without an answer the wait ends at its bound, and a late answer is not taken for that of the next call', () => {
  let answers = 0;
  let late: OpenCall | undefined;
  const { trainer } = bothEnds((io) => {
    const call = io.openCall!;
    if (answers++ === 0) {
      late = call;
      return;
    }
    io.answer(late!, OUTCOME.aborted, []);
    assert.equal(io.openCall?.sequence, call.sequence, 'the later call is still open');
    io.answer(call, OUTCOME.closed, [taught(CALL.logits)]);
  });
  const from = performance.now();
  assert.equal(exchange(trainer, CALL, 30), undefined);
  const waitedMs = performance.now() - from;
  assert.ok(waitedMs >= 29, `${waitedMs} ms`);
  const answer = exchange(trainer, CALL, 1_000)!;
  assert.equal(answer.outcome, OUTCOME.closed);
  assert.deepEqual([...answer.teachers[0]!.logits], [...CALL.logits]);
});

test('a trainer that waits sleeps, it does not spin, also when the call before was answered late or never', (t) => {
  const wait = t.mock.method(Atomics, 'wait');
  for (const answeredLate of [true, false]) {
    let late: OpenCall | undefined;
    const { trainer } = bothEnds((io) => {
      if (late === undefined) late = io.openCall;
      else if (answeredLate) io.answer(late, OUTCOME.closed, []);
    });
    assert.equal(exchange(trainer, CALL, 1), undefined);
    wait.mock.resetCalls();
    assert.equal(exchange(trainer, CALL, 50), undefined);
    assert.ok(wait.mock.callCount() <= 10, `${wait.mock.callCount()} waits in 50 ms`);
  }
});

test('orders: a stop stays, a seek and a return are taken once, and at first there is none', () => {
  const { trainer, io } = bothEnds();
  assert.deepEqual([trainer.stopAtStep, trainer.takeSeekStep(), trainer.takeReturnStep()], [-1, -1, -1]);
  io.orderReturn(0);
  assert.deepEqual([trainer.isSentBack(0), trainer.isSentBack(1)], [false, true]);
  assert.deepEqual([trainer.takeReturnStep(), trainer.takeReturnStep()], [0, -1]);
  io.orderStop(120);
  io.orderSeek(0);
  assert.deepEqual([trainer.stopAtStep, trainer.stopAtStep], [120, 120]);
  assert.deepEqual([trainer.takeSeekStep(), trainer.takeSeekStep()], [0, -1]);
  io.orderStop(100);
  io.orderSeek(5);
  io.orderSeek(9);
  assert.deepEqual([trainer.stopAtStep, trainer.takeSeekStep()], [100, 9]);
});

/** A real thread that blocks in `exchange`; it is gone when the test ends. */
function startWorker(
  t: TestContext,
  work: Omit<MailboxWork, 'buffers'>,
): { io: IoMailbox; worker: Worker; report: Promise<MailboxReport> } {
  const buffers = createMailbox(mailboxShape(work.rows, work.classes));
  const url = new URL('../../../support/mailbox-worker.js', import.meta.url);
  const worker = new Worker(url, { workerData: { ...work, buffers } satisfies MailboxWork });
  t.after(() => worker.terminate());
  const report = new Promise<MailboxReport>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: MailboxWorkerMessage) => {
      if (message !== 'call') resolve(message);
    });
  });
  return { io: new IoMailbox(buffers), worker, report };
}

function answerOpenCall(io: IoMailbox): boolean {
  const call = io.openCall;
  if (call === undefined) return false;
  const [{ step }, logits] = [offerIn(call), logitsIn(call)];
  assert.ok(
    logits.every((value, i) => value === Math.fround(logitOf(step, i))),
    `step ${step}`,
  );
  const teachers = Array.from({ length: step % 3 }, (_, t) =>
    taught(
      Float32Array.from(logits, (_, i) => taughtLogit(step, i, t)),
      t,
    ),
  );
  io.answer(call, OUTCOME.closed, teachers);
  return true;
}

test('a thread that blocks is woken by each of 10,000 answers in a row: no wake-up is lost, no logit mixed up', async (t) => {
  const work = { exchanges: 10_000, rows: CALL_ROWS, classes: CALL_CLASSES, timeoutMs: 20_000 };
  const { io, worker, report } = startWorker(t, work);
  let answered = 0;
  worker.on('message', (message: MailboxWorkerMessage) => {
    if (message === 'call' && answerOpenCall(io)) answered++;
  });
  assert.deepEqual(await report, { wrong: [], unanswered: 0 });
  assert.equal(answered, work.exchanges);
});

test('a thread that nobody answers goes on at its bound', async (t) => {
  const { report } = startWorker(t, { exchanges: 3, rows: 1, classes: 2, timeoutMs: 20 });
  assert.deepEqual(await report, { wrong: [], unanswered: 3 });
});
