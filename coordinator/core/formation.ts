import { andThen, type Change, decided, unchanged } from './events.js';
import { isFinal } from './membership.js';
import { namesText } from './names-text.js';
import type { CoreOptions } from './options.js';
import { boundaryAtOrAfter, hasFormed, isInformed, isReady, isTraining, safeStep } from './progress.js';
import { firstStep, stepsText } from './resumption.js';
import { announce } from './round.js';
import type { CoordinatorState, Lease } from './state.js';

/** The verdict on the first round: it opens, or the cohort waits, with the reason. */
export type RoundDecision =
  | {
      readonly kind: 'open';
      readonly members: readonly string[];
      readonly startStep: number;
      readonly reason: string;
    }
  | { readonly kind: 'wait'; readonly reason: string };

/**
 * Decides when a cohort that has not formed begins its first round: once all peers of the spec are ready, or once
 * `joinTimeoutMs` has passed since the first was, if at least `peersMin` are. A strict cohort always waits for all: who
 * was slow to start must not decide by whom a run is taught.
 *
 * It begins where {@link firstStep} says, or, if members train already (the coordinator lost its store), ahead of them all;
 * a strict cohort does not mix the two.
 */
export function decideFormation(state: CoordinatorState, nowMs: number, options: CoreOptions): RoundDecision {
  const { peers, rounds } = options.spec;
  const { strict } = options.scheme;
  const readyAll = state.leases.filter(isReady);
  const ready = readyAll.filter((lease) => !lease.frozen);
  if (ready.length === 0) return { kind: 'wait', reason: 'no peer is ready' };
  const present = new Set(readyAll.map((lease) => lease.peerId));
  const awaited = peers
    .map((peer) => peer.id)
    .filter((id) => (strict || !isFinal(state.departed[id])) && !present.has(id));
  const waitedMs = nowMs - state.formingSinceMs;
  const timedOut = state.formingSinceMs >= 0 && waitedMs >= rounds.joinTimeoutMs;
  const counts = `${readyAll.length} of ${peers.length} ready`;
  const mayDoWithout = !strict && timedOut && ready.length >= rounds.peersMin;
  if (awaited.length > 0 && !mayDoWithout) {
    return { kind: 'wait', reason: `waiting for ${namesText(awaited)} (${counts})` };
  }
  const training = ready.filter(isTraining);
  if (strict && training.length > 0 && training.length < ready.length) {
    return { kind: 'wait', reason: `${namesText(training.map((lease) => lease.peerId))} train already` };
  }
  const startStep =
    training.length > 0
      ? boundaryAtOrAfter(safeStep(ready, nowMs, options), 0, rounds.steps)
      : firstStep(ready, options);
  if (startStep === undefined) return { kind: 'wait', reason: `no common step: ${stepsText(ready)}` };
  const reason =
    awaited.length === 0 ? counts : `${counts}, waited ${rounds.joinTimeoutMs} ms for ${namesText(awaited)}`;
  return { kind: 'open', members: ready.map((lease) => lease.peerId), startStep, reason };
}

/**
 * Lets a cohort form anew when everybody who was on the way is gone: whoever is left was let in further ahead, at the start
 * of a round that is not announced yet, and waits there for nobody. The steps before it would be left out.
 */
export function formAnew(state: CoordinatorState, options: CoreOptions): Change {
  const learners = state.leases.filter((lease) => !lease.frozen);
  const stranded = learners.every(({ enterStep }) => enterStep !== null && enterStep >= state.boundaryStep);
  const inVain = learners.some(({ enterStep, step }) => enterStep !== null && enterStep > step);
  if (!options.scheme.inStep || !hasFormed(state) || !stranded || !inVain) return unchanged(state);
  const leases = state.leases.map((lease) => ({ ...lease, enterStep: null }));
  const ids = namesText(learners.map((lease) => lease.peerId));
  return decided(
    { ...state, leases, rounds: [] },
    `the cohort forms anew: nobody is left that trains towards the entry of ${ids}`,
    'warn',
  );
}

/** Opens the first round of a cohort that forms. */
export function formCohort(state: CoordinatorState, nowMs: number, options: CoreOptions): Change {
  if (hasFormed(state)) return unchanged({ ...state, formingSinceMs: -1 });
  if (!isInformed(state)) return unchanged(state);
  const formingSinceMs = !state.leases.some(isReady)
    ? -1
    : state.formingSinceMs < 0
      ? nowMs
      : state.formingSinceMs;
  const forming = { ...state, formingSinceMs };
  const decision = decideFormation(forming, nowMs, options);
  if (decision.kind === 'wait') return unchanged(forming);
  const { startStep, members } = decision;
  const leases = state.leases.map((lease) =>
    members.includes(lease.peerId)
      ? { ...lease, enterStep: startStep, step: startOf(lease, startStep) }
      : lease,
  );
  const formed = { ...forming, leases, formingSinceMs: -1, boundaryStep: startStep, lastClosed: null };
  if (state.stop !== null && startStep >= state.stop.step) {
    return decided(formed, `nothing is left to train: the run stops before step ${state.stop.step}`);
  }
  const opened = announce(formed, startStep, decision.reason, nowMs, options);
  return andThen(opened, (next) =>
    unchanged({ ...next, leases: next.leases.map((lease) => enterNext(lease, next.boundaryStep)) }),
  );
}

/** Where a member stands that begins at a step: one that trains already stays where it is. */
function startOf(lease: Lease, startStep: number): number {
  return isTraining(lease) ? lease.step : Math.min(lease.step, startStep);
}

/** A member that was not ready when the cohort formed enters with the next round. */
function enterNext(lease: Lease, boundaryStep: number): Lease {
  return lease.enterStep === null && !lease.frozen ? { ...lease, enterStep: boundaryStep } : lease;
}
