import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CoordinatorEffect } from '../../../coordinator/core/events.js';
import { decideFormation, type RoundDecision } from '../../../coordinator/core/formation.js';
import { isFinal } from '../../../coordinator/core/membership.js';
import type { CoreOptions } from '../../../coordinator/core/options.js';
import type { CoordinatorState } from '../../../coordinator/core/state.js';
import { CoordinatorScript } from '../../support/coordinator-script.js';
import '../../support/property-seed.js';

const PEERS = 3;

/** Something that happens, said to a script. */
type Happening = (script: CoordinatorScript) => void;

const peer = fc.integer({ min: 0, max: PEERS - 1 }).map((i) => `peer-${i}`);
const incarnation = fc.integer({ min: 1, max: 4 });
const step = fc.integer({ min: 0, max: 1_100 });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(peer, incarnation, step).map(
      ([id, n, at]): Happening =>
        (script) => {
          script.askToJoin(id, { incarnation: n, step: at % 300 });
        },
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(peer, step, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 3 })).map(
      ([id, at, state, term]): Happening =>
        (script) => {
          script.beat(id, at, { state, term });
        },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(peer, step, fc.double({ min: 0, max: 1, noNaN: false })).map(
      ([id, at, accuracy]): Happening =>
        (script) => {
          script.report(id, { step: at, validationAccuracy: accuracy, validationLoss: 1 - accuracy });
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(peer, fc.constantFrom('finished', 'interrupted', 'ERR_DISK')).map(
      ([id, code]): Happening =>
        (script) => {
          script.leave(id, 5, code);
        },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 4_000 }).map(
      (ms): Happening =>
        (script) =>
          script.pass(ms),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Happening>(
      (script) => script.tell({ kind: 'linkLost' }),
      (script) => script.tell({ kind: 'linkBack' }),
      (script) => script.tell({ kind: 'rivalSeen', term: script.state.term }),
      (script) => script.tell({ kind: 'stopRequested', reason: 'test' }),
    ),
  },
);

/** Lets things happen until the run is over. */
function live(script: CoordinatorScript, happenings: readonly Happening[]): void {
  for (const happen of happenings) if (!script.state.finished) happen(script);
}

const story = fc.array(happening, { maxLength: 60 });

const ORDER: readonly CoordinatorEffect['kind'][] = ['persist', 'publish', 'reply'];

function assertGrows(before: CoordinatorState, after: CoordinatorState): void {
  assert.ok(after.term >= before.term);
  assert.ok(after.term > before.term || after.sequence >= before.sequence);
  assert.ok(after.view.version >= before.view.version);
  assert.ok(after.roundMax >= before.roundMax);
  if (before.stop !== null) assert.ok(after.stop!.step <= before.stop.step);
  const numbers = after.rounds.map((open) => open.round.number);
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((a, b) => a - b),
  );
  assert.deepEqual(
    after.leases.map((lease) => lease.incarnation),
    after.view.members.map((member) => member.incarnation),
  );
}

test('whatever happens, in whatever order: inputs stay untouched, numbers grow, effects keep their order', () => {
  fc.assert(
    fc.property(story, (happenings) => {
      const script = new CoordinatorScript({ peers: PEERS });
      for (const happen of happenings) {
        const before = script.state;
        if (before.finished) return;
        happen(script); // the script freezes state and event: writing to either throws
        assertGrows(before, script.state);
        const kinds = script.effects.map((effect) => effect.kind).filter((kind) => ORDER.includes(kind));
        assert.deepEqual(
          kinds,
          [...kinds].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)),
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('a message that comes twice changes nothing the second time', () => {
  fc.assert(
    fc.property(
      story,
      peer,
      step,
      fc.constantFrom('heartbeat', 'report', 'leave', 'join'),
      (happenings, id, at, kind) => {
        const script = new CoordinatorScript({ peers: PEERS });
        live(script, happenings);
        fc.pre(!script.state.finished);
        const lease = script.state.leases.find((one) => one.peerId === id);
        const say = (): void => {
          const n = lease?.incarnation ?? 1;
          if (kind === 'heartbeat') script.beat(id, at, { incarnation: n, sequence: 10_000 });
          if (kind === 'report') script.report(id, { incarnation: n, step: at });
          if (kind === 'leave') script.leave(id, at, 'finished');
          if (kind === 'join') script.askToJoin(id, { incarnation: n + 1, step: 0 });
        };
        say();
        script.tell({ kind: 'tick' });
        fc.pre(!script.state.finished);
        const once = script.state;
        say();
        assert.deepEqual({ ...script.state, publishedAtMs: 0 }, { ...once, publishedAtMs: 0 });
      },
    ),
    { numRuns: 300 },
  );
});

/** The rule for the first round, written down once more as plainly as it can be. */
function dumbFormation(state: CoordinatorState, nowMs: number, options: CoreOptions): RoundDecision['kind'] {
  let ready = 0;
  let awaited = 0;
  let furthest = 0;
  let training = false;
  for (const { id } of options.spec.peers) {
    const lease = state.leases.find((one) => one.peerId === id);
    const isReady = lease !== undefined && lease.trainer >= 1 && lease.trainer <= 3;
    if (isReady) {
      ready++;
      furthest = Math.max(furthest, lease.step);
      training ||= lease.trainer > 1;
    } else if (!isFinal(state.departed[id])) awaited++;
  }
  const timedOut =
    state.formingSinceMs >= 0 && nowMs - state.formingSinceMs >= options.spec.rounds.joinTimeoutMs;
  if (ready === 0) return 'wait';
  if (awaited > 0 && !(timedOut && ready >= options.spec.rounds.peersMin)) return 'wait';
  if (!training && state.stop !== null && furthest >= state.stop.step) return 'wait';
  return 'open';
}

test('the decision to open the first round equals a plain second version of the rule', () => {
  fc.assert(
    fc.property(story, fc.integer({ min: 0, max: 120_000 }), (happenings, laterMs) => {
      const script = new CoordinatorScript({ peers: PEERS, rounds: { peersMin: 2 } });
      live(script, happenings);
      const nowMs = script.nowMs + laterMs;
      const decision = decideFormation(script.state, nowMs, script.options);
      const beyond = decision.kind === 'wait' && decision.reason.startsWith('the run stops before');
      const expected = dumbFormation(script.state, nowMs, script.options);
      if (!beyond) assert.equal(decision.kind, expected, decision.reason);
    }),
    { numRuns: 300 },
  );
});
