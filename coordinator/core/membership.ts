import { type Heartbeat, type Leave, type Member, TRAINER_STATE, type View } from '../../proto/codec.js';
import { type Change, decided, ignored, inTurn, unchanged } from './events.js';
import type { CoreOptions } from './options.js';
import { stallMs, withProgress } from './progress.js';
import type { CoordinatorState, Departure, Lease } from './state.js';

/** The departures after which a peer is not waited for. */
const FINAL: readonly Departure[] = ['finished', 'interrupted', 'diverged', 'expelled'];

/** Tells whether a departed peer stays away for good. */
export function isFinal(departure: Departure | undefined): boolean {
  return departure !== undefined && FINAL.includes(departure);
}

/** The member of this name, whatever its incarnation. */
export function leaseOf(state: CoordinatorState, peerId: string): Lease | undefined {
  return state.leases.find((lease) => lease.peerId === peerId);
}

/** The state with other members, in a new view. */
export function withMembers(state: CoordinatorState, leases: readonly Lease[]): CoordinatorState {
  const sorted = [...leases].sort((a, b) => (a.peerId < b.peerId ? -1 : 1));
  const view: View = { version: state.view.version + 1, members: sorted.map(memberOf) };
  return { ...state, leases: sorted, view };
}

function memberOf({ peerId, incarnation, dataAddress, publicKey, linkToken }: Lease): Member {
  return { peerId, incarnation, dataAddress, publicKey, linkToken };
}

/** Takes a member out of the view. */
export function removeMember(
  state: CoordinatorState,
  lease: Lease,
  departure: Departure,
  nowMs: number,
  reason: string,
): Change {
  const left = state.leases.filter((one) => one !== lease);
  const next = withMembers(state, left);
  const departed = { ...state.departed, [lease.peerId]: departure };
  const emptySinceMs = left.every((one) => one.frozen) ? nowMs : -1;
  return decided(
    { ...next, departed, emptySinceMs },
    `${lease.peerId} (incarnation ${lease.incarnation}) ${reason}; view ${next.view.version} has ${countOf(left)}`,
    departure === 'finished' || departure === 'interrupted' ? 'info' : 'warn',
  );
}

function countOf(leases: readonly Lease[]): string {
  return leases.length === 1 ? '1 member' : `${leases.length} members`;
}

/** Renews a lease. A heartbeat joins nobody: whoever is not a member must ask to join. */
export function onHeartbeat(
  state: CoordinatorState,
  heartbeat: Heartbeat,
  nowMs: number,
  options: CoreOptions,
): Change {
  const { peerId, incarnation, sequence } = heartbeat;
  const lease = leaseOf(state, peerId);
  if (lease?.incarnation !== incarnation) {
    return ignored(state, `heartbeat of ${peerId} (incarnation ${incarnation}), which is not a member`);
  }
  if (sequence <= lease.sequence) {
    return ignored(state, `heartbeat of ${peerId} older than one already heard`);
  }
  const trainer = knownTrainerState(heartbeat.state);
  const renewed = withProgress(lease, { ...heartbeat, trainer }, nowMs, options);
  return unchanged({ ...state, leases: state.leases.map((one) => (one === lease ? renewed : one)) });
}

/** A number from the wire that names no state counts as "starting": it promises nothing. */
function knownTrainerState(state: number): Lease['trainer'] {
  return Object.values(TRAINER_STATE).find((known) => known === state) ?? TRAINER_STATE.starting;
}

export function onLeave(
  state: CoordinatorState,
  leave: Leave,
  nowMs: number,
  options: Pick<CoreOptions, 'spec'>,
): Change {
  const lease = leaseOf(state, leave.peerId);
  if (lease === undefined && isLateEnd(state, leave, options)) return endLate(state, leave);
  if (lease?.incarnation !== leave.incarnation || lease.linkToken !== leave.linkToken) {
    return ignored(
      state,
      `goodbye of ${leave.peerId} (incarnation ${leave.incarnation}), which is not a member`,
    );
  }
  return removeMember(
    state,
    lease,
    departureOf(leave.code),
    nowMs,
    `left at step ${leave.step}: ${leave.code || 'no reason given'}`,
  );
}

