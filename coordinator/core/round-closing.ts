import { type Change, decided, inTurn, unchanged } from './events.js';
import { namesText } from './names-text.js';
import type { CoreOptions } from './options.js';
import { fastestStep } from './progress.js';
import type { CoordinatorState, Lease, OpenRound } from './state.js';

/** The verdict on the end of a round, with its members and the reason. */
export type CloseDecision =
  | {
      readonly kind: 'close';
      readonly completed: readonly string[];
      readonly missing: readonly string[];
      readonly reason: string;
    }
  | { readonly kind: 'wait'; readonly reason: string };

/** Rounds are bookkeeping for a cohort whose speeds differ; four times slower than the fastest is nothing unusual. */
const ROUND_GRACE_FACTOR = 4;

export function closeRounds(state: CoordinatorState, nowMs: number, options: CoreOptions): Change {
  const watched = { ...state, rounds: watch(state, nowMs) };
  const rules = watched.rounds.map((open) => (one: CoordinatorState): Change => {
    const decision = decideClose(open, one, nowMs, options);
    if (decision.kind === 'wait') return unchanged(one);
    return close(one, open, decision.completed, decision.missing, decision.reason);
  });
  return inTurn(watched, rules);
}

/** Notes when the first member reached a round's start and its end. Returns the same array if nothing is new. */
function watch(state: CoordinatorState, nowMs: number): readonly OpenRound[] {
  const rounds = state.rounds.map((open) => {
    const fastest = fastestStep(membersLeft(open, state.leases).filter(({ landed }) => !landed));
    const startedAtMs = open.startedAtMs < 0 && fastest >= open.round.startStep ? nowMs : open.startedAtMs;
    const ended = fastest >= endFor(open, state);
    const firstEndAtMs = open.firstEndAtMs < 0 && ended ? nowMs : open.firstEndAtMs;
    return startedAtMs === open.startedAtMs && firstEndAtMs === open.firstEndAtMs
      ? open
      : { ...open, startedAtMs, firstEndAtMs };
  });
  return rounds.every((open, i) => open === state.rounds[i]) ? state.rounds : rounds;
}

/**
 * Decides whether a round is over: at quorum, when every member of it that is still there has reached its end; at the
 * deadline, four times as long after the first did as that one took, and at least `roundGraceMsMin`, but for fixed rounds,
 * which the slowest still needs; or when nobody is left in it.
 */
export function decideClose(
  open: OpenRound,
  state: Pick<CoordinatorState, 'leases' | 'stop'>,
  nowMs: number,
  options: CoreOptions,
): CloseDecision {
  const { completed, missing, pending } = standing(open, state);
  if (state.stop !== null && open.round.startStep >= state.stop.step) {
    return {
      kind: 'close',
      completed: [],
      missing: [],
      reason: `the run stops before step ${state.stop.step}`,
    };
  }
  if (completed.length + pending.length === 0) {
    return { kind: 'close', completed, missing, reason: 'nobody is left in it' };
  }
  if (pending.length === 0) return { kind: 'close', completed, missing, reason: 'quorum' };
  if (open.firstEndAtMs < 0) return { kind: 'wait', reason: 'nobody has reached its end' };
  const tookMs = open.firstEndAtMs - open.startedAtMs;
  const graceMs = options.fixedRounds
    ? Number.POSITIVE_INFINITY
    : Math.max(options.roundGraceMsMin, ROUND_GRACE_FACTOR * tookMs);
  if (nowMs - open.firstEndAtMs < graceMs) {
    return { kind: 'wait', reason: `waiting for ${namesText(pending)}` };
  }
  return {
    kind: 'close',
    completed,
    missing: [...missing, ...pending].sort(),
    reason: `deadline, ${Math.round(graceMs)} ms after the first`,
  };
}

/** The members of a round by where they stand: past its end, gone, or still at it. */
export function standing(
  open: OpenRound,
  state: Pick<CoordinatorState, 'leases' | 'stop'>,
): {
  readonly completed: readonly string[];
  readonly missing: readonly string[];
  readonly pending: readonly string[];
} {
  const left = new Map(membersLeft(open, state.leases).map((lease) => [lease.peerId, lease]));
  const end = endFor(open, state);
  // Who went ahead past its end has left it out.
  const isPast = ({ step, landed }: Lease): boolean => step >= end && !landed;
  const here = open.round.members.filter((id) => left.has(id));
  return {
    completed: here.filter((id) => isPast(left.get(id)!)),
    pending: here.filter((id) => !isPast(left.get(id)!)),
    missing: open.round.members.filter((id) => !left.has(id)),
  };
}

function membersLeft(open: OpenRound, leases: readonly Lease[]): readonly Lease[] {
  return leases.filter((lease) => open.incarnations.get(lease.peerId) === lease.incarnation);
}

/** A round that the stop cuts short ends there. */
function endFor(open: OpenRound, state: Pick<CoordinatorState, 'stop'>): number {
  return Math.min(open.round.endStep, state.stop?.step ?? Number.POSITIVE_INFINITY);
}

/** Takes a round out of the announcement and says how it ended. */
export function close(
  state: CoordinatorState,
  open: OpenRound,
  completed: readonly string[],
  missing: readonly string[],
  reason: string,
): Change {
  const { number } = open.round;
  const rounds = state.rounds.filter((one) => one.round.number !== number);
  const lacks = missing.length === 0 ? '' : `, without ${namesText(missing)}`;
  return decided(
    { ...state, rounds, lastClosed: { number, completed, missing, reason } },
    `round ${number} closed (${reason})${lacks}`,
    missing.length === 0 ? 'debug' : 'info',
  );
}
