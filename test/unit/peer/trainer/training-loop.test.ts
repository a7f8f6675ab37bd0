import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OUTCOME } from '../../../../peer/mailbox/call.js';
import type { TrainingSession } from '../../../../peer/trainer/ports.js';
import { trainUntilStopped } from '../../../../peer/trainer/training-loop.js';
import { PHASE, TRAINER_STATE } from '../../../../proto/codec.js';
import { CodistillError } from '../../../../proto/errors.js';
import { fakeSession, ROWS, type Saved, type Wishes } from '../../../support/fake-session.js';
import { kindOf, logitsIn, offerIn, stepOf, taught } from '../../../support/mailbox-kit.js';
import { tinyBatch, tinyTeacher } from '../../../support/tiny-network.js';

const steps = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const savedSteps = (saved: readonly Saved[]): number[] => saved.map(({ step }) => step);

test('every step is taken once, in order, from the given one to the last', () => {
  const { session, taken, io, count } = fakeSession();
  const result = trainUntilStopped(session, 3);
  assert.deepEqual(taken, steps(3, 12));
  assert.equal(result.steps, 12);
  assert.deepEqual([io.state, io.step, io.epoch], [TRAINER_STATE.finished, 12, 2]);
  assert.equal(count().flushed, 1);
});

test('training stops before the step it was ordered to, whether the order came before or meanwhile', () => {
  const before = fakeSession();
  before.io.orderStop(7);
  assert.equal(trainUntilStopped(before.session, 0).steps, 7);
  assert.deepEqual(before.taken, steps(0, 7));
  const meanwhile = fakeSession({
    onCall: (io, call) => {
      if (stepOf(call) === 4) io.orderStop(6);
      io.answer(call, OUTCOME.closed, []);
    },
  });
  assert.equal(trainUntilStopped(meanwhile.session, 0).steps, 6);
  assert.deepEqual(meanwhile.taken, steps(0, 6));
});

test('a stop at a step that is over ends training at once, with a validation and a checkpoint', () => {
  const { session, io, taken, saved } = fakeSession();
  io.orderStop(2);
  assert.equal(trainUntilStopped(session, 4).steps, 4);
  assert.deepEqual([taken, savedSteps(saved)], [[], [4]]);
});

test('ordered ahead, a peer leaves out the steps between; ordered back, it goes on', () => {
  const { session, taken } = fakeSession({
    onCall: (io, call) => {
      if (stepOf(call) === 2) io.orderSeek(8);
      if (stepOf(call) === 9) io.orderSeek(3);
      io.answer(call, OUTCOME.closed, []);
    },
  });
  assert.equal(trainUntilStopped(session, 0).steps, 12);
  assert.deepEqual(taken, [0, 1, 2, 8, 9, 10, 11]);
});

test('a peer that went ahead in vain goes back, trains the steps between, and saves nothing before', () => {
  for (const ahead of [8, 9, 11]) {
    const { session, taken, saved } = fakeSession({
      onCall: (io, call) => {
        if (stepOf(call) === 2) io.orderSeek(ahead);
        if (stepOf(call) === ahead && !taken.includes(5)) io.orderReturn(4);
        io.answer(call, OUTCOME.closed, []);
      },
    });
    assert.equal(trainUntilStopped(session, 0).steps, 12);
    assert.deepEqual(taken, [0, 1, 2, ahead, ...steps(4, 12)]);
    assert.deepEqual(savedSteps(saved), [5, 10, 12]);
  }
});

test('ordered to the end, past the end or past the stop, a peer trains no step that nobody else trains', () => {
  for (const [seek, stop, end] of [
    [12, -1, 12],
    [99, -1, 12],
    [9, 8, 8],
  ] as const) {
    const { session, io, taken, saved } = fakeSession();
    io.orderSeek(seek);
    io.orderStop(stop);
    assert.equal(trainUntilStopped(session, 0).steps, end);
    assert.deepEqual([taken, savedSteps(saved)], [[], [end]]);
  }
});

test('before a batch of a size that the step is not ready for the students are told, and the weights settled', () => {
  const { session, io, messages } = fakeSession({
    stepsTotal: 6,
    batchOf: (at) => tinyBatch(at, at === 3 ? 2 : 5),
  });
  const order: string[] = [];
  const prepared = new Set([5]);
  const step: TrainingSession['step'] = {
    ...session.step,
    isPrepared: (rows) => prepared.has(rows),
    prepare(rows) {
      assert.equal(io.state, TRAINER_STATE.evaluating, 'the I/O thread can see that this is no stall');
      assert.deepEqual(messages.at(-1), { kind: 'busy', step: 3, forMs: 60_000 });
      order.push(`prepare ${rows}`);
      prepared.add(rows);
    },
    train(batch, teach) {
      assert.equal(io.state, TRAINER_STATE.training);
      if (batch.rows === 2) order.push('run 2');
      return session.step.train(batch, teach);
    },
    settle: () => order.push('settle'),
  };
  trainUntilStopped({ ...session, step }, 0);
  assert.deepEqual(order.slice(0, 3), ['settle', 'prepare 2', 'run 2']);
});

