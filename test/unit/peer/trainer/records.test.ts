import assert from 'node:assert/strict';
import { test } from 'node:test';
import { METRICS, RECORD_METRICS } from '../../../../peer/core/metrics.js';
import { OUTCOME } from '../../../../peer/mailbox/call.js';
import type { TrainerMessage } from '../../../../peer/mailbox/messages.js';
import { NO_COUNTS } from '../../../../peer/trainer/training-counts.js';
import { trainUntilStopped } from '../../../../peer/trainer/training-loop.js';
import { fakeSession } from '../../../support/fake-session.js';
import { stepOf } from '../../../support/mailbox-kit.js';

function stepRecords(messages: readonly TrainerMessage[]): readonly Readonly<Record<string, unknown>>[] {
  return messages.flatMap((message) =>
    message.kind === 'record' && message.record.kind === 'step' ? [message.record] : [],
  );
}

test('every twentieth step leaves a record with a number for each metric that goes there', () => {
  const { session, messages } = fakeSession({ stepsTotal: 45 });
  trainUntilStopped(session, 0);
  const records = stepRecords(messages);
  assert.deepEqual(
    records.map(({ step }) => step),
    [20, 40],
  );
  for (const name of RECORD_METRICS) {
    assert.equal(typeof records[1]![METRICS[name].record], 'number', name);
  }
  for (const field of ['trainedSteps', 'taughtShare', 'taughtRowsShare', 'gradientRatio'])
    assert.ok(field in records[1]!, field);
});

test('steps that were left out or skipped are not among the trained ones, nor those of an earlier life twice', () => {
  const { session, savedCounts, messages } = fakeSession({
    stepsTotal: 40,
    counts: { ...NO_COUNTS, trainedSteps: 3, leftOutSteps: 1 },
    onCall: (io, call) => {
      if (stepOf(call) === 6) io.orderSeek(30);
      io.answer(call, OUTCOME.closed, []);
    },
  });
  const result = trainUntilStopped(session, 5);
  assert.deepEqual([result.steps, result.trainedSteps, result.leftOutSteps], [40, 3 + 2 + 10, 1]);
  assert.deepEqual(
    savedCounts.map(({ trainedSteps }) => trainedSteps),
    [3 + 2 + 5, 3 + 2 + 10],
    'each checkpoint carries those up to its own step',
  );
  assert.deepEqual(
    stepRecords(messages).map(({ step, trainedSteps }) => [step, trainedSteps]),
    [[40, 15]],
  );
});
