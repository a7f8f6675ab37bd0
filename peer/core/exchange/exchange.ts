import { assertNever } from '../../../proto/errors.js';
import { modeAt } from '../../../proto/exchange-mode.js';
import type { PeerId } from '../../../proto/identity.js';
import { LIMITS } from '../../../proto/limits.js';
import { dropHeld, matchWithOffer, receiveFrames, reject, withLag } from './arrival.js';
import { recallAhead } from './asked-ahead.js';
import { recall } from './by-sample.js';
import { helloDueMs, linkDown, linkUp, repeatHellos, sayBusy } from './credit.js';
import { awaitsRound, newLink, receiveCohort, roundFor, studentsAt, teachersAt } from './edges.js';
import type { ExchangeEffect, ExchangeEvent } from './events.js';
import type { ExchangeOffer } from './offer.js';
import { askDueMs, askFrozenTeachers, receiveFromStudent, repeatAsking } from './requests.js';
import { sendOffer, sendServed } from './sending.js';
import { type Draft, type ExchangeState, heldKey, patch, type Teacher, updateTeacher } from './state.js';
import { closeDueMs, closeEmpty, closeIfDone, finish } from './waiting.js';

export interface ExchangeTransition {
  readonly state: ExchangeState;
  readonly effects: readonly ExchangeEffect[];
}

/**
 * The exchange of predictions as seen by one peer: whom to send to, which predictions to keep, whom to wait for and how
 * long. One event in, the next state and the effects to carry out come out. Pure: equal arguments give equal results,
 * but for the prediction stores, which are changed in place.
 */
export function stepExchange(state: ExchangeState, event: ExchangeEvent, nowMs: number): ExchangeTransition {
  const draft: Draft = { state, effects: [], nowMs };
  apply(draft, event);
  repeatHellos(draft);
  repeatAsking(draft);
  closeIfDone(draft);
  return { state: draft.state, effects: draft.effects };
}

/** When the next `tick` is due at the latest; `null`: only when something happens. */
export function nextWakeMs(state: ExchangeState, nowMs: number): number | null {
  const dueMs = Math.min(closeDueMs(state, nowMs), helloDueMs(state), askDueMs(state));
  return dueMs === Number.POSITIVE_INFINITY ? null : dueMs;
}

/** Teachers that the current step goes without, sorted. */
export function absentTeachers(state: ExchangeState): readonly PeerId[] {
  if (!state.options.enabled) return [];
  return teachersAt(state, state.openings.at(-1)?.step ?? state.stepMin).filter(
    (teacher) => state.teachers.get(teacher)?.suspended ?? true,
  );
}

function apply(draft: Draft, event: ExchangeEvent): void {
  switch (event.kind) {
    case 'start':
      start(draft, event.step);
      return;
    case 'cohort':
      receiveCohort(draft, event.view, event.rounds);
      receiveEarly(draft);
      return;
    case 'incarnation':
      renew(draft, event.incarnation);
      return;
    case 'offer':
      receiveOffer(draft, event.offer);
      return;
    case 'recall':
      forgetPace(draft);
      recallAhead(draft, event.recall);
      return;
    case 'frames':
      receiveFrames(draft, event.from, event.parts);
      return;
    case 'linkFrames': {
      const refused = receiveFromStudent(draft, event.student, event.parts);
      if (refused !== null) reject(draft, event.student, refused.reason, refused.detail);
      return;
    }
    case 'linkUp':
      linkUp(draft, event.student);
      return;
    case 'linkDown':
      linkDown(draft, event.student);
      return;
    case 'served':
      sendServed(draft, event.served);
      return;
    case 'busy':
      sayBusy(draft, event.step, event.forMs);
      return;
    case 'dropHeld':
      dropHeld(draft, Number.POSITIVE_INFINITY);
      return;
    case 'abort':
      abort(draft);
      return;
    case 'tick':
      return;
    default:
      assertNever(event);
      return;
  }
}

/** First contact: who is heard, or was never waited for in vain, is waited for longer than its old lags say. */
function start(draft: Draft, step: number): void {
  const { state, nowMs } = draft;
  const first = state.firstMembers === null;
  const teachers = [...state.teachers].map(([id, teacher]) => {
    const heard = first || nowMs - teacher.heardAtMs < LIMITS.leaseMs;
    return [id, { ...teacher, lagsMs: [], misses: 0, suspended: teacher.suspended && !heard }] as const;
  });
  patch(draft, {
    teachers: new Map(teachers),
    ...(first ? firstRound(state, step) : {}),
    stepMin: Math.max(state.stepMin, step),
    behindOffers: 0,
  });
  // An exchange that is open for an earlier step goes on; the trainer seeks when it is closed.
  if (state.open === null) dropHeld(draft, step);
  else patch(draft, { stepMin: state.open.offer.step });
}

function firstRound(state: ExchangeState, step: number): Pick<ExchangeState, 'firstMembers' | 'firstEdges'> {
  const round = roundFor(state.rounds, step);
  return { firstMembers: round?.members ?? [], firstEdges: round?.edges ?? [] };
}

function renew(draft: Draft, incarnation: number): void {
  const links = new Map([...draft.state.links].map(([id, link]) => [id, newLink(link.member)] as const));
  patch(draft, { incarnation, links });
  draft.effects.push({ kind: 'links', students: [...links.values()].map((link) => link.member) });
}

