import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EdgeLedger } from '../../../../peer/core/exchange/edge-ledger.js';
import { weightsCircle } from '../../../../peer/core/exchange/edges.js';
import type { ExchangeAnswer } from '../../../../peer/core/exchange/offer.js';
import { createExchange } from '../../../../peer/core/exchange/state.js';
import { WeightsCourier } from '../../../../peer/io/weights-courier.js';
import { openCourier, WeightsMeeting } from '../../../../peer/io/weights-meeting.js';
import type { TeacherWeightsMessage, WeightsMessage } from '../../../../peer/mailbox/messages.js';
import { randomStream } from '../../../../proto/random.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { schemeOf } from '../../../../proto/scheme.js';
import { optionsOf } from '../../../support/exchange-kit.js';
import { MemoryWeights } from '../../../support/memory-weights.js';

const EVERY_STEPS = 5;

function meetingOf(peerId: string, store: MemoryWeights, waitMsMax = 60_000, nowMs = () => 0) {
  const told: TeacherWeightsMessage[] = [];
  const answers: ExchangeAnswer[] = [];
  const warnings: string[] = [];
  const ledger = new EdgeLedger();
  const meeting = new WeightsMeeting({
    peerId,
    store,
    everySteps: EVERY_STEPS,
    waitMsMax,
    ledger,
    nowMs,
    tellTrainer: (message) => told.push(message),
    warn: (message) => warnings.push(message),
    onMet: (answer) => answers.push(answer),
  });
  return { peerId, meeting, ledger, told, answers, warnings };
}

const weightsAt = (peerId: string, step: number): WeightsMessage => ({
  kind: 'weights',
  step,
  checkpoint: new TextEncoder().encode(`${peerId} at ${step}`),
});

/** The circle of a peer in a graph such as `a>b,b>a`. */
function circleIn(graph: string, peerId: string) {
  const firstEdges = graph.split(',').map((edge) => {
    const [teacher, student] = edge.split('>');
    return { teacher: teacher!, student: student!, weight: 1 };
  });
  const strict = createExchange(optionsOf({ peerId, strict: true }), 1);
  return weightsCircle({ ...strict, firstMembers: [], firstEdges }, 0);
}

for (const graph of ['a>b,b>a', 'a>b,b>c', 'a>b,b>c,c>a', 'a>b,a>c']) {
  test(`with ${graph} everybody gets what its teachers had at its own step, whoever is faster`, async () => {
    const store = new MemoryWeights();
    const random = randomStream(7, 'jitter');
    store.gate = async () => {
      for (let turns = Math.floor(random.uniform() * 5); turns > 0; turns--)
        await new Promise((resolve) => setImmediate(resolve));
    };
    const ids = [...new Set(graph.split(/[>,]/))];
    const peers = ids.map((id) => meetingOf(id, store));
    const steps = [3, 5, 10, 15, 20, 25]; // a run that was resumed at step 3
    await Promise.all(
      peers.map(async ({ peerId, meeting }) => {
        for (const step of steps) await meeting.exchange(weightsAt(peerId, step), circleIn(graph, peerId));
      }),
    );
    for (const { peerId, told, answers, warnings } of peers) {
      assert.deepEqual(
        answers.map(({ step, outcome }) => [step, outcome]),
        steps.map((step) => [step, 'closed']),
      );
      const { teachers } = circleIn(graph, peerId);
      const expected = steps.map((step) =>
        teachers.map((teacher) => ({ ...teacher, checkpoint: weightsAt(teacher.peerId, step).checkpoint })),
      );
      assert.deepEqual(
        told.map((message) => message.teachers),
        teachers.length === 0 ? [] : expected,
      );
      assert.deepEqual(warnings, []);
    }
    assert.deepEqual(store.torn, []);
  });
}

test('a peer that teaches itself, or that is alone, meets itself at once and publishes nothing', async () => {
  const store = new MemoryWeights();
  const { meeting, told, answers } = meetingOf('a', store);
  await meeting.exchange(weightsAt('a', 5), circleIn('a>a', 'a'));
  const [message] = told;
  assert.deepEqual(message!.teachers, [{ peerId: 'a', weight: 1, checkpoint: weightsAt('a', 5).checkpoint }]);
  await meeting.exchange(weightsAt('a', 10), { teachers: [], students: [] });
  assert.deepEqual([told.length, answers.length, store.published.size], [1, 2, 0]);
});

test('who has not come in time is named, teacher or student, and nothing is handed on', async () => {
  const store = new MemoryWeights();
  const { meeting, told, answers } = meetingOf('a', store, 20);
  await store.publish('b.1', 5, weightsAt('b', 5).checkpoint);
  await store.publish('c.1', 15, weightsAt('c', 15).checkpoint);
  await meeting.exchange(weightsAt('a', 5), circleIn('b>a,c>a,a>d', 'a'));
  const { outcome, missing } = answers[0]!;
  assert.equal(outcome, 'strictTimeout');
  assert.deepEqual(
    missing.map(({ peerId }) => peerId),
    ['c', 'd'],
  );
  assert.deepEqual(told, []);
});

test('while the store fails it tries again, and says so once', async () => {
  const store = new MemoryWeights();
  const { meeting, answers, warnings } = meetingOf('a', store);
  await store.publish('b.0', 0, weightsAt('b', 0).checkpoint);
  let failures = 3;
  store.gate = async () => {
    store.failure = failures-- > 0 ? new Error('not connected to NATS') : undefined;
  };
  await meeting.exchange(weightsAt('a', 0), circleIn('b>a', 'a'));
  assert.equal(answers[0]!.outcome, 'closed');
  assert.deepEqual(warnings, ['weights are exchanged later, if at all: not connected to NATS']);
});

test('the wait for a teacher goes until its weights are here, and stands in the ledger with their bytes', async () => {
  let nowMs = 100;
  const store = new MemoryWeights();
  const { meeting, ledger } = meetingOf('a', store, 60_000, () => nowMs);
  await store.publish('b.1', 5, weightsAt('b', 5).checkpoint);
  const exchange = meeting.exchange(weightsAt('a', 5), circleIn('b>a,c>a', 'a'));
  nowMs = 130;
  store.gate = async () => {
    store.gate = () => Promise.resolve();
    await store.publish('c.1', 5, weightsAt('c', 5).checkpoint);
  };
  await exchange;
  const { b, c } = ledger.sums();
  assert.deepEqual([b!.waitedMs + c!.waitedMs, c!.bytes, b!.bytes], [30, 6, 6]);
});

test('one that is stopped waits no longer', async () => {
  const { meeting, answers } = meetingOf('a', new MemoryWeights());
  const exchange = meeting.exchange(weightsAt('a', 0), circleIn('b>a', 'a'));
  meeting.stop();
  await exchange;
  assert.equal(answers[0]!.outcome, 'strictTimeout');
});

test('peers meet in a strict run of checkpoint mode, and in no other', () => {
  const options = {
    peerId: 'a',
    store: new MemoryWeights(),
    tellTrainer: () => undefined,
    warn: () => undefined,
    ledger: new EdgeLedger(),
    nowMs: () => 0,
    waitMsMax: 1_000,
    onMet: () => undefined,
  };
  const courier = (mode: string, quorum: string) =>
    openCourier(schemeOf(parseRunSpec({ exchange: { mode, quorum } })), options);
  assert.ok(courier('checkpoint:5', 'all') instanceof WeightsMeeting);
  assert.ok(courier('checkpoint:5', 'any') instanceof WeightsCourier);
  assert.ok(courier('lockstep', 'all') instanceof WeightsCourier);
});
