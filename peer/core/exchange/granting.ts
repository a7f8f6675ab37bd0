import { dataHeaderCodec, type Hello, type Member } from '../../../proto/codec.js';
import { routingId } from '../../../proto/identity.js';
import { LIMITS } from '../../../proto/limits.js';
import { type Draft, patch, replyTo, withEntry } from './draft.js';
import { FULL_GRANT, givenBack, isDue, owing, spent } from './grant.js';

/** Tells a teacher its credit, if the view lists it; otherwise keeps the hello for the view that will. */
export function receiveHello(draft: Draft, from: string, hello: Hello): void {
  const { members, grants } = draft.state;
  const earlyHellos = new Map(draft.state.earlyHellos);
  earlyHellos.delete(from);
  if (members.get(hello.sender)?.incarnation === hello.incarnation) {
    const grant = givenBack(grants.get(from) ?? FULL_GRANT);
    patch(draft, { earlyHellos, grants: withEntry(grants, from, grant) });
    replyCredit(draft, from, grant.outstanding, hello.number);
    return;
  }
  earlyHellos.set(from, hello);
  const oldest = earlyHellos.size > LIMITS.teachersMax ? earlyHellos.keys().next().value : undefined;
  if (oldest !== undefined) earlyHellos.delete(oldest);
  patch(draft, { earlyHellos });
}

/** Answers the hellos that came before a view listed their senders. */
export function answerEarlyHellos(draft: Draft): void {
  for (const [from, hello] of draft.state.earlyHellos) receiveHello(draft, from, hello);
}

/**
 * Counts a batch against its sender's grant. A member that has none was gone for a while, without knowing: it still counts on
 * the grant that was forgotten, which was a whole one at most.
 *
 * @returns False when it was sent without one.
 */
export function spendCredit(draft: Draft, from: string): boolean {
  const { grants, members } = draft.state;
  const isMember = (): boolean => [...members.values()].some((one) => from === linkOf(one));
  const grant = spent(grants.get(from) ?? (isMember() ? FULL_GRANT : undefined));
  if (grant === null) return false;
  patch(draft, { grants: withEntry(grants, from, grant) });
  return true;
}

/** Gives credit back for batches that were consumed or dropped. */
export function returnCredit(draft: Draft, from: string, batches: number): void {
  const known = draft.state.grants.get(from);
  if (known === undefined || batches === 0) return;
  const grant = owing(known, batches);
  const due = isDue(grant);
  patch(draft, { grants: withEntry(draft.state.grants, from, due ? givenBack(grant) : grant) });
  if (due) replyCredit(draft, from, grant.owed);
}

/** Forgets the grants of links whose peers are gone, and what was held of them: coming back, they get a whole grant. */
export function pruneGrants(draft: Draft): void {
  const { departed, members, grants, held } = draft.state;
  const known = [...departed.values(), ...members.values()];
  const live = new Set(known.map(linkOf));
  const kept = new Map([...grants].filter(([from]) => live.has(from)));
  if (kept.size === grants.size) return;
  patch(draft, { grants: kept, held: new Map([...held].filter(([, { from }]) => live.has(from))) });
}

/** The routing id of the link from a member. */
export function linkOf({ peerId, incarnation, linkToken }: Member): string {
  return routingId(peerId, incarnation, linkToken);
}

function replyCredit(draft: Draft, to: string, batches: number, hello = 0): void {
  const { runId } = draft.state.options;
  replyTo(draft, to, [dataHeaderCodec.encode({ body: 'credit', credit: { runId, batches, hello } })]);
}
