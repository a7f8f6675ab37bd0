import { type Report, TRAINER_STATE } from '../../proto/codec.js';
import { assertNever } from '../../proto/errors.js';
import { type BusyNotice, beginNotice, isDue, repeatNotice } from './busy-notice.js';
import { weightsCircle } from './exchange/edges.js';
import type { ExchangeEvent } from './exchange/events.js';
import { absentTeachers, nextWakeMs, stepExchange } from './exchange/exchange.js';
import { isLanded } from './exchange/landing.js';
import type { ExchangeAnswer } from './exchange/offer.js';
import type { ExchangeOptions } from './exchange/options.js';
import { createExchange, type ExchangeState } from './exchange/state.js';
import { totalOf } from './exchange/statistics.js';
import { stepMembership, stoodStill } from './membership/membership.js';
import {
  createMembership,
  type MembershipEvent,
  type MembershipOptions,
  type MembershipState,
  type Progress,
} from './membership/state.js';
import { createWatch, isStalled, observe, type Watch } from './membership/watchdog.js';
import type { Evaluation, LogFacts, OwnWeights, PeerEffect, PeerEvent, TrainerSigns } from './peer-events.js';

export interface PeerOptions {
  readonly membership: MembershipOptions;
  readonly exchange: ExchangeOptions;
}

export interface PeerState {
  readonly membership: MembershipState;
  readonly exchange: ExchangeState;
  readonly watch: Watch;
  /** `null` while the trainer trains. */
  readonly busy: BusyNotice | null;
  /** Step at which the trainer was last seen. */
  readonly trainerStep: number;
  readonly interrupted: boolean;
}

export interface PeerTransition {
  readonly state: PeerState;
  readonly effects: readonly PeerEffect[];
}

/** @param incarnation - Higher than any this peer ever had, and persisted. */
export function createPeer(options: PeerOptions, incarnation: number, nowMs: number): PeerState {
  return {
    membership: createMembership(options.membership, incarnation, nowMs),
    exchange: createExchange(options.exchange, incarnation),
    watch: createWatch({ state: -1, step: -1, messages: 0 }, nowMs),
    busy: null,
    trainerStep: -1,
    interrupted: false,
  };
}

/**
 * One peer: its membership and its exchange, and all that passes between the two. Pure: equal arguments give equal
 * results; time, network, disk and trainer are the caller's.
 *
 * The caller's duties, in this order:
 *
 * 1. Persist an incarnation that is higher than any before, create the state with it, and feed `ready`.
 * 2. Feed events one at a time, each with the time at which it is fed, on a clock that never goes back.
 * 3. Take over the new state, then perform the effects in their order, all of them before the next event. `persist` is
 *    done when the disk has it: what follows speaks as that incarnation.
 * 4. Feed `tick` every `LIMITS.heartbeatMs / 2` or more often, and `wake` at {@link wakeAtMs}, which every event moves.
 * 5. Feed what arrives from others in the order in which it arrived on its link, and an `offer` or a `lookup` only when
 *    the one before was answered. Every one of them gets exactly one `answer`, or a `release`.
 * 6. Feed `interrupt` when the user wants an end, `leave` once at the end, and nothing after that. After `fail`, end.
 */
export function stepPeer(state: PeerState, event: PeerEvent, nowMs: number): PeerTransition {
  const draft: Draft = { state, effects: [], nowMs };
  // The exchange hears of a pause before anything new is looked at.
  if (event.kind !== 'tick' && stoodStill(state.membership, nowMs)) tellMembership(draft, { kind: 'awake' });
  switch (event.kind) {
    case 'ready':
      patch(draft, { trainerStep: event.step });
      tellMembership(draft, event);
      break;
    case 'joinReply':
    case 'announcement':
      tellMembership(draft, event);
      break;
    case 'frames':
    case 'linkFrames':
    case 'linkUp':
    case 'linkDown':
    case 'served':
      tellExchange(draft, event);
      break;
    case 'wake':
      tellExchange(draft, { kind: 'tick' });
      break;
    case 'tick':
      tick(draft, event.trainer);
      break;
    case 'offer':
    case 'lookup': // the trainer sleeps until it is answered
      if (event.kind === 'offer') patch(draft, { trainerStep: event.offer.madeAtStep ?? event.offer.step });
      patch(draft, { busy: null });
      if (draft.state.interrupted) draft.effects.push({ kind: 'release' });
      else tellExchange(draft, event);
      break;
    case 'busy':
      pause(draft, event.step, event.forMs);
      break;
    case 'evaluation':
      draft.effects.push({ kind: 'report', report: reportOf(draft.state.membership, event.evaluation) });
      break;
    case 'weights':
      handOut(draft, event.weights);
      break;
    case 'weightsMet':
      logMissing(draft, event.answer);
      draft.effects.push({ kind: 'answer', answer: event.answer });
      break;
    case 'interrupt':
      interrupt(draft, event.step);
      break;
    case 'leave':
      tellExchange(draft, { kind: 'abort' });
      tellMembership(draft, event);
      break;
    default:
      assertNever(event);
  }
  return { state: draft.state, effects: draft.effects };
}

