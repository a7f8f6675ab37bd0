import type { Stop } from '../../proto/codec.js';
import { type Change, decided, unchanged } from './events.js';
import type { CoreOptions } from './options.js';
import { boundaryAtOrAfter, fastestStep, hasFormed, isInformed, safeStep } from './progress.js';
import type { CoordinatorState } from './state.js';

/** The reason for which a run stops. */
export type StopCode = 'steps' | 'target' | 'patience' | 'diverged' | 'interrupted';

/** The step budget: the stop every run begins with. */
export function budgetStop(stepsTotal: number): Stop {
  return { step: stepsTotal, code: 'steps', reason: `the step budget: ${stepsTotal} steps` };
}

/**
 * Agrees on an earlier stop. Its step lies ahead of every member, at the start of a round that nobody has begun, so
 * that all stop at the same one. A stop is never moved to a later step, so a decision that would is dropped.
 */
export function stopEarly(
  state: CoordinatorState,
  code: Exclude<StopCode, 'steps' | 'interrupted'>,
  why: string,
  nowMs: number,
  options: CoreOptions,
): Change {
  const safe = Math.max(safeStep(state.leases, nowMs, options), furthestEntry(state));
  const lastStart = state.rounds.at(-1)?.round.startStep ?? 0;
  const stride = options.spec.rounds.steps;
  return stopAt(state, boundaryAtOrAfter(safe, Math.min(lastStart, safe), stride), code, why);
}

/**
 * Agrees on the soonest stop that all can still reach together; a cohort that has not formed stops where it is. Where
 * that is has to be heard first: while NATS is away nobody could hear of a stop either.
 */
export function stopSoon(state: CoordinatorState, why: string, nowMs: number, options: CoreOptions): Change {
  if (!isInformed(state)) return unchanged({ ...state, stopWanted: why });
  const step = hasFormed(state)
    ? Math.max(safeStep(state.leases, nowMs, options), furthestEntry(state))
    : fastestStep(state.leases);
  return stopAt(state, step, 'interrupted', why);
}

/** Decides a stop that was asked for while nobody knew where the cohort was. */
export function stopAsWanted(state: CoordinatorState, nowMs: number, options: CoreOptions): Change {
  const { stopWanted } = state;
  if (stopWanted === null || !isInformed(state)) return unchanged(state);
  return stopSoon({ ...state, stopWanted: null }, stopWanted, nowMs, options);
}

/** A member that was told to enter further ahead may have jumped there already. */
function furthestEntry(state: CoordinatorState): number {
  return state.leases.reduce((most, lease) => Math.max(most, lease.enterStep ?? 0), 0);
}

function stopAt(state: CoordinatorState, step: number, code: StopCode, why: string): Change {
  if (state.stop !== null && step >= state.stop.step) return unchanged(state);
  const stop: Stop = { step, code, reason: why };
  return decided({ ...state, stop }, `stop before step ${step} (${code}): ${why}`);
}
