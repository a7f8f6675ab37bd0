import type { Credit, Member } from '../../../proto/codec.js';
import { LIMITS } from '../../../proto/limits.js';
import type { ExchangeOptions } from './options.js';

/**
 * The sender's end of a link. The receiver grants `LIMITS.creditBatches` and gives credit back for what it consumed or
 * dropped; a sender without credit keeps its newest predictions only. A hello asks how much credit there is: the answer
 * counts from there, so both ends agree again whatever was lost, and repeating a hello grants nothing more.
 */
export interface StudentLink {
  readonly member: Member;
  readonly up: boolean;
  /** When the latest hello was said; minus infinity: none was. */
  readonly helloAtMs: number;
  /** Number of the latest hello, counted from 1. */
  readonly hello: number;
  /** Predictions sent since that hello was first said: its answer does not count them yet. */
  readonly sentSinceHello: number;
  /** True once that hello was answered. */
  readonly granted: boolean;
  /** Predictions that may still be sent, at most `LIMITS.creditBatches`; 0 while the link is down. */
  readonly credit: number;
  /** Hellos in a row without an answer. */
  readonly hellos: number;
  /** The newest predictions sent on this connection, oldest first, at most {@link pendingMax}: they are lost if it breaks now. */
  readonly sent: readonly (readonly Uint8Array[])[];
  /** The newest predictions that wait for credit, oldest first, at most {@link pendingMax}; empty while there is credit. */
  readonly pending: readonly (readonly Uint8Array[])[];
  /** True: the student was waited for in vain, or came only now; no step waits for it until it gives credit back. */
  readonly outrun: boolean;
}

/** A hello without an answer is repeated after this long: the other side may not have seen our view yet. */
const HELLO_REPEAT_MS = 250;
/**
 * Predictions that may wait for credit, or be sent again. In lockstep a peer is at most one step ahead of a student that
 * waits for it, so two are all that can still be of use; where both predict steps ahead, each of them adds as many. In a
 * strict run none may be missed, and a teacher that does not learn from its student is ahead of it by all its credit.
 */
export function pendingMax({ pipeline, strict }: Pick<ExchangeOptions, 'pipeline' | 'strict'>): number {
  return strict ? LIMITS.creditBatches : 2 + 2 * pipeline;
}
/** Unanswered hellos after which the connection is made afresh. */
export const HELLOS_MAX = 4;

/** @param outrun - A student that comes while this peer trains may not train for long: returning must never block others. */
export function newLink(member: Member, outrun: boolean): StudentLink {
  return {
    member,
    up: false,
    helloAtMs: Number.NEGATIVE_INFINITY,
    hello: 0,
    sentSinceHello: 0,
    granted: false,
    credit: 0,
    hellos: 0,
    sent: [],
    pending: [],
    outrun,
  };
}

/** The link is up: what was granted before counts no longer. */
export function connected(link: StudentLink): StudentLink {
  return { ...link, up: true, credit: 0, hellos: 0 };
}

/**
 * The connection broke, or is closed to be opened afresh. What was on its way may be lost: the newest predictions wait
 * for the next connection. A student that has had them drops them.
 */
export function disconnected(link: StudentLink, most: number): StudentLink {
  const pending = [...link.sent, ...link.pending].slice(-most);
  return { ...link, up: false, credit: 0, granted: false, hellos: 0, sent: [], pending };
}

/** The next hello has a number of its own, from which credit is counted. */
export function nextHello(link: StudentLink): StudentLink {
  return { ...link, hello: link.hello + 1, sentSinceHello: 0, granted: false };
}

/** A hello goes out now. */
export function helloSaid(link: StudentLink, nowMs: number): StudentLink {
  return { ...link, helloAtMs: nowMs, hellos: link.hellos + 1 };
}

/** When the link's next hello is due, or infinity. */
export function nextHelloMs({ up, credit, granted, pending, helloAtMs }: StudentLink): number {
  if (!up || credit > 0) return Number.POSITIVE_INFINITY;
  if (!granted) return helloAtMs + HELLO_REPEAT_MS;
  // Granted once and dry: credit may have been lost with something waiting, so ask again, less eagerly.
  return pending.length === 0 ? Number.POSITIVE_INFINITY : helloAtMs + LIMITS.requestMs;
}

export function canSend({ up, credit }: StudentLink): boolean {
  return up && credit > 0;
}

/** A prediction goes out on credit. The caller asks {@link canSend} first. */
export function sentOn(link: StudentLink, parts: readonly Uint8Array[], most: number): StudentLink {
  const sent = [...link.sent, parts].slice(-most);
  return { ...link, credit: link.credit - 1, sentSinceHello: link.sentSinceHello + 1, sent };
}

/** A prediction joins those that wait for credit; the oldest one gives way when they are too many. */
export function waitsOn(link: StudentLink, parts: readonly Uint8Array[], most: number): StudentLink {
  return { ...link, pending: [...link.pending, parts].slice(-most) };
}

/**
 * Credit came, in answer to a hello or given back. What waited for it is the caller's to send now.
 *
 * @returns `null` when it answers a hello that is no longer, or already, answered.
 */
export function credited(
  link: StudentLink,
  { batches, hello }: Pick<Credit, 'batches' | 'hello'>,
): StudentLink | null {
  const isAnswer = hello > 0;
  if (isAnswer && (hello !== link.hello || link.granted)) return null;
  const told = isAnswer ? batches - link.sentSinceHello : link.credit + batches;
  const credit = Math.min(Math.max(0, told), LIMITS.creditBatches);
  const answered = isAnswer ? { granted: true, hellos: 0 } : {};
  return { ...link, ...answered, credit, pending: [], outrun: link.outrun && (isAnswer || credit === 0) };
}

/** A step has waited for the student in vain: no other does until it gives credit back. */
export function waitedInVain(link: StudentLink): StudentLink {
  return { ...link, outrun: true };
}

/** Whether the student takes less than it is sent: predictions wait, and no step has waited for it in vain. */
export function holdsBack({ outrun, pending, up }: StudentLink, strict: boolean): boolean {
  return !outrun && pending.length > 0 && (up || strict);
}
