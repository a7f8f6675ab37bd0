import { type Busy, dataHeaderCodec, type Hello } from '../../../proto/codec.js';
import { type PeerId, routingId } from '../../../proto/identity.js';
import { LIMITS, PROTOCOL_VERSION } from '../../../proto/limits.js';
import { checkCredit, type Rejected } from './frames.js';
import {
  type Draft,
  type ExchangeState,
  type Grant,
  type Link,
  patch,
  updateLink,
  withEntry,
} from './state.js';
import { bytesOf } from './statistics.js';

/**
 * Flow control, per link: the receiver grants `LIMITS.creditBatches` and gives credit back for what it consumed or
 * dropped; a sender without credit keeps its newest predictions only. A hello asks how much credit there is: the answer
 * counts from there, so both sides agree again whatever was lost, and a hello that is repeated grants nothing anew.
 */

/** A hello without an answer is repeated after this long: the other side may not have seen our view yet. */
const HELLO_REPEAT_MS = 250;
/**
 * Predictions that may wait for credit. In lockstep a peer is at most one step ahead of a student that waits for it, so
 * these two are all that can still be of use.
 */
const PENDING_MAX = 2;
/** Unanswered hellos after which the connection is made anew. */
const HELLOS_MAX = 4;
const CREDIT_MAX = LIMITS.creditBatches;
/** Credit is given back in portions, which saves every other message or more. */
const RETURN_BATCHES = CREDIT_MAX / 2;

export function sendTo(draft: Draft, student: PeerId, parts: readonly Uint8Array[]): void {
  const { statistics } = draft.state;
  patch(draft, { statistics: { ...statistics, bytesSent: statistics.bytesSent + bytesOf(parts) } });
  draft.effects.push({ kind: 'send', student, parts });
}

/** Sends a message back over the link that somebody opened to us, by its routing id. */
export function replyTo(draft: Draft, to: string, parts: readonly Uint8Array[]): void {
  const { statistics } = draft.state;
  patch(draft, { statistics: { ...statistics, bytesSent: statistics.bytesSent + bytesOf(parts) } });
  draft.effects.push({ kind: 'reply', to, parts });
}

export function linkUp(draft: Draft, student: PeerId): void {
  if (!draft.state.links.has(student)) return;
  updateLink(draft, student, { up: true, credit: 0, hellos: 0 });
  askForCredit(draft, student);
}

export function linkDown(draft: Draft, student: PeerId): void {
  updateLink(draft, student, { up: false, credit: 0, granted: false, pending: [] });
}

/** A hello with a number of its own. */
function askForCredit(draft: Draft, student: PeerId): void {
  const hello = (draft.state.links.get(student)?.hello ?? 0) + 1;
  updateLink(draft, student, { hello, sentSinceHello: 0, granted: false });
  sayHello(draft, student);
}

function sayHello(draft: Draft, student: PeerId): void {
  const { options, incarnation } = draft.state;
  const link = draft.state.links.get(student);
  if (link === undefined) return;
  updateLink(draft, student, { helloAtMs: draft.nowMs, hellos: link.hellos + 1 });
  const hello: Hello = {
    protocolVersion: PROTOCOL_VERSION,
    runId: options.runId,
    sender: options.peerId,
    incarnation,
    number: link.hello,
  };
  sendTo(draft, student, [dataHeaderCodec.encode({ body: 'hello', hello })]);
}

/**
 * A ROUTER ignores a second connection under a routing id whose first one it has not yet found dead, for good: the
 * link looks up, and nobody answers. Only a connection made anew gets through.
 */
function relink(draft: Draft, student: PeerId): void {
  updateLink(draft, student, { up: false, credit: 0, granted: false, hellos: 0 });
  draft.effects.push({ kind: 'relink', student });
}

/** When the next unanswered hello is due, or infinity. */
export function helloDueMs(state: ExchangeState): number {
  let dueMs = Number.POSITIVE_INFINITY;
  for (const link of state.links.values()) dueMs = Math.min(dueMs, nextHelloMs(link));
  return dueMs;
}

function nextHelloMs({ up, credit, granted, pending, helloAtMs }: Link): number {
  if (!up || credit > 0) return Number.POSITIVE_INFINITY;
  if (!granted) return helloAtMs + HELLO_REPEAT_MS;
  // Granted once and dry: credit may have been lost with something waiting, so ask again, less eagerly.
  return pending.length === 0 ? Number.POSITIVE_INFINITY : helloAtMs + LIMITS.requestMs;
}

export function repeatHellos(draft: Draft): void {
  if (helloDueMs(draft.state) > draft.nowMs) return;
  for (const [student, link] of draft.state.links) {
    if (nextHelloMs(link) > draft.nowMs) continue;
    if (link.granted) askForCredit(draft, student);
    else if (link.hellos < HELLOS_MAX) sayHello(draft, student);
    else relink(draft, student);
  }
}