test('validation comes after every epoch and at the end, and a checkpoint with each', () => {
  const { session, saved, count } = fakeSession();
  trainUntilStopped(session, 0);
  assert.deepEqual(savedSteps(saved), [5, 10, 12]);
  assert.equal(count().evaluations, 3);
});

test('an end that falls on a validation is validated and saved once', () => {
  const { session, saved, count } = fakeSession({ stepsTotal: 10 });
  trainUntilStopped(session, 0);
  assert.deepEqual([savedSteps(saved), count().evaluations], [[5, 10], 2]);
});

test('checkpoints between validations hold no validation and are never the best', () => {
  const { session, saved } = fakeSession({ training: { evaluateEverySteps: 6, checkpointEverySteps: 4 } });
  trainUntilStopped(session, 0);
  assert.deepEqual(saved, [
    { step: 4, validationLoss: undefined, best: false },
    { step: 6, validationLoss: 1, best: true },
    { step: 8, validationLoss: undefined, best: false },
    { step: 12, validationLoss: 1, best: false },
  ]);
});

test('an end that falls on a checkpoint is validated all the same, and saved once', () => {
  const training = { evaluateEverySteps: 5, checkpointEverySteps: 4 };
  const { session, saved, count } = fakeSession({ training });
  const result = trainUntilStopped(session, 0);
  assert.deepEqual(savedSteps(saved), [4, 5, 8, 10, 12]);
  assert.equal(count().evaluations, 3);
  assert.equal(result.validationAccuracy, 0.53, 'that of the weights at the end, not an earlier one');
});

test('the best checkpoint is the one with the lowest validation loss, of the run before a restart too', () => {
  const bestAt = (wishes: Wishes): number[] => {
    const { session, saved } = fakeSession({ stepsTotal: 20, ...wishes });
    trainUntilStopped(session, 0);
    return saved.filter(({ best }) => best).map(({ step }) => step);
  };
  assert.deepEqual(bestAt({ losses: [0.9, 0.95, 0.8, 0.8] }), [5, 15]);
  assert.deepEqual(bestAt({ losses: [0.9, 0.95, 0.8, 0.8], bestLoss: 0.85 }), [15]);
  assert.deepEqual(bestAt({ losses: [0.9, 0.95, 0.8, 0.8], bestLoss: 0.5 }), []);
});

test('a validation loss that is not finite fails the peer, and its weights are not saved', () => {
  for (const loss of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const { session, saved } = fakeSession({ losses: [0.5, loss] });
    assert.throws(
      () => trainUntilStopped(session, 0),
      coded('ERR_NON_FINITE', /validation loss .* at step 10/),
    );
    assert.deepEqual(savedSteps(saved), [5]);
  }
});

test('every pause is announced, that of a checkpoint alone too', () => {
  const { session, messages } = fakeSession({ training: { evaluateEverySteps: 6, checkpointEverySteps: 4 } });
  trainUntilStopped(session, 0);
  const busy = messages.flatMap((message) => (message.kind === 'busy' ? [message.step] : []));
  assert.deepEqual(busy, [4, 6, 8, 12]);
});

test('each validation is announced as a pause before, and told with its losses after', () => {
  const { session, messages, io } = fakeSession({ stepsTotal: 5, losses: [0.25] });
  trainUntilStopped(session, 0);
  assert.deepEqual(
    messages.map(({ kind }) => kind),
    ['busy', 'evaluation', 'record'],
  );
  assert.deepEqual(messages[1], {
    kind: 'evaluation',
    step: 5,
    epoch: 0,
    validationAccuracy: 0.51,
    validationLoss: 0.25,
  });
  const [, , record] = messages;
  assert.ok(record?.kind === 'record');
  assert.deepEqual([record.record.kind, record.record.tensors], ['evaluation', 42]);
  assert.equal(io.gauge('validationAccuracy'), 0.51);
});

