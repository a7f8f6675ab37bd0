import type { PeerId } from '../../../proto/identity.js';
import { type Draft, patch } from './draft.js';
import type { ExchangeState, OpenExchange } from './state.js';
import { FIRST_CONTACT_MS } from './teacher.js';

/** The peer begins at a step, coming from another. */
export function land(draft: Draft, step: number, fromStep: number): void {
  const waits = step > fromStep && !draft.state.options.strict;
  patch(draft, { landing: waits ? { step, reachedStep: fromStep, coming: new Set() } : null });
}

/** Somebody was heard at a step: beyond, there, or on the way. */
export function meet(draft: Draft, sender: PeerId, step: number): void {
  const { landing, options } = draft.state;
  if (landing === null || options.frozen.has(sender)) return;
  if (step >= landing.step) {
    if (landing.coming.has(sender) || step > landing.step + options.pipeline) patch(draft, { landing: null });
    return;
  }
  const reachedStep = Math.max(landing.reachedStep, step);
  patch(draft, { landing: { ...landing, reachedStep, coming: new Set([...landing.coming, sender]) } });
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
