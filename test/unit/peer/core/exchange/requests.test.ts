import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHASE } from '../../../../../proto/codec.js';
import { batchDigest } from '../../../../../proto/identity.js';
import { LIMITS } from '../../../../../proto/limits.js';
import {
  answerParts,
  bySampleKit,
  offerSamples,
  requestParts,
  requestsOf,
  rowsOf,
  servedBy,
  stamp,
} from '../../../../support/by-sample-kit.js';
import { CLASSES } from '../../../../support/exchange-kit.js';

test('a request reaches the trainer, and its answer goes back to the student with the step it was made at', () => {
  const kit = bySampleKit('stale:5', ['b']);
  kit.do({
    kind: 'linkFrames',
    student: 'b',
    parts: requestParts('b', 9, [4, 2]).map((part) => Buffer.from(part)),
  });
  const [request] = servedBy(kit);
  assert.deepEqual([request!.student, request!.step, [...request!.ids]], ['b', 9, [4, 2]]);
  const logits = new Float32Array(2 * CLASSES).fill(1.5);
  kit.do({ kind: 'served', served: { request: request!, madeAtStep: 6, logits } });
  const [answer] = kit.sentTo('b').filter((header) => header.body === 'prediction');
  assert.ok(answer?.body === 'prediction');
  const { phase, step, madeAtStep, rows, batchDigest: digest } = answer.prediction;
  assert.deepEqual(
    { phase, step, madeAtStep, rows },
    { phase: PHASE.answer, step: 9, madeAtStep: 6, rows: 2 },
  );
  assert.deepEqual([...digest], [...batchDigest(Uint32Array.of(4, 2), 0)]);
});

test('a student with too many requests under way is not served more, until one is done', () => {
  const kit = bySampleKit('stale:5', ['b']);
  for (let step = 0; step <= LIMITS.requestsMax; step++) {
    kit.do({ kind: 'linkFrames', student: 'b', parts: requestParts('b', step, [step]) });
  }
  assert.equal(servedBy(kit).length, LIMITS.requestsMax);
  assert.equal(kit.state.statistics.requestsDropped, 1);
  const logits = new Float32Array(CLASSES);
  kit.do({ kind: 'served', served: { request: servedBy(kit)[0]!, madeAtStep: 0, logits } });
  kit.do({ kind: 'linkFrames', student: 'b', parts: requestParts('b', 9, [9]) });
  assert.equal(servedBy(kit).length, LIMITS.requestsMax + 1);
});

test('what is no honest request is refused by name, and nothing is served', () => {
  const [header, payload] = requestParts('b', 0, [1, 2]) as [Uint8Array, Uint8Array];
  const cases = [
    ['BAD_REQUEST', [header]],
    ['BAD_REQUEST', [header, payload.subarray(0, 4)]],
    ['BAD_REQUEST', requestParts('b', 0, [])],
    ['BAD_REQUEST', requestParts('b', 0, [1], { batchDigest: new Uint8Array(3) })],
    [
      'BAD_REQUEST',
      requestParts(
        'b',
        0,
        Array.from({ length: 2_000_000 }, (_, i) => i),
      ),
    ],
    ['BAD_CHECKSUM', requestParts('b', 0, [1], { checksum: 5 })],
    ['UNKNOWN_SENDER', requestParts('c', 0, [1])],
    ['UNKNOWN_SENDER', requestParts('b', 0, [1], { incarnation: 2 })],
    ['WRONG_RUN', requestParts('b', 0, [1], { runId: 'other' })],
  ] as const;
  for (const [reason, parts] of cases) {
    const kit = bySampleKit('stale:5', ['b']);
    kit.do({ kind: 'linkFrames', student: 'b', parts });
    assert.deepEqual(kit.rejections, [reason]);
    assert.deepEqual(servedBy(kit), []);
  }
});

test('no answer is sent when the trainer has none, or only numbers that are not finite', () => {
  for (const logits of [new Float32Array(0), new Float32Array(CLASSES).fill(Number.NaN)]) {
    const kit = bySampleKit('stale:5', ['b']);
    kit.do({ kind: 'linkFrames', student: 'b', parts: requestParts('b', 0, [1]) });
    kit.do({ kind: 'served', served: { request: servedBy(kit)[0]!, madeAtStep: 0, logits } });
    assert.deepEqual(
      kit.sentTo('b').filter((sent) => sent.body === 'prediction'),
      [],
    );
    assert.equal(kit.state.serving.get('b'), 0);
  }
});

test('in lockstep a frozen teacher is asked for this batch and those to come, and waited for', () => {
  const kit = bySampleKit('lockstep', ['t'], { frozen: new Set(['t']) });
  const ids = Uint32Array.of(1, 2);
  const ahead = { step: 3, epoch: 0, ids: Uint32Array.of(5, 6), augmentationSeed: 0 };
  kit.offer(0, 0, { ids, digest: batchDigest(ids, 0), ahead });
  assert.deepEqual(
    requestsOf(kit).map(({ request, ids: asked }) => [request.step, asked]),
    [
      [0, [1, 2]],
      [3, [5, 6]],
    ],
  );
  assert.equal(kit.answers.length, 0);
  kit.receive('t', answerParts(requestsOf(kit)[1]!, 0));
  assert.equal(kit.answers.length, 0, 'that was for a later step');
  kit.receive('t', answerParts(requestsOf(kit)[0]!, 0));
  assert.deepEqual(rowsOf(kit.answers.at(-1)!.teachers[0]), [stamp(1, 0), stamp(2, 0)]);
});

test('a request that the trainer sleeps on is repeated, as its teacher may not have been there yet', () => {
  const kit = bySampleKit('lockstep', ['t'], { frozen: new Set(['t']) });
  kit.offer(0, 0);
  assert.equal(requestsOf(kit).length, 1);
  kit.pass(LIMITS.requestMs - 1);
  assert.equal(requestsOf(kit).length, 1);
  kit.pass(1);
  assert.equal(requestsOf(kit).length, 2);
});

test('requests for steps that are over are forgotten, so that new ones may be sent', () => {
  const kit = bySampleKit('stale:5', ['b']);
  for (let step = 0; step < 3 * LIMITS.requestsMax; step++) {
    const ids = Uint32Array.of(100 + step);
    offerSamples(kit, step, [step], { ahead: { step: step + 3, epoch: 0, ids, augmentationSeed: 0 } });
  }
  assert.equal(requestsOf(kit).length, 3 * LIMITS.requestsMax);
  assert.ok(kit.state.asked.length <= LIMITS.requestsMax);
});