/** When `wake` is due; `null`: `tick` is enough. */
export function wakeAtMs({ exchange }: PeerState, nowMs: number): number | null {
  return exchange.open === null ? null : nextWakeMs(exchange, nowMs);
}

/** One transition in the making: lives only inside `stepPeer`. */
interface Draft {
  state: PeerState;
  readonly effects: PeerEffect[];
  readonly nowMs: number;
}

function patch(draft: Draft, change: Partial<PeerState>): void {
  draft.state = { ...draft.state, ...change };
}

function tick(draft: Draft, trainer: TrainerSigns): void {
  const { state, nowMs } = draft;
  const watch = observe(state.watch, trainer, trainer.asleep || !state.membership.started, nowMs);
  patch(draft, { watch, trainerStep: trainer.step });
  if (isStalled(watch)) {
    draft.effects.push(stalled(trainer.step, watch.stoodMs));
    return;
  }
  tellMembership(draft, { kind: 'tick', progress: progressOf(trainer, draft.state.exchange) });
  repeatBusy(draft, trainer.state === TRAINER_STATE.evaluating);
  tellExchange(draft, { kind: 'tick' });
}

/** The trainer thread hangs: its lease is renewed without it, so the whole peer ends instead. */
function stalled(step: number, stoodMs: number): PeerEffect {
  return {
    kind: 'fail',
    code: 'ERR_TRAINER_STALLED',
    message: `the trainer has stood at step ${step} for ${Math.round(stoodMs / 1000)} s`,
    fix: 'a restarted peer goes on from its last checkpoint',
    facts: { step },
  };
}

function progressOf(
  { messages: _, asleep: __, ...trainer }: TrainerSigns,
  exchange: ExchangeState,
): Progress {
  const { statistics } = exchange;
  return {
    ...trainer,
    bytesSent: statistics.bytesSent,
    bytesReceived: statistics.bytesReceived,
    stalenessSteps: Math.max(statistics.ageStepsMax, trainer.stalenessSteps),
    rejected: totalOf(statistics.rejected),
    landed: isLanded(exchange, trainer.step),
    teachersAbsent: absentTeachers(exchange),
  };
}

function pause(draft: Draft, step: number, forMs: number): void {
  const { watch } = draft.state;
  patch(draft, {
    watch: { ...watch, pauseMs: Math.max(forMs, watch.pauseMs) },
    busy: beginNotice(step, forMs, draft.nowMs),
  });
  repeatBusy(draft, true);
}

function repeatBusy(draft: Draft, evaluating: boolean): void {
  const { busy } = draft.state;
  if (busy === null || !isDue(busy, draft.nowMs)) return;
  const repeated = repeatNotice(busy, evaluating, draft.nowMs);
  patch(draft, { busy: repeated?.notice ?? null });
  if (repeated !== null) tellExchange(draft, { kind: 'busy', step: busy.step, forMs: repeated.forMs });
}

/** A validation result as the coordinator hears it. */
function reportOf({ options, incarnation }: MembershipState, evaluation: Evaluation): Report {
  const { runId, peerId } = options;
  const nonFinite = !Number.isFinite(evaluation.validationLoss);
  return { runId, peerId, incarnation, ...evaluation, nonFinite };
}

function handOut(draft: Draft, weights: OwnWeights): void {
  if (draft.state.interrupted) draft.effects.push({ kind: 'release' });
  const circle = weightsCircle(draft.state.exchange, weights.step);
  draft.effects.push({ kind: 'weights', weights, circle });
}

/** The trainer ends the step that it is in, and waits for nobody from now on. */
function interrupt(draft: Draft, step: number): void {
  patch(draft, { interrupted: true });
  draft.effects.push({ kind: 'stop', step: draft.state.membership.options.frozen ? 0 : step });
  tellExchange(draft, { kind: 'abort' });
  draft.effects.push({ kind: 'release' });
}

