import { assertNever } from '../../../proto/errors.js';
import type { PeerId } from '../../../proto/identity.js';
import { receiveFrames } from './arrival.js';
import { answerAhead } from './asked-ahead.js';
import { type Draft, draftOf, patch, reject } from './draft.js';
import { teachersAt } from './edges.js';
import type { ExchangeEffect, ExchangeEvent } from './events.js';
import { dropHeld } from './held.js';
import { land, meetAsAnnounced } from './landing.js';
import { helloDueMs, linkDown, linkUp, renewLinks, repeatHellos, sayBusy } from './linking.js';
import { forgetPace, receiveEarly, receiveOffer } from './opening.js';
import { askDueMs, receiveFromStudent, repeatAsking } from './requests.js';
import { sendServed } from './sending.js';
import { leaveOut } from './standstill.js';
import type { ExchangeState } from './state.js';
import { isHeard, meetAgain } from './teacher.js';
import { firstRound, receiveCohort } from './view.js';
import { closeBefore, closeDueMs, closeEmpty, closeIfDone } from './waiting.js';

export interface ExchangeTransition {
  readonly state: ExchangeState;
  readonly effects: readonly ExchangeEffect[];
}

/**
 * The exchange of predictions as seen by one peer: whom to send to, which predictions to keep, whom to wait for and how
 * long. One event in, the next state and the effects to carry out come out. Pure: equal arguments give equal results,
 * but for the prediction stores and the ledger, which are changed in place.
 */
export function stepExchange(state: ExchangeState, event: ExchangeEvent, nowMs: number): ExchangeTransition {
  const draft = draftOf(state, nowMs);
  switch (event.kind) {
    case 'start':
      start(draft, event);
      break;
    case 'cohort':
      receiveCohort(draft, event.view, event.rounds);
      meetAsAnnounced(draft, event.reachedStep ?? -1);
      receiveEarly(draft);
      break;
    case 'incarnation':
      renewLinks(draft, event.incarnation);
      break;
    case 'offer':
      receiveOffer(draft, event.offer);
      break;
    case 'lookup':
      forgetPace(draft);
      answerAhead(draft, event.lookup);
      break;
    case 'frames':
      receiveFrames(draft, event.from, event.parts);
      break;
    case 'linkFrames': {
      const refused = receiveFromStudent(draft, event.student, event.parts);
      if (refused !== null) reject(draft, event.student, refused.reason, refused.detail);
      break;
    }
    case 'linkUp':
      linkUp(draft, event.student);
      break;
    case 'linkDown':
      linkDown(draft, event.student);
      break;
    case 'served':
      sendServed(draft, event.served);
      break;
    case 'busy':
      sayBusy(draft, event.step, event.forMs);
      break;
    case 'stoodStill':
      leaveOut(draft, event.forMs);
      break;
    case 'abort':
      abort(draft);
      break;
    case 'tick':
      break;
    default:
      assertNever(event);
  }
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

/** First contact: who is heard, or was never waited for in vain, is waited for longer than its old lags say. */
function start(draft: Draft, { step, fromStep }: Extract<ExchangeEvent, { kind: 'start' }>): void {
  closeBefore(draft, step);
  land(draft, step, fromStep);
  const { state, nowMs } = draft;
  const first = state.firstMembers === null;
  const teachers = [...state.teachers].map(
    ([id, teacher]) => [id, meetAgain(teacher, first || isHeard(teacher, nowMs))] as const,
  );
  patch(draft, {
    teachers: new Map(teachers),
    ...(first ? firstRound(state, step) : {}),
    stepMin: Math.max(state.stepMin, step),
    behindOffers: 0,
  });
  if (state.open === null) dropHeld(draft, step);
  else patch(draft, { stepMin: state.open.offer.step });
}

function abort(draft: Draft): void {
  const current = draft.state.open ?? draft.state.early;
  if (current !== null) closeEmpty(draft, current, { outcome: 'aborted' });
}
