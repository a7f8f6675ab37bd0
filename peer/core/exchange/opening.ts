import { assertNever } from '../../../proto/errors.js';
import { LIMITS } from '../../../proto/limits.js';
import { wayAt } from '../../../proto/scheme.js';
import { answerBySample } from './by-sample.js';
import { noticeBehind } from './catch-up.js';
import { type Draft, patch, updateTeacher } from './draft.js';
import { awaitsRound } from './edges.js';
import { dropHeld, matchAll } from './held.js';
import { noteReturn } from './landing.js';
import type { ExchangeOffer } from './offer.js';
import { isHeardAt } from './options.js';
import { askFrozenTeachers } from './requests.js';
import { sendOffer } from './sending.js';
import { heldKey } from './state.js';
import { forgetLags, noteLag } from './teacher.js';
import { answer, finish } from './waiting.js';

/** The trainer offers a step: lockstep opens an exchange, the other ways answer at once. */
export function receiveOffer(draft: Draft, offer: ExchangeOffer): void {
  const { options } = draft.state;
  const way = wayAt(options, offer.epoch);
  switch (way.kind) {
    case 'lockstep':
      if (!options.enabled) closeUntaught(draft, offer);
      else if (awaitsRound(draft.state, offer.step))
        patch(draft, { early: { offer, openedAtMs: draft.nowMs } });
      else {
        if (offer.request !== 'collect') sendOffer(draft, offer, false);
        if (offer.request === 'sendOnly') answer(draft, offer.step);
        else open(draft, offer);
      }
      return;
    case 'by-sample':
      forgetPace(draft);
      if (!isHeardAt(options, offer.step) || offer.request === 'sendOnly') closeUntaught(draft, offer);
      else answerBySample(draft, offer, way);
      return;
    case 'alone':
    case 'by-weights':
      forgetPace(draft);
      closeUntaught(draft, offer);
      return;
    default:
      assertNever(way);
  }
}

function closeUntaught(draft: Draft, { step, request }: ExchangeOffer): void {
  if (request !== 'sendOnly') finish(draft, step);
  answer(draft, step);
}

/** Takes up the offer that came before its round was announced, if it now is. */
export function receiveEarly(draft: Draft): void {
  const { early } = draft.state;
  if (early === null || awaitsRound(draft.state, early.offer.step)) return;
  patch(draft, { early: null });
  receiveOffer(draft, early.offer);
}

/**
 * In the free-running modes each peer goes on at a pace of its own. Where a mixed run comes back to lockstep, peers may
 * be most of an epoch apart, of which the lags of the last lockstep epoch say nothing: teachers are met as if for the
 * first time.
 */
export function forgetPace(draft: Draft): void {
  for (const peerId of draft.state.teachers.keys()) updateTeacher(draft, peerId, forgetLags);
}

function open(draft: Draft, offer: ExchangeOffer): void {
  const { nowMs } = draft;
  noteReturn(draft, offer.step);
  askFrozenTeachers(draft, offer);
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
