import type { Announcement, Member } from '../../../proto/codec.js';
import { LIMITS } from '../../../proto/limits.js';
import type { MembershipState, MembershipTransition } from './state.js';

/** By then a holder that has died has lost its lease, with one to spare. */
const WAIT_MS = 2 * LIMITS.leaseMs;
/** A peer that waits for the holder of its id says so this often. */
const SAY_MS = 2 * LIMITS.requestMs;

/** This very process as a member of an announced view; another one may have the same incarnation. */
export function memberIn(
  announcement: Announcement | null,
  { incarnation, options }: MembershipState,
): Member | undefined {
  return announcement?.view?.members.find(
    (one) =>
      one.peerId === options.peerId && one.incarnation === incarnation && one.linkToken === options.linkToken,
  );
}

/** Whether the coordinator may take this process for a member, so that others would wait for its lease. */
export function mayBeMember(state: MembershipState): boolean {
  const { phase, heldSinceMs, announcement } = state;
  return phase === 'failed' || heldSinceMs !== null ? memberIn(announcement, state) !== undefined : true;
}

/** Whether the lease of who holds the id of this peer may still run out: it may have died, its run directory lost. */
export function isWorthWaiting({ heldSinceMs }: MembershipState, nowMs: number): boolean {
  return heldSinceMs === null || nowMs - heldSinceMs < WAIT_MS;
}

/** Goes on asking, and says every few seconds what it waits for. */
export function waitForHolder(state: MembershipState, reason: string, nowMs: number): MembershipTransition {
  const heldSinceMs = state.heldSinceMs ?? nowMs;
  const forMs = nowMs - heldSinceMs;
  const isDue = forMs % SAY_MS < LIMITS.requestMs;
  const message = `${reason}: this one waits up to ${WAIT_MS / 1000} s for its lease to end`;
  return {
    state: { ...state, heldSinceMs },
    effects: isDue ? [{ kind: 'log', level: 'warn', message }] : [],
  };
}
