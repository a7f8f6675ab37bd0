import type { PeerId } from '../../../proto/identity.js';
import { type Draft, patch, withEntry } from './draft.js';
import type { ExchangeState, OpenExchange } from './state.js';
import { FIRST_CONTACT_MS } from './teacher.js';

/** The peer begins at a step, coming from another. */
export function land(draft: Draft, step: number, fromStep: number): void {
  const waits = step > fromStep && !draft.state.options.strict;
  patch(draft, { landing: waits ? { step, reachedStep: fromStep, firstSteps: new Map() } : null });
}

/** Somebody was heard at a step: there or beyond, having come there, or on the way, or where it landed itself. */
export function meet(draft: Draft, sender: PeerId, step: number): void {
  const { landing, options } = draft.state;
  if (landing === null || options.frozen.has(sender)) return;
  const firstStep = landing.firstSteps.get(sender) ?? step;
  const cameBy = firstStep < landing.step || step > firstStep + options.pipeline;
  if (step >= landing.step && cameBy) {
    patch(draft, { landing: null });
    return;
  }
  const reachedStep = step < landing.step ? Math.max(landing.reachedStep, step) : landing.reachedStep;
  const firstSteps = withEntry(landing.firstSteps, sender, firstStep);
  patch(draft, { landing: { ...landing, reachedStep, firstSteps } });
}

/** The coordinator has seen somebody come as far as this. */
export function meetByRounds(draft: Draft, reachedStep: number): void {
  const { landing } = draft.state;
  if (landing !== null && reachedStep >= landing.step) patch(draft, { landing: null });
}

/**
 * Until when the open exchange waits for somebody to come, also where all its teachers are there: they may have landed at
 * that step themselves. `null`: not at all.
 */
export function landingUntilMs(
  { landing, members, options }: ExchangeState,
  open: OpenExchange,
): number | null {
  if (landing === null || open.offer.step < landing.step) return null;
  const others = [...members.keys()].some((id) => id !== options.peerId && !options.frozen.has(id));
  return others ? open.openedAtMs + Math.max(options.waitMsMax, FIRST_CONTACT_MS) : null;
}

/** A step has been waited for: whoever landed there, and met nobody, goes back to where somebody has been. */
export function goBackUnmet(draft: Draft, step: number): void {
  const { landing } = draft.state;
  if (landing === null || step < landing.step) return;
  patch(draft, { landing: null });
  draft.effects.push({ kind: 'unmet', step: landing.reachedStep });
}
