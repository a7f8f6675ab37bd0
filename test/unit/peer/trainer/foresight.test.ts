import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Teaching } from '../../../../peer/core/teaching/teaching.js';
import type { PlannedBatch } from '../../../../peer/data/batches.js';
import { createMailbox } from '../../../../peer/mailbox/buffers.js';
import { OUTCOME } from '../../../../peer/mailbox/call.js';
import { IoMailbox } from '../../../../peer/mailbox/io-mailbox.js';
import type { DoneStep } from '../../../../peer/mailbox/lookup-words.js';
import { TrainerMailbox } from '../../../../peer/mailbox/trainer-mailbox.js';
import { type ForesightOptions, MailboxForesight } from '../../../../peer/trainer/foresight.js';
import { floatsOf } from '../../../../proto/float-bytes.js';
import { lookupIn, mailboxShape, newestSteps, stepOf, taught } from '../../../support/mailbox-kit.js';
import { TINY_CLASSES, tinyBatch } from '../../../support/tiny-network.js';

const ROWS = 5;
const SIZE = ROWS * TINY_CLASSES;
const EPOCH_STEPS = 10;

const planned = (step: number): PlannedBatch => ({
  step,
  epoch: Math.floor(step / EPOCH_STEPS),
  ids: Uint32Array.from({ length: ROWS }, (_, i) => step * ROWS + i),
  digest: new Uint8Array(16),
  augmentationSeed: step,
});

const batchOf = (step: number) => ({ ...tinyBatch(step), epoch: planned(step).epoch });
const logitsOf = (value: number): Float32Array => new Float32Array(SIZE).fill(value);

interface Asked {
  readonly step: number;
  readonly rows: number;
  readonly done: DoneStep | undefined;
  readonly logit: number | undefined;
  readonly samples: number;
  readonly ahead: number | undefined;
}

/** The I/O thread is this one: it answers within the call that peer-1 predicts the step's number everywhere. */
function opened(
  wishes: Partial<ForesightOptions> = {},
  teachersAt: (step: number) => readonly Teaching[] = (step) => [
    {
      ...taught(logitsOf(step), 1),
      weight: 0.5,
      coverage: Float32Array.of(1, 0, 1, 0, 0.5),
      validationAccuracy: 0.75,
    },
  ],
) {
  const asked: Asked[] = [];
  const buffers = createMailbox(mailboxShape(ROWS, TINY_CLASSES));
  const io = new IoMailbox(buffers);
  const mailbox = new TrainerMailbox(buffers, () => {
    const call = io.openCall!;
    const { batch, ahead, done } = lookupIn(call);
    const step = stepOf(call);
    const logits = floatsOf(done?.payload ?? new Uint8Array(0));
    asked.push({
      step,
      rows: logits.length / TINY_CLASSES,
      done: done === null ? undefined : { step: done.step, expired: done.expired },
      logit: logits[0],
      samples: batch?.ids.length ?? 0,
      ahead: ahead?.step,
    });
    io.answer(call, OUTCOME.closed, teachersAt(step));
  });
  const foresight = new MailboxForesight({
    mailbox,
    stepsTotal: 25,
    planned,
    aheadOf: (step) => planned(step + 3),
    isWorthHaving: () => true,
    takeAnswer: () => mailbox.takeAnswer(1_000)!.teachers,
    ...wishes,
  });
  return { foresight, asked, io };
}

test('the next step is asked about before this one computes, and hands in what the one before predicted', () => {
  const { foresight, asked } = opened();
  const heard = foresight.hear(batchOf(3));
  assert.deepEqual(
    asked.map(({ step }) => step),
    [3, 4],
  );
  foresight.tell(batchOf(3), logitsOf(33));
  assert.equal(asked.length, 2, 'it goes with the next one');
  const [next] = foresight.hear(batchOf(4));
  const done = { step: 3, expired: [] };
  assert.deepEqual(asked[2], { step: 5, rows: ROWS, done, logit: 33, samples: ROWS, ahead: 8 });
  assert.deepEqual(
    [next!.logits[0], heard[0]!.logits[0]],
    [4, 3],
    'the next answer leaves the last one alone',
  );
  const { peerId, weight, coverage, validationAccuracy } = heard[0]!;
  assert.deepEqual(
    [peerId, weight, [...coverage!], validationAccuracy],
    ['peer-1', 0.5, [1, 0, 1, 0, 0.5], 0.75],
  );
});

test('the first step of an epoch is asked about when it comes, after all of the epoch before were handed in', () => {
  const { foresight, asked } = opened();
  for (const step of [8, 9, 10]) {
    foresight.hear(batchOf(step));
    foresight.tell(batchOf(step), logitsOf(step));
  }
  const questions = asked.map(({ step, samples, done }) => [samples === 0 ? null : step, done?.step]);
  assert.deepEqual(questions, [
    [8, undefined],
    [9, undefined],
    [null, 8],
    [10, 9],
    [11, undefined],
  ]);
});

test('where an early answer is of no use each step is asked about when it comes', () => {
  const { foresight, asked } = opened({ isWorthHaving: () => false });
  for (const step of [3, 4]) {
    foresight.hear(batchOf(step));
    foresight.tell(batchOf(step), logitsOf(step));
  }
  assert.deepEqual(
    asked.map(({ step, done }) => [step, done?.step]),
    [
      [3, undefined],
      [4, 3],
    ],
  );
});

test('a step that the trainer seeks is asked about anew, and the one that never comes is forgotten', () => {
  const { foresight, asked } = opened();
  foresight.hear(batchOf(3));
  const [teaching] = foresight.hear(batchOf(7));
  assert.equal(teaching!.logits[0], 7);
  assert.deepEqual(
    asked.map(({ step }) => step),
    [3, 4, 7, 8],
  );
});

test('a teacher that has come too far meanwhile is left out, and that is told', () => {
  const { foresight, asked, io } = opened({}, (step) =>
    [0, 1].map((position) => ({ ...taught(logitsOf(position), position), usableUntilStep: step + 5 })),
  );
  foresight.hear(batchOf(3));
  foresight.tell(batchOf(3), logitsOf(0));
  io.setNewestSteps(newestSteps(['peer-0', 9])); // what is known for step 4 may be used until 9
  assert.equal(foresight.hear(batchOf(4)).length, 2);
  foresight.tell(batchOf(4), logitsOf(0));
  io.setNewestSteps(newestSteps(['peer-0', 11]));
  assert.deepEqual(
    foresight.hear(batchOf(5)).map(({ peerId }) => peerId),
    ['peer-1'],
  );
  foresight.tell(batchOf(5), logitsOf(0));
  foresight.flush();
  assert.deepEqual(
    asked.map(({ done }) => done?.expired),
    [undefined, undefined, [], [], ['peer-0']],
  );
});

test('flushed, it hands in the last step at once and asks nothing; the second time there is nothing to do', () => {
  const { foresight, asked } = opened();
  foresight.hear(batchOf(24));
  foresight.tell(batchOf(24), logitsOf(2));
  foresight.flush();
  foresight.flush();
  const done = { step: 24, expired: [] };
  assert.deepEqual(asked.slice(1), [{ step: 24, rows: ROWS, done, logit: 2, samples: 0, ahead: undefined }]);
});

test('logits that are not finite are not sent, but their step is told to be over', () => {
  const { foresight, asked } = opened();
  foresight.hear(batchOf(3));
  foresight.tell(batchOf(3), logitsOf(Number.NaN));
  foresight.hear(batchOf(4));
  assert.deepEqual([asked[2]!.rows, asked[2]!.done?.step], [0, 3]);
});