/** Takes a step of membership; what concerns the exchange goes there, the rest to the caller. */
function tellMembership(draft: Draft, event: MembershipEvent): void {
  const { state, effects } = stepMembership(draft.state.membership, event, draft.nowMs);
  patch(draft, { membership: state });
  for (const effect of effects) {
    switch (effect.kind) {
      case 'join':
      case 'heartbeat':
      case 'leave':
      case 'fail':
        draft.effects.push(effect);
        break;
      case 'start':
        log(draft, 'info', 'training starts', { step: effect.step });
        tellExchange(draft, { kind: 'start', step: effect.step, fromStep: draft.state.trainerStep });
        patch(draft, { trainerStep: effect.step });
        draft.effects.push(effect);
        break;
      case 'seek':
        seek(draft, effect.step, effect.reason);
        break;
      case 'stop': {
        const { step, code, reason } = effect;
        const { frozen } = draft.state.membership.options;
        const students = step === 0 ? 'is sent home' : `teaches whoever trains up to step ${step}`;
        log(draft, 'info', `${frozen ? students : `stops before step ${step}`}: ${reason}`, { step, code });
        if (!draft.state.interrupted) draft.effects.push({ kind: 'stop', step });
        break;
      }
      case 'cohort': {
        const { view, rounds, reachedStep } = effect.announcement;
        if (view !== null) tellExchange(draft, { kind: 'cohort', view, rounds, reachedStep });
        break;
      }
      case 'incarnation':
        draft.effects.push({ kind: 'persist', incarnation: effect.incarnation });
        tellExchange(draft, effect);
        break;
      case 'stoodStill': {
        const message = `this process stood still for ${Math.round(effect.forMs)} ms, longer than its lease`;
        log(draft, 'warn', message, {});
        tellExchange(draft, effect);
        break;
      }
      case 'log':
        log(draft, effect.level, effect.message, {});
        break;
      default:
        assertNever(effect);
    }
  }
}

/** Takes a step of the exchange; what concerns the trainer's step is decided here, the rest goes to the caller. */
function tellExchange(draft: Draft, event: ExchangeEvent): void {
  const { state, effects } = stepExchange(draft.state.exchange, event, draft.nowMs);
  patch(draft, { exchange: state });
  for (const effect of effects) {
    switch (effect.kind) {
      case 'relink':
      case 'send':
      case 'reply':
      case 'serve':
      case 'rejected':
        draft.effects.push(effect);
        break;
      case 'links':
        draft.effects.push({ ...effect, incarnation: draft.state.exchange.incarnation });
        break;
      case 'answer':
        logMissing(draft, effect.answer);
        draft.effects.push(effect);
        break;
      case 'behind':
        seek(draft, effect.step, effect.reason);
        break;
      case 'unmet':
        goBack(draft, effect.step);
        break;
      case 'teacher': {
        const { teacher, state } = effect;
        if (state === 'heard') log(draft, 'info', 'waits for this teacher again', { teacher });
        else log(draft, 'warn', 'goes on without this teacher until it is heard', { teacher });
        break;
      }
      default:
        assertNever(effect);
    }
  }
}

/** A jump ahead within the run, and never past the step at which all stop. */
function seek(draft: Draft, toStep: number, reason: string): void {
  const { trainerStep } = draft.state;
  const { options, stopAtStep } = draft.state.membership;
  const step = Math.min(toStep, stopAtStep ?? toStep, options.stepsTotal - 1);
  if (step <= trainerStep) return;
  log(draft, 'warn', `skips ahead to step ${step}: ${reason}`, { step });
  draft.effects.push({ kind: 'seek', step });
  tellExchange(draft, { kind: 'start', step, fromStep: trainerStep });
}

/** Nobody came to where this peer went ahead: it trains what would otherwise be left out. */
function goBack(draft: Draft, step: number): void {
  log(draft, 'warn', `goes back to step ${step}: nobody came to step ${draft.state.trainerStep}`, { step });
  patch(draft, { trainerStep: step });
  draft.effects.push({ kind: 'goBack', step });
}

function logMissing(draft: Draft, { step, outcome, missing }: ExchangeAnswer): void {
  if (outcome !== 'strictTimeout') return;
  log(draft, 'error', 'teachers of a strict run are missing', { step, missing });
}

function log(draft: Draft, level: 'info' | 'warn' | 'error', message: string, facts: LogFacts): void {
  draft.effects.push({ kind: 'log', level, message, facts });
}
