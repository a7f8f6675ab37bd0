import type { PeerId } from '../../../proto/identity.js';
import type { ExchangeEffect } from './events.js';
import type { RejectionReason } from './rejection.js';
import type { ExchangeState } from './state.js';
import { counted, type Tally } from './statistics.js';
import type { StudentLink } from './student-link.js';
import type { Teacher } from './teacher.js';

/**
 * One transition in the making: lives only inside `stepExchange`. Its state is a copy of its own, so that all changes
 * together cost one copy; the maps and lists in it are shared with the state before, and replaced, never written to.
 */
export interface Draft {
  readonly state: ExchangeState;
  readonly effects: ExchangeEffect[];
  readonly nowMs: number;
}

export function draftOf(state: ExchangeState, nowMs: number): Draft {
  return { state: { ...state }, effects: [], nowMs };
}

export function patch({ state }: Draft, change: Partial<ExchangeState>): void {
  Object.assign(state, change);
}

/** A copy of a map with one entry changed. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

/** Applies a transition to one teacher, if the view lists it. */
export function updateTeacher(draft: Draft, peerId: PeerId, transition: (teacher: Teacher) => Teacher): void {
  const { teachers } = draft.state;
  const teacher = teachers.get(peerId);
  if (teacher === undefined) return;
  const next = transition(teacher);
  if (next !== teacher) patch(draft, { teachers: withEntry(teachers, peerId, next) });
}

/** Applies a transition to the link to one student, if there is one. */
export function updateLink(
  draft: Draft,
  student: PeerId,
  transition: (link: StudentLink) => StudentLink,
): void {
  const { links } = draft.state;
  const link = links.get(student);
  if (link !== undefined) patch(draft, { links: withEntry(links, student, transition(link)) });
}

export function count(draft: Draft, tally: Tally): void {
  patch(draft, { statistics: counted(draft.state.statistics, tally) });
}

/** Counts and reports a message, or a held prediction, that is not used. */
export function reject(draft: Draft, from: string, reason: RejectionReason, detail: string): void {
  count(draft, { rejected: reason });
  draft.effects.push({ kind: 'rejected', from, reason, detail });
}

/** Sends a message over our link to a student. */
export function sendTo(draft: Draft, student: PeerId, parts: readonly Uint8Array[]): void {
  count(draft, { bytesSent: bytesOf(parts) });
  draft.effects.push({ kind: 'send', student, parts });
}

/** Sends a message back over the link that a teacher opened to us, by its routing id. */
export function replyTo(draft: Draft, to: string, parts: readonly Uint8Array[]): void {
  count(draft, { bytesSent: bytesOf(parts) });
  draft.effects.push({ kind: 'reply', to, parts });
}

/** Bytes of all frames of a message. */
export function bytesOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