/** Takes a peer out of the run by its owner's word: nobody waits for it any more. */
export function onExpelled(state: CoordinatorState, peerId: string, nowMs: number): Change {
  const lease = leaseOf(state, peerId);
  if (lease !== undefined) return removeMember(state, lease, 'expelled', nowMs, 'was cut off');
  if (isFinal(state.departed[peerId])) return ignored(state, `${peerId} has left already`);
  const departed = { ...state.departed, [peerId]: 'expelled' as const };
  return decided({ ...state, departed }, `${peerId} was cut off before it came`, 'warn');
}

/** Whether a goodbye is that of a peer which came, or came back, when the run was over, and is still waited for. */
function isLateEnd(
  { departed, stop }: CoordinatorState,
  { peerId, step, code }: Leave,
  { spec }: Pick<CoreOptions, 'spec'>,
): boolean {
  const isAwaited = spec.peers.some(({ id }) => id === peerId) && !isFinal(departed[peerId]);
  return isAwaited && code === 'finished' && stop !== null && step >= stop.step;
}

/** Nobody waits any longer for a peer that has ended outside the cohort. */
function endLate(state: CoordinatorState, { peerId, incarnation, step }: Leave): Change {
  const departed = { ...state.departed, [peerId]: 'finished' as const };
  const incarnationMax = { ...state.incarnationMax, [peerId]: incarnation };
  const reason = `${peerId} (incarnation ${incarnation}) came when the run was over, and has finished at step ${step}`;
  return decided({ ...state, departed, incarnationMax }, reason);
}

function departureOf(code: string): Departure {
  if (code === 'finished' || code === 'interrupted') return code;
  return code === 'ERR_NON_FINITE' ? 'diverged' : 'failed';
}

/** Evicts members whose lease ran out or whose trainer hangs. */
export function evict(state: CoordinatorState, nowMs: number, options: CoreOptions): Change {
  const rules = state.leases.flatMap((lease) => {
    const verdict = evictionOf(lease, nowMs, options);
    if (verdict === null) return [];
    return [(one: CoordinatorState) => removeMember(one, lease, verdict.departure, nowMs, verdict.reason)];
  });
  return inTurn(state, rules);
}

/**
 * Whether a member must go, and why.
 *
 * Only a trainer that says it trains can hang: validation and checkpoints stand still rightly.
 */
export function evictionOf(
  lease: Lease,
  nowMs: number,
  options: CoreOptions,
): { readonly departure: Departure; readonly reason: string } | null {
  if (nowMs >= lease.expiresAtMs) {
    return { departure: 'expired', reason: `was not heard for ${options.leaseMs} ms, its lease expired` };
  }
  const frozenMs = nowMs - lease.movedAtMs;
  if (lease.trainer === TRAINER_STATE.training && frozenMs > stallMs(lease, options)) {
    return {
      departure: 'stalled',
      reason: `hangs: heartbeats come, but step ${lease.step} has not moved for ${Math.round(frozenMs / 1000)} s`,
    };
  }
  return null;
}

/**
 * Gives every member a whole lease from now. After this process was paused, or cut off from NATS, silence says nothing
 * about the peers, and neither does what they said before: they may have trained on, or have been paused with it.
 */
export function renewAll(state: CoordinatorState, nowMs: number, options: CoreOptions): CoordinatorState {
  const leases = state.leases.map((lease) => ({
    ...lease,
    expiresAtMs: nowMs + options.leaseMs,
    movedAtMs: nowMs,
    heardAtMs: -1,
    measuredFrom: { trainedSteps: Number.NaN, atMs: nowMs },
  }));
  return { ...state, leases };
}
