import type { PeerId } from '../../../proto/identity.js';
import type { Absence } from './offer.js';
import { type ExchangeState, type Held, heldKey, type OpenExchange } from './state.js';
import { deadlineMs, type Teacher } from './teacher.js';

/** The standing of one teacher in an open exchange. */
export type Standing =
  | { readonly kind: 'arrived'; readonly held: Held }
  | { readonly kind: 'waiting'; readonly untilMs: number }
  | { readonly kind: 'absent'; readonly reason: Absence };

/** A teacher of an exchange, and where it stands. */
export interface TeacherStanding {
  readonly peerId: PeerId;
  readonly standing: Standing;
}

export function standingOf(
  state: ExchangeState,
  open: OpenExchange,
  teacherId: PeerId,
  nowMs: number,
): Standing {
  const held = state.held.get(heldKey(teacherId, open.offer.step));
  if (held !== undefined) {
    return held.unusable ? { kind: 'absent', reason: 'mismatch' } : { kind: 'arrived', held };
  }
  const { strict, waitMsMax } = state.options;
  const limitMs = open.openedAtMs + waitMsMax;
  const teacher = state.teachers.get(teacherId);
  if (strict) {
    return nowMs < limitMs ? { kind: 'waiting', untilMs: limitMs } : { kind: 'absent', reason: 'late' };
  }
  if (teacher === undefined) return { kind: 'absent', reason: 'gone' };
  if (teacher.suspended) return { kind: 'absent', reason: 'suspended' };
  // Links keep their order: who predicted for a later step will not predict for this one.
  if (teacher.newestStep > open.offer.step) return { kind: 'absent', reason: 'late' };
  const untilMs = Math.min(deadlineOf(state, open, teacher), limitMs);
  if (nowMs < untilMs) return { kind: 'waiting', untilMs };
  return { kind: 'absent', reason: teacher.busyUntilMs >= nowMs ? 'busy' : 'late' };
}

/** When an open exchange stops waiting for a teacher. */
export function deadlineOf(
  state: ExchangeState,
  { openedAtMs, offer: { step } }: OpenExchange,
  teacher: Teacher,
): number {
  const { options, openRoundEnd, openRoundSinceMs } = state;
  // Entered ahead of the cohort: the coordinator still has an earlier round open.
  if (teacher.lagsMs.length === 0 && openRoundEnd <= step) return openedAtMs + options.waitMsMax;
  return deadlineMs(teacher, { step, openedAtMs, sinceMs: openRoundSinceMs }, options.waitMsMax);
}