test('the validation of a text is told in bits per character, too', () => {
  const { session, io, messages } = fakeSession({ stepsTotal: 5, losses: [Math.LN2] });
  const text = {
    level: 'bytes',
    tokensPerCharacter: 2,
    blockSamples: 1,
  } as const;
  trainUntilStopped({ ...session, validation: { ...session.validation, text } }, 0);
  assert.equal(
    io.gauge('bitsPerCharacter'),
    2,
    'ln 2 nats are one bit a token, of which a character has two',
  );
  const records = messages.flatMap((message) => (message.kind === 'record' ? [message.record] : []));
  const told = records.filter(({ kind }) => kind === 'evaluation').map((one) => one.bitsPerCharacter);
  assert.deepEqual(told, [2]);
});

test('every twentieth step leaves a record, with what it was taught, and its curves', () => {
  const teacher = tinyTeacher(50);
  const { session, messages, scalars, io } = fakeSession({
    stepsTotal: 45,
    training: { evaluateEverySteps: 45 },
    distillation: { weight: 0.5 },
    onCall: (mailbox, call) =>
      mailbox.answer(
        call,
        OUTCOME.closed,
        [0, 1].map((position) => taught(teacher, position)),
      ),
  });
  trainUntilStopped(session, 0);
  const records = messages.flatMap((message) =>
    message.kind === 'record' && message.record.kind === 'step' ? [message.record] : [],
  );
  assert.deepEqual(
    records.map(({ step, epoch, teachers, weight, peer }) => ({ step, epoch, teachers, weight, peer })),
    [20, 40].map((step) => ({ step, epoch: step / 5 - 1, teachers: 2, weight: 0.5, peer: 'peer-0' })),
  );
  const [first, second] = records.map(({ trainingMs }) => Number(trainingMs));
  assert.ok(first! > 0 && first! < second!, `training time ${first}, then ${second} ms`);
  assert.deepEqual(
    scalars.map(([step]) => step),
    [20, 40, 45],
  );
  assert.ok(io.gauge('distillationLoss') > 0 && io.gauge('supervisedLoss') > 0);
  assert.equal(io.gauge('distillationWeight'), 0.5);
});

test('a teacher that predicts the same is told of once, and records say how far teachers agree', () => {
  const { session, messages } = fakeSession({
    stepsTotal: 40,
    training: { evaluateEverySteps: 40 },
    onCall(mailbox, call) {
      mailbox.answer(call, OUTCOME.closed, [taught(logitsIn(call), 1)]);
    },
  });
  trainUntilStopped(session, 0);
  const warnings = messages.flatMap((one) => (one.kind === 'warning' ? [one.message] : []));
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]!, /peer-1 and peer-0 predict the same/);
  const records = messages.flatMap((one) => (one.kind === 'record' ? [one.record] : []));
  const steps = records.filter(({ kind }) => kind === 'step');
  assert.deepEqual(
    steps.map(({ agreement, quarantined }) => ({ agreement, quarantined })),
    [1, 1].map((agreement) => ({ agreement, quarantined: [] })),
  );
});

test('what the literature warns of in a run spec is said by its first learner alone', () => {
  const warned = (peerId: string): number => {
    const { session, messages } = fakeSession({ stepsTotal: 1, distillation: { weight: 3 } });
    trainUntilStopped({ ...session, peerId }, 0);
    return messages.filter(({ kind }) => kind === 'warning').length;
  };
  assert.deepEqual([warned('peer-0'), warned('peer-1')], [1, 0]);
});

test('each step calls its own batch: step, epoch, rows, digest, and which of the two predictions it is', () => {
  const { session, calls } = fakeSession({ stepsTotal: 6, distillation: { update: 'sequential' } });
  trainUntilStopped(session, 4);
  assert.deepEqual(
    calls.map((call) => {
      const { request, step, epoch, rows, phase } = offerIn(call);
      return { request, step, epoch, rows, phase };
    }),
    [4, 5].flatMap((step) => [
      { request: 'exchange', step, epoch: step === 4 ? 0 : 1, rows: ROWS, phase: PHASE.beforeUpdate },
      { request: 'sendOnly', step, epoch: step === 4 ? 0 : 1, rows: ROWS, phase: PHASE.afterUpdate },
    ]),
  );
  assert.deepEqual(offerIn(calls[0]).digest, tinyBatch(4).digest);
});

test('predictions that are not finite are never offered', () => {
  const { session, calls } = fakeSession({
    stepsTotal: 5,
    batchOf: (step) =>
      step === 1 || step === 3
        ? { ...tinyBatch(step), inputs: new Float32Array(20).fill(Number.NaN) }
        : tinyBatch(step),
  });
  trainUntilStopped(session, 0);
  assert.deepEqual(calls.map(stepOf), [0, 2, 4]);
});

