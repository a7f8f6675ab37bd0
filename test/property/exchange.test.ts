import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextWakeMs, stepExchange } from '../../peer/core/exchange/exchange.js';
import type { ExchangeAnswer } from '../../peer/core/exchange/offer.js';
import { createExchange, type ExchangeState } from '../../peer/core/exchange/state.js';
import { bytesOf } from '../../proto/float-bytes.js';
import { routingId } from '../../proto/identity.js';
import { LIMITS } from '../../proto/limits.js';
import {
  digestOf,
  ExchangeKit,
  memberOf,
  offerOf,
  optionsOf,
  payloadOf,
  predictionParts,
  roundOf,
} from '../support/exchange-kit.js';
import '../support/property-seed.js';

const TEACHERS = ['b', 'c', 'd'] as const;

interface Message {
  readonly sender: (typeof TEACHERS)[number];
  readonly step: number;
  readonly otherBatch: boolean;
}

const message = fc.record<Message>({
  sender: fc.constantFrom(...TEACHERS),
  step: fc.integer({ min: 0, max: 12 }),
  otherBatch: fc.boolean(),
});
/** One message for each (sender, step): what an honest cohort sends. */
const messages = fc.uniqueArray(message, {
  maxLength: 30,
  selector: ({ sender, step }) => `${sender}${step}`,
});

function partsOf({ sender, step, otherBatch }: Message): Uint8Array[] {
  const logit = step * 10 + TEACHERS.indexOf(sender);
  return predictionParts(sender, step, logit, { batchDigest: digestOf(step, otherBatch ? 1 : 0) });
}

/** All messages before the offer, in this order; then the answer of step 0. */
function answerAfter(order: readonly Message[]): string {
  const kit = ExchangeKit.among(TEACHERS);
  for (const one of order) kit.receive(one.sender, partsOf(one));
  kit.offer(0);
  kit.pass(60_000);
  return JSON.stringify(
    kit.answers.map(({ teachers }) => teachers.map(({ peerId, logits }) => [peerId, [...bytesOf(logits)]])),
  );
}

test('the order in which predictions arrive never changes what is accepted', () => {
  const orders = messages.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(fc.property(orders, ([one, other]) => assert.equal(answerAfter(one), answerAfter(other))));
});

test('duplicates change nothing', () => {
  const doubled = messages.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all)));
  fc.assert(
    fc.property(doubled, ([all, again]) =>
      assert.equal(answerAfter(all), answerAfter([...all, ...again, ...again])),
    ),
  );
});

/** Messages, offers, and milliseconds that pass. */
const script = fc.array(
  fc.oneof(message, fc.constant('offer' as const), fc.integer({ min: 0, max: 3_000 })),
  { maxLength: 120 },
);
type Script = typeof script extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays a script, and waits for what is open then; `look` is called after each event. */
function played(events: Script, look: (kit: ExchangeKit) => void = () => {}): ExchangeKit {
  const kit = ExchangeKit.among(TEACHERS);
  let step = 0;
  for (const event of events) {
    if (typeof event === 'number') kit.pass(event);
    else if (event !== 'offer') kit.receive(event.sender, partsOf(event));
    else if (kit.state.open === null) kit.offer(step++);
    look(kit);
  }
  kit.pass(60_000);
  return kit;
}

test('predictions for other samples are never in an answer, and nothing held goes beyond the window', () => {
  fc.assert(
    fc.property(script, (events) => {
      const { answers } = played(events, ({ state: { held } }) =>
        assert.ok(held.size <= TEACHERS.length * (LIMITS.aheadStepsMax + 1)),
      );
      for (const answer of answers) assertHonest(answer, events);
    }),
  );
});

test('the seconds of all edges together are never more than was waited', () => {
  fc.assert(
    fc.property(script, (events) => {
      const kit = played(events);
      const sums = Object.values(kit.state.ledger.sums());
      const waitedMs = sums.reduce((total, edge) => total + edge.waitedMs, 0);
      assert.ok(waitedMs <= kit.state.statistics.waitedMs + 1e-6, `${waitedMs}`);
      for (const { steps } of sums.filter((edge) => edge.steps > 0)) assert.equal(steps, kit.answers.length);
    }),
  );
});

function assertHonest(answer: ExchangeAnswer, script: readonly unknown[]): void {
  for (const { peerId, logits } of answer.teachers) {
    const { step } = answer;
    const expected = payloadOf(step * 10 + TEACHERS.indexOf(peerId as (typeof TEACHERS)[number]));
    assert.deepEqual([...bytesOf(logits)], [...expected]);
    const honest = script.some((event) => {
      const { sender, step: of, otherBatch } = event as Message;
      return sender === peerId && of === step && !otherBatch;
    });
    assert.ok(honest, `step ${step} was taught by ${peerId}, who did not predict for its batch`);
  }
}

