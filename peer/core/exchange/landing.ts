import type { Member } from '../../../proto/codec.js';
import type { PeerId } from '../../../proto/identity.js';
import { LIMITS } from '../../../proto/limits.js';
import { type Draft, patch, withEntry } from './draft.js';
import type { ExchangeState, OpenExchange } from './state.js';
import { FIRST_CONTACT_MS } from './teacher.js';

/** Steps between two that are heard one after the other where nothing was skipped; a jump to teachers ahead is longer. */
const GAP_STEPS_MAX = LIMITS.aheadStepsMax / 2;

/** The peer begins at a step, coming from another. */
export function land(draft: Draft, step: number, fromStep: number): void {
  const { members, options } = draft.state;
  const waits = step > fromStep && !options.strict;
  const awaited = new Map([...members.values()].map(({ peerId, incarnation }) => [peerId, incarnation]));
  const landing = waits ? { step, reachedStep: fromStep, awaited, heard: new Map() } : null;
  patch(draft, { landing, unmetStep: null });
}

/** Somebody was heard at a step: there or beyond, having come there, or on the way, or where it landed itself. */
export function meet(draft: Draft, sender: PeerId, step: number): void {
  const { landing, options } = draft.state;
  if (landing === null || options.frozen.has(sender)) return;
  const before = landing.heard.get(sender);
  const goesOn = before !== undefined && step >= before.first && step <= before.last + GAP_STEPS_MAX;
  const span = !goesOn ? { first: step, last: step } : { ...before, last: Math.max(before.last, step) };
  const goneOn = step > span.first + options.pipeline;
  if (step >= landing.step && (span.first < landing.step || goneOn)) {
    patch(draft, { landing: null });
    return;
  }
  const reachedStep = goneOn ? Math.max(landing.reachedStep, step - options.pipeline) : landing.reachedStep;
  patch(draft, { landing: { ...landing, reachedStep, heard: withEntry(landing.heard, sender, span) } });
}

/** The coordinator has seen somebody come as far as this. */
export function meetAsAnnounced(draft: Draft, reachedStep: number): void {
  const { landing } = draft.state;
  if (landing !== null && reachedStep >= landing.step) patch(draft, { landing: null });
}

/**
 * Until when the open exchange waits for somebody to come, also where all its teachers are there: they may have landed at
 * that step themselves. `null`: not at all, as when everybody is gone who could have come.
 */
export function landingUntilMs(
  { landing, members, options }: ExchangeState,
  open: OpenExchange,
): number | null {
  if (landing === null || open.offer.step < landing.step) return null;
  const isAwaited = ({ peerId, incarnation }: Member): boolean =>
    peerId !== options.peerId && !options.frozen.has(peerId) && landing.awaited.get(peerId) === incarnation;
  return [...members.values()].some(isAwaited)
    ? open.openedAtMs + Math.max(options.waitMsMax, FIRST_CONTACT_MS)
    : null;
}

/** A step has been waited for: whoever landed there, and met nobody, goes back to where somebody has been. */
export function goBackUnmet(draft: Draft, step: number): void {
  const { landing } = draft.state;
  if (landing === null || step < landing.step) return;
  patch(draft, { landing: null, unmetStep: landing.step });
  draft.effects.push({ kind: 'unmet', step: landing.reachedStep });
}

/** Whether a peer whose trainer is at this step has gone ahead to it, to be met there or to go back. */
export function isLanded({ landing, unmetStep }: ExchangeState, trainerStep: number): boolean {
  return landing?.step === trainerStep || (unmetStep !== null && trainerStep >= unmetStep);
}

/** The peer has gone back, once its trainer is at an earlier step. */
export function noteReturn(draft: Draft, step: number): void {
  const { unmetStep } = draft.state;
  if (unmetStep !== null && step < unmetStep) patch(draft, { unmetStep: null });
}
