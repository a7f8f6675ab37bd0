import { type Busy, dataHeaderCodec, type Hello } from '../../../proto/codec.js';
import type { PeerId } from '../../../proto/identity.js';
import { PROTOCOL_VERSION } from '../../../proto/limits.js';
import { bytesOf, count, type Draft, patch, sendTo, updateLink } from './draft.js';
import { checkCredit, type Rejected } from './frames.js';
import type { ExchangeState } from './state.js';
import {
  canSend,
  connected,
  credited,
  disconnected,
  HELLOS_MAX,
  helloSaid,
  newLink,
  nextHello,
  nextHelloMs,
  pendingMax,
  sentOn,
  waitsOn,
} from './student-link.js';

/** Our links to the students: they come up and go down, ask for credit, and carry predictions. */
export function linkUp(draft: Draft, student: PeerId): void {
  updateLink(draft, student, connected);
  askForCredit(draft, student);
}

export function linkDown(draft: Draft, student: PeerId): void {
  const most = pendingMax(draft.state.options);
  updateLink(draft, student, (link) => disconnected(link, most));
}

/** This peer goes by a new incarnation: each link is a new one, and down. */
export function renewLinks(draft: Draft, incarnation: number): void {
  const links = new Map(
    [...draft.state.links].map(([id, link]) => [id, newLink(link.member, link.outrun)] as const),
  );
  patch(draft, { incarnation, links });
  draft.effects.push({ kind: 'links', students: [...links.values()].map((link) => link.member) });
}

function askForCredit(draft: Draft, student: PeerId): void {
  updateLink(draft, student, nextHello);
  sayHello(draft, student);
}

function sayHello(draft: Draft, student: PeerId): void {
  const { links, options, incarnation } = draft.state;
  const link = links.get(student);
  if (link === undefined) return;
  updateLink(draft, student, (said) => helloSaid(said, draft.nowMs));
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
 * link looks up, and nobody answers. Only a fresh connection gets through.
 */
function reconnect(draft: Draft, student: PeerId): void {
  linkDown(draft, student);
  draft.effects.push({ kind: 'relink', student });
}

/** When the next unanswered hello is due, or infinity. */
export function helloDueMs(state: ExchangeState): number {
  let dueMs = Number.POSITIVE_INFINITY;
  for (const link of state.links.values()) dueMs = Math.min(dueMs, nextHelloMs(link));
  return dueMs;
}

export function repeatHellos(draft: Draft): void {
  if (helloDueMs(draft.state) > draft.nowMs) return;
  for (const [student, link] of draft.state.links) {
    if (nextHelloMs(link) > draft.nowMs) continue;
    if (link.granted) askForCredit(draft, student);
    else if (link.hellos < HELLOS_MAX) sayHello(draft, student);
    else reconnect(draft, student);
  }
}

/** Sends a prediction now, or keeps it among the newest ones until there is credit. */
export function sendPrediction(draft: Draft, student: PeerId, parts: readonly Uint8Array[]): void {
  const link = draft.state.links.get(student);
  if (link === undefined) return;
  const most = pendingMax(draft.state.options);
  if (canSend(link)) {
    updateLink(draft, student, (open) => sentOn(open, parts, most));
    count(draft, { predictionsSent: 1, bytesSent: bytesOf(parts) });
    draft.effects.push({ kind: 'send', student, parts });
    return;
  }
  if (link.pending.length === most) count(draft, { predictionsReplaced: 1 });
  updateLink(draft, student, (full) => waitsOn(full, parts, most));
}

/** Credit came back over the link to a student. Returns the fault of the message, or `null`. */
export function receiveCredit(draft: Draft, student: PeerId, parts: readonly Uint8Array[]): Rejected | null {
  const verdict = checkCredit(parts, draft.state.options.runId);
  if (verdict.verdict === 'rejected') return verdict;
  const link = draft.state.links.get(student);
  const next = link === undefined ? null : credited(link, verdict.credit);
  if (link === undefined || next === null) return null;
  updateLink(draft, student, () => next);
  for (const waiting of link.pending) sendPrediction(draft, student, waiting);
  return null;
}

/** Tells every student that this peer expects not to train for that long. */
export function sayBusy(draft: Draft, step: number, forMs: number): void {
  const { options, incarnation, links } = draft.state;
  const busy: Busy = { runId: options.runId, sender: options.peerId, incarnation, step, forMs };
  const parts = [dataHeaderCodec.encode({ body: 'busy', busy })];
  for (const [student, link] of links) if (link.up) sendTo(draft, student, parts);
}