/** What a network does to one message: how many copies arrive, and when. */
const fate = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 2 });

interface Endpoint {
  state: ExchangeState;
  step: number;
  readonly answers: ExchangeAnswer[];
}

/** Two endpoints over a network that drops, doubles, delays and reorders. Returns their answers. */
function runPair(
  fates: readonly (readonly number[])[],
  stepsEach: number,
): readonly (readonly ExchangeAnswer[])[] {
  const ids = ['a', 'b'];
  const ends = new Map<string, Endpoint>(
    ids.map((id) => [
      id,
      { state: createExchange(optionsOf({ peerId: id, waitMsMax: 2_000 }), 1), step: 0, answers: [] },
    ]),
  );
  const queue: { atMs: number; order: number; run: (nowMs: number) => void }[] = [];
  let sent = 0;
  const later = (atMs: number, run: (nowMs: number) => void): void => {
    queue.push({ atMs, order: queue.length, run });
    queue.sort((one, other) => one.atMs - other.atMs || one.order - other.order);
  };
  const deliver = (id: string, event: Parameters<typeof stepExchange>[1], nowMs: number): void => {
    const end = ends.get(id)!;
    const { state, effects } = stepExchange(end.state, event, nowMs);
    end.state = state;
    for (const effect of effects) {
      if (effect.kind === 'send' || effect.kind === 'reply') {
        const to = id === 'a' ? 'b' : 'a';
        const arrived = { parts: effect.parts };
        const back = effect.kind === 'send';
        for (const delayMs of fates[sent++ % fates.length] ?? [1]) {
          later(nowMs + delayMs, (atMs) =>
            deliver(
              to,
              back
                ? { kind: 'frames', from: routingId(id, 1), ...arrived }
                : { kind: 'linkFrames', student: id, ...arrived },
              atMs,
            ),
          );
        }
      } else if (effect.kind === 'answer') {
        end.answers.push(effect.answer);
        if (++end.step < stepsEach) later(nowMs + 20, (atMs) => offer(id, atMs));
      }
    }
    const wakeMs = nextWakeMs(state, nowMs);
    if (wakeMs !== null) later(Math.max(wakeMs, nowMs), (atMs) => tick(id, atMs));
  };
  const tick = (id: string, nowMs: number): void => {
    const wakeMs = nextWakeMs(ends.get(id)!.state, nowMs);
    if (wakeMs !== null && wakeMs <= nowMs) deliver(id, { kind: 'tick' }, nowMs);
  };
  const offer = (id: string, nowMs: number): void =>
    deliver(id, { kind: 'offer', offer: offerOf(ends.get(id)!.step, id === 'a' ? 1 : 2) }, nowMs);
  for (const id of ids) {
    const view = { version: 1, members: ids.map((one) => memberOf(one)) };
    deliver(id, { kind: 'cohort', view, rounds: [roundOf(1, 0, 1_000, ids)] }, 0);
    deliver(id, { kind: 'linkUp', student: id === 'a' ? 'b' : 'a' }, 0);
    deliver(id, { kind: 'start', step: 0, fromStep: 0 }, 0);
    later(1, (atMs) => offer(id, atMs));
  }
  for (let turns = 0; queue.length > 0 && turns < 20_000; turns++) {
    const next = queue.shift()!;
    if ([...ends.values()].every((end) => end.answers.length >= stepsEach)) break;
    next.run(next.atMs);
  }
  return [...ends.values()].map((end) => end.answers);
}

test('whatever the network does, every step ends in time and only with predictions for that very step', () => {
  fc.assert(
    fc.property(fc.array(fate, { minLength: 1, maxLength: 60 }), (fates) => {
      const answers = runPair(fates, 30);
      for (const [i, ofOne] of answers.entries()) {
        assert.equal(ofOne.length, 30);
        for (const answer of ofOne) {
          assert.ok(answer.waitedMs <= 2_000 + 1e-6); // times are sums of fractions
          for (const { logits } of answer.teachers)
            assert.deepEqual([...bytesOf(logits)], [...payloadOf(i === 0 ? 2 : 1)]);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('over a network that only delays a little, every step is full', () => {
  const answers = runPair([[12]], 50);
  for (const ofOne of answers) assert.ok(ofOne.every((answer) => answer.teachers.length === 1));
});

test('a transition leaves the state it came from as it was', () => {
  const kit = ExchangeKit.among(TEACHERS);
  kit.receive('b', predictionParts('b', 0));
  const before = kit.state;
  const size = before.held.size;
  kit.offer(0);
  kit.receive('c', predictionParts('c', 0));
  assert.equal(before.held.size, size);
  assert.equal(before.open, null);
});