function receiveOffer(draft: Draft, offer: ExchangeOffer): void {
  const { options } = draft.state;
  const active = options.enabled && offer.step >= options.firstStep;
  const mode = modeAt(options.mode, offer.epoch);
  const inStep = mode.kind === 'lockstep';
  if (active && inStep && awaitsRound(draft.state, offer.step)) {
    patch(draft, { early: { offer, openedAtMs: draft.nowMs } });
    return;
  }
  if (!inStep) forgetPace(draft);
  if (active && inStep && offer.request !== 'collect') sendOffer(draft, offer, false);
  if (offer.request === 'sendOnly') {
    answerEmpty(draft, offer.step);
    return;
  }
  if (active && inStep) {
    askFrozenTeachers(draft, offer);
    open(draft, offer);
    return;
  }
  if (active && (mode.kind === 'stale' || mode.kind === 'cached')) {
    recall(draft, offer, mode);
    return;
  }
  finish(draft, offer.step);
  answerEmpty(draft, offer.step);
}

/** Takes up the offer that came before its round was announced, if it now is. */
function receiveEarly(draft: Draft): void {
  const { early } = draft.state;
  if (early === null || awaitsRound(draft.state, early.offer.step)) return;
  patch(draft, { early: null });
  receiveOffer(draft, early.offer);
}

/**
 * While nobody waits, each peer goes on at a pace of its own. Where a mixed run comes back to lockstep they may be most
 * of an epoch apart, of which the lags of the last lockstep epoch say nothing: teachers are met as if for the first time.
 */
function forgetPace(draft: Draft): void {
  for (const { peerId, lagsMs } of draft.state.teachers.values())
    if (lagsMs.length > 0) updateTeacher(draft, peerId, { lagsMs: [] });
}

function answerEmpty(draft: Draft, step: number): void {
  const answer = { step, outcome: 'closed', teachers: [], missing: [], waitedMs: 0 } as const;
  draft.effects.push({ kind: 'answer', answer });
}

function open(draft: Draft, offer: ExchangeOffer): void {
  const { nowMs } = draft;
  const openings = [...draft.state.openings, { step: offer.step, openedAtMs: nowMs }];
  patch(draft, {
    open: { offer, openedAtMs: nowMs },
    // A trainer that went back to an earlier step (a restored checkpoint) is followed there.
    stepMin: offer.step,
    openings: openings.slice(-LIMITS.aheadStepsMax),
  });
  dropHeld(draft, offer.step);
  for (const [teacherId, teacher] of draft.state.teachers) {
    const key = heldKey(teacherId, offer.step);
    const held = draft.state.held.get(key);
    if (held === undefined) continue;
    const lagsMs = withLag(teacher.lagsMs, held.arrivedAtMs - nowMs, teacher.busyUntilMs, nowMs);
    updateTeacher(draft, teacherId, { lagsMs });
  }
  // Also from a sender that the view does not list just now: a round's teachers are used whether or not it does.
  for (const [key, held] of draft.state.held)
    if (held.prediction.step === offer.step) matchWithOffer(draft, key);
  noticeBehind(draft, offer.step);
}

/** Offers in a row after which being behind is no accident. */
const BEHIND_OFFERS = 3;
/**
 * In lockstep nobody is more than one step ahead of a teacher it waits for. Where predictions are made ahead, both who
 * is waited for and who waits have sent those of later steps.
 */
function behindSteps({ pipeline }: ExchangeState['options']): number {
  return 2 + 2 * pipeline;
}

/** The trainer takes the order a step or two later; landing within the window of its teachers, it waits for them. */
const BEHIND_LEAD_STEPS = LIMITS.aheadStepsMax / 2;

/**
 * A peer that fell behind a cohort that no longer waits for it would stay there, at equal speed, for good: its
 * predictions come too late for everybody. It jumps to where its teachers are.
 */
function noticeBehind(draft: Draft, step: number): void {
  const { state, nowMs } = draft;
  if (state.options.strict) return;
  const heard = teachersAt(state, step)
    .map((teacher) => state.teachers.get(teacher))
    .filter((teacher) => teacher !== undefined)
    .filter((teacher) => !state.options.frozen.has(teacher.peerId))
    .filter((teacher) => nowMs - teacher.heardAtMs < LIMITS.leaseMs);
  const students = studentsAt(state, step);
  const leadSteps = behindSteps(state.options);
  // One that does not learn from us may be ahead by all that its credit allows.
  const isFar = ({ peerId, newestStep }: Teacher): boolean =>
    newestStep >= step + (students.includes(peerId) ? leadSteps : LIMITS.aheadStepsMax + leadSteps);
  const behind = heard.some(isFar);
  // A cohort that fell apart into groups in step with each other: the rear one jumps too, but not at once.
  const offersMax = heard.every(isFar) ? BEHIND_OFFERS : 4 * BEHIND_OFFERS;
  const behindOffers = behind ? state.behindOffers + 1 : 0;
  patch(draft, { behindOffers: behindOffers >= offersMax ? 0 : behindOffers });
  if (behindOffers < offersMax) return;
  const newest = heard.reduce((max, teacher) => Math.max(max, teacher.newestStep), step);
  const reason = `teachers that are heard are ahead of step ${step}, the first one at ${newest}`;
  draft.effects.push({ kind: 'behind', step: newest + BEHIND_LEAD_STEPS, reason });
}

function abort(draft: Draft): void {
  const current = draft.state.open ?? draft.state.early;
  if (current !== null) closeEmpty(draft, current, { outcome: 'aborted', missing: [] });
}