test('a loss that stays not finite fails the peer at the third step, with its code', () => {
  const { session, taken, saved } = fakeSession({
    batchOf: (step) => ({ ...tinyBatch(step), inputs: new Float32Array(20).fill(Number.NaN) }),
  });
  assert.throws(() => trainUntilStopped(session, 0), coded('ERR_NON_FINITE', /since step 0/));
  assert.deepEqual([taken, saved], [[0, 1, 2], []]);
});

test('a strict run whose teachers were not all heard fails with ERR_STRICT_TIMEOUT, naming the step', () => {
  const { session, taken } = fakeSession({
    onCall: (io, call) => io.answer(call, stepOf(call) === 2 ? OUTCOME.strictTimeout : OUTCOME.closed, []),
  });
  assert.throws(() => trainUntilStopped(session, 0), coded('ERR_STRICT_TIMEOUT', /step 2/));
  assert.deepEqual(taken, [0, 1, 2]);
});

test('an I/O thread that never answers is an ERR_INTERNAL within the longest wait and its slack', () => {
  const { session } = fakeSession({
    exchange: { waitMsMax: 20 },
    answerSlackMs: 30,
    onCall: () => undefined,
  });
  const from = performance.now();
  assert.throws(
    () => trainUntilStopped(session, 0),
    coded('ERR_INTERNAL', /did not answer for 50 ms at step 0/),
  );
  const waitedMs = performance.now() - from;
  assert.ok(waitedMs >= 49, `${waitedMs} ms`);
});

test('time spent waiting is a share of training time, and pauses count for neither', () => {
  const { session } = fakeSession({ stepsTotal: 10 });
  const { waitFraction, dataWaitFraction, samplesPerSecond } = trainUntilStopped(session, 0);
  assert.ok(waitFraction > 0 && waitFraction < 1, `${waitFraction}`);
  assert.ok(dataWaitFraction > 0 && dataWaitFraction < 1, `${dataWaitFraction}`);
  assert.ok(samplesPerSecond > 0);
});

test('a peer that resumes at the end of its run only validates and saves', () => {
  const { session, taken, saved, calls } = fakeSession();
  const result = trainUntilStopped(session, 12);
  assert.deepEqual([taken, calls, savedSteps(saved), result.steps], [[], [], [12], 12]);
  assert.equal(result.validationAccuracy, 0.51);
});

function coded(code: string, message: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof CodistillError && error.code === code && message.test(error.message);
}

/** What a peer in `checkpoint:2` does besides training, in order: serves, hands out weights, waits for others'. */
function handedOut(quorum: 'any' | 'all', wishes: Wishes = {}): string[] {
  const done: string[] = [];
  const { session } = fakeSession({
    stepsTotal: 4,
    exchange: { mode: 'checkpoint:2', quorum },
    onCall: (io, call) => {
      assert.equal(kindOf(call), 'weights');
      done.push('waits');
      io.answer(call, OUTCOME.closed, []);
    },
    ...wishes,
  });
  trainUntilStopped(
    {
      ...session,
      post: (message) => {
        if (message.kind === 'weights') done.push(`hands out ${message.step}`);
      },
      services: {
        serve: (step) => done.push(`serves at ${step}`),
        weightsToPublish: (step) =>
          step % 2 === 0 ? { kind: 'weights', step, checkpoint: Uint8Array.of(step) } : undefined,
      },
    },
    0,
  );
  return done;
}

test('weights are handed out between two steps; a strict peer sleeps until others have come, and takes theirs', () => {
  const loose = ['serves at 0', 'hands out 0', 'serves at 1', 'serves at 2', 'hands out 2', 'serves at 3'];
  assert.deepEqual(handedOut('any'), loose);
  const strict = ([first, second]: readonly [number, number]): string[] => [
    ...[`serves at ${first}`, 'waits', `hands out ${first}`, `serves at ${first}`],
    `serves at ${second}`,
  ];
  assert.deepEqual(handedOut('all'), [...strict([0, 1]), ...strict([2, 3])]);
});

test('a strict peer whose teachers have not come to its step, or that is interrupted there, trains no step without', () => {
  const answering = (outcome: 0 | 1 | 2): Wishes => ({
    onCall: (io, call) => io.answer(call, outcome, []),
  });
  const [late, aborted] = [OUTCOME.strictTimeout, OUTCOME.aborted].map((outcome) => answering(outcome));
  assert.throws(() => handedOut('all', late!), coded('ERR_STRICT_TIMEOUT', /step/));
  assert.throws(() => handedOut('all', aborted!), coded('ERR_INTERRUPTED', /left out/));
});
