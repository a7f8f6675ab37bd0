import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMailbox } from '../../../../peer/mailbox/buffers.js';
import { OUTCOME } from '../../../../peer/mailbox/call.js';
import { TrainerMailbox } from '../../../../peer/mailbox/trainer-mailbox.js';
import { TRAINER_STATE } from '../../../../proto/codec.js';
import { LIMITS } from '../../../../proto/limits.js';
import {
  bothEnds,
  CALL,
  CALL_CLASSES,
  CALL_ROWS,
  CALL_SIZE,
  exchange,
  mailboxShape,
  taught,
} from '../../../support/mailbox-kit.js';

test('there is room for every teacher that a peer can have', () => {
  const teachers = Array.from({ length: LIMITS.teachersMax }, (_, t) => new Float32Array(CALL_SIZE).fill(t));
  const { trainer } = bothEnds((io) => io.answer(io.openCall!, OUTCOME.closed, teachers.map(taught)));
  const answer = exchange(trainer, CALL, 1_000)!;
  assert.deepEqual(
    answer.teachers.map((teacher) => [...new Set(teacher.logits)]),
    teachers.map((_, t) => [t]),
  );
});

test('more logits than the mailbox was made for are a broken invariant, not a write past the end', () => {
  const { trainer } = bothEnds();
  assert.throws(() => exchange(trainer, { ...CALL, logits: new Float32Array(CALL_SIZE + 1) }, 1), RangeError);
});

test('the words of shared memory lie where they always lay: both threads and every build read the same layout', () => {
  const buffers = createMailbox(mailboxShape(CALL_ROWS, CALL_CLASSES));
  const trainer = new TrainerMailbox(buffers, () => undefined);
  trainer.setProgress(TRAINER_STATE.training, 40, 2);
  trainer.call(CALL);
  const words = new Int32Array(buffers.control);
  const digest = new Int32Array(CALL.digest.slice().buffer);
  assert.deepEqual(
    [...words],
    [
      ...[1, 0, 41, 2, 0, CALL_ROWS, 1, 0, 0, -1, -1, TRAINER_STATE.training, 40, 2, 0, 0],
      ...digest,
      ...[4, 0xffff_fff0 | 0, 2, 44, 3, 5, 0, 0, 0, -1, 0, 0],
    ],
  );
  assert.deepEqual([...new Uint32Array(buffers.ids)], [7, 8, 9, 4, 3, 2, 0, 0]);
});
