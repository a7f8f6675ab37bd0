import { modeAt } from '../../../proto/exchange-mode.js';
import { LIMITS } from '../../../proto/limits.js';
import { answerBySample } from './by-sample.js';
import { noticeBehind } from './catch-up.js';
import { type Draft, patch, updateTeacher } from './draft.js';
import { awaitsRound } from './edges.js';
import { dropHeld, matchAll } from './held.js';
import type { ExchangeOffer } from './offer.js';
import { askFrozenTeachers } from './requests.js';
import { sendOffer } from './sending.js';
import { heldKey } from './state.js';
import { forgetLags, noteLag } from './teacher.js';
import { answerEmpty, finish } from './waiting.js';

/** The trainer offers a step: lockstep opens an exchange, the free-running modes answer at once. */
export function receiveOffer(draft: Draft, offer: ExchangeOffer): void {
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
    answerBySample(draft, offer, mode);
    return;
  }
  finish(draft, offer.step);
  answerEmpty(draft, offer.step);
}

/** Takes up the offer that came before its round was announced, if it now is. */
export function receiveEarly(draft: Draft): void {
  const { early } = draft.state;
  if (early === null || awaitsRound(draft.state, early.offer.step)) return;
  patch(draft, { early: null });
  receiveOffer(draft, early.offer);
}

/**
 * In the free-running modes each peer goes on at a pace of its own. Where a mixed run comes back to lockstep they may be most
 * of an epoch apart, of which the lags of the last lockstep epoch say nothing: teachers are met as if for the first time.
 */
export function forgetPace(draft: Draft): void {
  for (const peerId of draft.state.teachers.keys()) updateTeacher(draft, peerId, forgetLags);
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
  for (const teacherId of draft.state.teachers.keys()) {
    const held = draft.state.held.get(heldKey(teacherId, offer.step));
    if (held !== undefined)
      updateTeacher(draft, teacherId, (teacher) => noteLag(teacher, held.arrivedAtMs - nowMs, nowMs));
  }
  matchAll(draft);
  noticeBehind(draft, offer.step);
}