/** Sends a prediction batch now, or keeps it among the newest ones until there is credit. */
export function sendPrediction(draft: Draft, student: PeerId, parts: readonly Uint8Array[]): void {
  const link = draft.state.links.get(student);
  if (link === undefined) return;
  if (link.up && link.credit > 0) {
    updateLink(draft, student, { credit: link.credit - 1, sentSinceHello: link.sentSinceHello + 1 });
    count(draft, 'predictionsSent');
    sendTo(draft, student, parts);
    return;
  }
  if (link.pending.length === PENDING_MAX) count(draft, 'predictionsReplaced');
  updateLink(draft, student, { pending: [...link.pending, parts].slice(-PENDING_MAX) });
}

function count(draft: Draft, counter: 'predictionsSent' | 'predictionsReplaced'): void {
  const { statistics } = draft.state;
  patch(draft, { statistics: { ...statistics, [counter]: statistics[counter] + 1 } });
}

/** Credit came back over the link to a student. Returns what is wrong with the message, if anything is. */
export function receiveCredit(draft: Draft, student: PeerId, parts: readonly Uint8Array[]): Rejected | null {
  const link = draft.state.links.get(student);
  const verdict = checkCredit(parts, draft.state.options.runId);
  if (verdict.verdict === 'rejected') return verdict;
  if (verdict.verdict !== 'credit' || link === undefined) return null;
  const { batches, hello } = verdict.credit;
  if (hello > 0 && (hello !== link.hello || link.granted)) return null;
  const told = hello > 0 ? batches - link.sentSinceHello : link.credit + batches;
  const credit = Math.min(Math.max(0, told), CREDIT_MAX);
  const answered = hello > 0 ? { granted: true, hellos: 0 } : {};
  const outrun = link.outrun && credit === 0;
  updateLink(draft, student, { ...answered, credit, pending: [], outrun });
  for (const waiting of link.pending) sendPrediction(draft, student, waiting);
  return null;
}

/** Tells a caller its credit, if the view lists it; otherwise remembers it for the view that will. */
export function receiveHello(draft: Draft, from: string, hello: Hello): boolean {
  const { state } = draft;
  const honest = from === routingId(hello.sender, hello.incarnation);
  const listed = state.members.get(hello.sender)?.incarnation === hello.incarnation;
  if (!honest) return false;
  const knocks = new Map(state.knocks);
  knocks.delete(from);
  if (listed) {
    const grant = givenBack(state.grants.get(from) ?? { outstanding: CREDIT_MAX, owed: 0 });
    patch(draft, { knocks, grants: withEntry(state.grants, from, grant) });
    replyCredit(draft, from, grant.outstanding, hello.number);
    return true;
  }
  knocks.set(from, hello);
  const oldest = knocks.size > LIMITS.peersMax ? knocks.keys().next().value : undefined;
  if (oldest !== undefined) knocks.delete(oldest);
  patch(draft, { knocks });
  return true;
}

/**
 * Counts a batch against its sender's grant.
 *
 * @returns False when it was sent without one.
 */
export function spendGrant(draft: Draft, from: string): boolean {
  const grant = draft.state.grants.get(from);
  if (grant === undefined || grant.outstanding === 0) return false;
  const spent = { ...grant, outstanding: grant.outstanding - 1 };
  patch(draft, { grants: withEntry(draft.state.grants, from, spent) });
  return true;
}

/** Gives credit back for batches that were consumed or dropped. */
export function returnCredit(draft: Draft, from: string, batches: number): void {
  const grant = draft.state.grants.get(from);
  if (grant === undefined || batches === 0) return;
  const owing = { ...grant, owed: grant.owed + batches };
  const due = owing.owed >= RETURN_BATCHES;
  patch(draft, { grants: withEntry(draft.state.grants, from, due ? givenBack(owing) : owing) });
  if (due) replyCredit(draft, from, owing.owed);
}

/** A grant whose sender is told what it is owed. */
function givenBack({ outstanding, owed }: Grant): Grant {
  return { outstanding: Math.min(outstanding + owed, CREDIT_MAX), owed: 0 };
}

function replyCredit(draft: Draft, to: string, batches: number, hello = 0): void {
  const { runId } = draft.state.options;
  replyTo(draft, to, [dataHeaderCodec.encode({ body: 'credit', credit: { runId, batches, hello } })]);
}

/** Tells every student that this peer will not train for so long. */
export function sayBusy(draft: Draft, step: number, forMs: number): void {
  const { options, incarnation, links } = draft.state;
  const busy: Busy = { runId: options.runId, sender: options.peerId, incarnation, step, forMs };
  const parts = [dataHeaderCodec.encode({ body: 'busy', busy })];
  for (const [student, link] of links) if (link.up) sendTo(draft, student, parts);
}
