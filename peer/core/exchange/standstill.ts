import { type Draft, patch } from './draft.js';
import type { OpenExchange } from './state.js';
import { aged } from './teacher.js';

/**
 * This process stood still, and perhaps the others with it. That time says nothing about anybody: whatever was measured
 * from before it is moved on. Predictions that were held are for steps that are still to come, and stay.
 */
export function leaveOut(draft: Draft, stoodMs: number): void {
  const { early, open, openings, openRoundSinceMs, teachers } = draft.state;
  const later = (opened: OpenExchange | null): OpenExchange | null =>
    opened && { ...opened, openedAtMs: opened.openedAtMs + stoodMs };
  patch(draft, {
    open: later(open),
    early: later(early),
    openings: openings.map(({ step, openedAtMs }) => ({ step, openedAtMs: openedAtMs + stoodMs })),
    openRoundSinceMs: openRoundSinceMs + stoodMs,
    teachers: new Map([...teachers].map(([id, teacher]) => [id, aged(teacher, stoodMs)] as const)),
  });
}
