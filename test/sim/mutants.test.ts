import assert from 'node:assert/strict';
import { test } from 'node:test';
import { step } from '../../coordinator/core/coordinator.js';
import type { CoordinatorEvent, Transition } from '../../coordinator/core/events.js';
import type { PeerEvent } from '../../peer/core/peer-events.js';
import { dataHeaderCodec, type Prediction } from '../../proto/codec.js';
import type { CoordinatorStep } from './coordinator-process.js';
import { asIfReached, firstFailure, type Mutation } from './mutation.js';
import type { PeerProcess } from './peer-process.js';
import { digestOf } from './trainer.js';

/** A coordinator that sees another snapshot than the one it should. */
function misreading(
  read: (event: Extract<CoordinatorEvent, { kind: 'started' }>) => CoordinatorEvent,
): CoordinatorStep {
  return (state, event, nowMs, options) =>
    step(state, event.kind === 'started' ? read(event) : event, nowMs, options);
}

/** A coordinator whose transitions are tampered with. */
function tampered(change: (transition: Transition, event: CoordinatorEvent) => Transition): CoordinatorStep {
  return (state, event, nowMs, options) => change(step(state, event, nowMs, options), event);
}

/** A peer that sees other headers on predictions than were sent. */
function forging(
  forge: (prediction: Prediction, peer: PeerProcess) => Prediction,
): NonNullable<Mutation['receive']> {
  return (peer: PeerProcess, event: PeerEvent): PeerEvent => {
    if (event.kind !== 'frames' || event.parts.length < 2) return event;
    const header = dataHeaderCodec.decode(event.parts[0]!);
    if (header.body !== 'prediction') return event;
    const prediction = forge(header.prediction, peer);
    return { ...event, parts: [dataHeaderCodec.encode({ body: 'prediction', prediction }), event.parts[1]!] };
  };
}

const MUTANTS: readonly { readonly name: string; readonly mutation: Mutation; readonly caughtBy: RegExp }[] =
  [
    {
      name: 'a coordinator that numbers rounds anew after a restart',
      mutation: {
        coordinatorStep: misreading((event) =>
          event.snapshot === null
            ? event
            : { ...event, snapshot: { ...event.snapshot, roundMax: 0, rounds: [] } },
        ),
      },
      caughtBy: /round \d+ (means two things|announced after)/,
    },
    {
      name: 'a coordinator that goes on in the term of the one before it',
      mutation: {
        coordinatorStep: misreading((event) =>
          event.snapshot === null
            ? event
            : { ...event, snapshot: { ...event.snapshot, term: event.snapshot.term - 1 } },
        ),
      },
      caughtBy: /means two things/,
    },
    {
      name: 'a coordinator that announces before anything is durable',
      mutation: {
        coordinatorStep: tampered(({ state, effects }) => ({
          state,
          effects: effects.filter((effect) => effect.kind !== 'persist' || state.roundMax === 0),
        })),
      },
      caughtBy: /means two things|announced after/,
    },
    {
      name: 'a coordinator that moves the stop',
      mutation: {
        coordinatorStep: tampered(({ state, effects }, event) => ({
          state:
            event.kind === 'report' && state.stop !== null
              ? { ...state, stop: { ...state.stop, step: state.stop.step + 1 } }
              : state,
          effects,
        })),
      },
      caughtBy: /the stop moved/,
    },
    {
      name: 'a coordinator that takes announced rounds for reached',
      mutation: {
        coordinatorStep: tampered(({ state, effects }) => ({
          state,
          effects: effects.map((effect) =>
            effect.kind === 'publish'
              ? { ...effect, announcement: asIfReached(effect.announcement) }
              : effect,
          ),
        })),
      },
      caughtBy: /steps were skipped by all/,
    },
    {
      name: 'a peer that does not compare batch digests',
      mutation: {
        receive: forging((prediction, peer) => ({
          ...prediction,
          batchDigest: digestOf(prediction.step, peer.variant),
        })),
      },
      caughtBy: /from another batch/,
    },
    {
      name: 'a peer that takes old predictions for new ones',
      mutation: {
        receive: forging((prediction, peer) => ({
          ...prediction,
          step: peer.step,
          batchDigest: digestOf(peer.step, peer.variant),
        })),
      },
      caughtBy: /learned at step \d+ from step/,
    },
  ];

for (const { name, mutation, caughtBy } of MUTANTS) {
  test(`the simulation catches ${name}`, () => {
    assert.match(firstFailure(mutation), caughtBy);
  });
}
