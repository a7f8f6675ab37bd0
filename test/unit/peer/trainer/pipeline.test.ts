import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OUTCOME } from '../../../../peer/mailbox/call.js';
import type { OpenCall } from '../../../../peer/mailbox/io-mailbox.js';
import { trainUntilStopped } from '../../../../peer/trainer/training-loop.js';
import { PHASE } from '../../../../proto/codec.js';
import { type FakeSession, fakeSession, ROWS, type Wishes } from '../../../support/fake-session.js';
import { kindOf, logitsIn, offerIn, stepOf } from '../../../support/mailbox-kit.js';
import { trainedBy } from '../../../support/step-kit.js';
import { tinyBatch } from '../../../support/tiny-network.js';

const AHEAD = { exchange: { pipeline: 1 } } as const;

/** The calls, in order: `+3` sends for step 3, `=3` collects, `3` does both. */
function called({ calls }: FakeSession): string {
  const sign = { sendOnly: '+', collect: '=', exchange: '', lookup: '?', weights: 'w' };
  return calls.map((call) => `${sign[kindOf(call)]}${stepOf(call)}`).join(' ');
}

function trained(wishes: Wishes, from = 0): FakeSession {
  const fake = fakeSession({ stepsTotal: 5, ...AHEAD, ...wishes });
  trainUntilStopped(fake.session, from);
  return fake;
}

test('predictions for a step go out before the step before it learns, and each batch is taken once', () => {
  const fake = trained({});
  assert.equal(called(fake), '+0 +1 =0 +2 =1 +3 =2 +4 =3 =4');
  assert.deepEqual(fake.taken, [0, 1, 2, 3, 4]);
  assert.ok(fake.calls.every((call) => offerIn(call).phase === PHASE.beforeUpdate));
});

test('what is sent is made by the weights before the update, of its own batch, at the step the peer stands at', () => {
  const standing: number[] = [];
  const sent = new Map<number, Float32Array>();
  const onCall: Wishes['onCall'] = (io, call) => {
    if (kindOf(call) === 'sendOnly') {
      standing.push(io.step);
      sent.set(stepOf(call), logitsIn(call));
    }
    io.answer(call, OUTCOME.closed, []);
  };
  trained({ onCall });
  assert.deepEqual(standing, [0, 0, 1, 2, 3]);
  const other = fakeSession({ stepsTotal: 5, exchange: { mode: 'none' } });
  for (let step = 0; step < 4; step++) {
    const next = other.session.step.predict(tinyBatch(step + 1)).logits;
    assert.deepEqual(sent.get(step + 1), next, `step ${step + 1}`);
    trainedBy(other.session.step, tinyBatch(step));
  }
});

test('a peer that jumps predicts the step where it lands anew, and the last step predicts nothing', () => {
  const jump = (io: Parameters<NonNullable<Wishes['onCall']>>[0], call: OpenCall): void => {
    if (kindOf(call) === 'collect' && stepOf(call) === 1) io.orderSeek(6);
    io.answer(call, OUTCOME.closed, []);
  };
  const fake = trained({ stepsTotal: 8, onCall: jump });
  assert.equal(called(fake), '+0 +1 =0 +2 =1 +6 +7 =6 =7');
  assert.deepEqual(fake.taken, [0, 1, 2, 6, 7]);
});

test('nothing is predicted ahead for steps that nobody is taught at', () => {
  const mixed = { ...AHEAD.exchange, mode: 'mixed:none@1+lockstep@1' };
  assert.equal(called(trained({ exchange: mixed, stepsPerEpoch: 2 })), '+2 +3 =2 =3');
  assert.equal(called(trained({ distillation: { weight: 0 } })), '');
});

test('before the batch ahead is predicted its graph is made, and the students are told', () => {
  const fake = fakeSession({
    stepsTotal: 4,
    ...AHEAD,
    batchOf: (at) => tinyBatch(at, at === 3 ? 2 : ROWS),
  });
  const order: string[] = [];
  const prepared = new Set([ROWS]);
  const step: FakeSession['session']['step'] = {
    ...fake.session.step,
    isPrepared: (rows) => prepared.has(rows),
    prepare: (rows) => {
      assert.deepEqual(fake.messages.at(-1), { kind: 'busy', step: 2, forMs: 60_000 });
      prepared.add(rows);
      order.push('prepare');
    },
    predict: (batch) => {
      order.push(`predict ${batch.step}`);
      return fake.session.step.predict(batch);
    },
  };
  trainUntilStopped({ ...fake.session, step }, 2);
  assert.deepEqual(order, ['predict 2', 'prepare', 'predict 3']);
});
