import { type Round, TRAINER_STATE } from '../../proto/codec.js';
import { andThen, type Change, decided, inTurn, unchanged } from './events.js';
import { cohortEdges, type KnownGraph, type RoundCast } from './graph.js';
import { namesText } from './names-text.js';
import type { CoreOptions } from './options.js';
import {
  boundaryAtOrAfter,
  fastestStep,
  hasFormed,
  isInformed,
  isReady,
  isTraining,
  safeStep,
  speedOf,
} from './progress.js';
import { close, standing } from './round-closing.js';
import { type CoordinatorState, type Lease, ROUNDS_MAX } from './state.js';

/** Heartbeats of the fastest member that a round lasts at least, so that every member hears of it before its end. */
const ROUND_HEARTBEATS_MIN = 2;

/**
 * Announces the next rounds as soon as the fastest member has passed the middle of the newest one, or might before it
 * hears of it. Rounds follow each other without gap, so after a time without coordinator the next one is as long as
 * that time; it changes nothing for its members, who went on under the last view.
 */
export function announceAhead(state: CoordinatorState, nowMs: number, options: CoreOptions): Change {
  if (!hasFormed(state) || !isInformed(state)) return unchanged(state);
  const rules = Array.from({ length: ROUNDS_MAX }, () => (one: CoordinatorState): Change => {
    const startStep = nextStart(one);
    if (startStep === null || !isDue(one, nowMs, options)) return unchanged(one);
    return announce(one, startStep, 'announced ahead', nowMs, options);
  });
  return inTurn(state, rules);
}

/** Start of the next round: the end of the last one, or where the first of its members enters. `null`: no more. */
function nextStart(state: CoordinatorState): number | null {
  const entering = active(state).map((lease) => lease.enterStep ?? Number.POSITIVE_INFINITY);
  if (entering.length === 0) return null;
  const startStep = Math.max(state.boundaryStep, Math.min(...entering));
  return state.stop !== null && startStep >= state.stop.step ? null : startStep;
}

function isDue(state: CoordinatorState, nowMs: number, options: CoreOptions): boolean {
  const newest = state.rounds.at(-1)?.round;
  if (newest === undefined) return true;
  if (options.fixedRounds) return state.rounds.length < ROUNDS_MAX;
  const waits = active(state).some((lease) => isReady(lease) && !isInRound(state, lease));
  // Where peers never wait for each other, one that comes begins where it is, as soon as a round has it.
  if (waits && !options.scheme.inStep) return true;
  const training = active(state).filter((lease) => isTraining(lease) && !lease.landed);
  if (training.length === 0) return waits;
  const middle = (newest.startStep + newest.endStep) / 2;
  return fastestStep(training) >= middle || safeStep(training, nowMs, options) >= state.boundaryStep;
}

/** The members that can still take part in a round. */
function active(state: CoordinatorState): readonly Lease[] {
  return state.leases.filter((lease) => lease.enterStep !== null && lease.trainer !== TRAINER_STATE.finished);
}

/** Announces one round from `startStep` on, and drops the oldest if there are too many. */
export function announce(
  state: CoordinatorState,
  startStep: number,
  reason: string,
  nowMs: number,
  options: CoreOptions,
): Change {
  const members = active(state).filter((lease) => lease.enterStep! <= startStep);
  return announceFor(state, members, startStep, endOf(state, startStep, nowMs, options), reason, options);
}

function announceFor(
  state: CoordinatorState,
  members: readonly Lease[],
  startStep: number,
  endStep: number,
  reason: string,
  options: CoreOptions,
): Change {
  const ids = members.map((lease) => lease.peerId);
  const number = state.roundMax + 1;
  const { rounds: spans, training } = options.spec;
  const cast: RoundCast = {
    learners: ids,
    teachers: state.leases.filter((lease) => lease.frozen).map((lease) => lease.peerId),
    seed: training.seed,
    round: options.fixedRounds ? 1 + Math.floor(startStep / spans.steps) : number,
  };
  const round: Round = {
    number,
    viewVersion: state.view.version,
    startStep,
    endStep,
    members: ids,
    edges: cohortEdges(graphOf(options, cast), cast),
  };
  const incarnations = new Map(members.map((lease) => [lease.peerId, lease.incarnation]));
  const rounds = [...state.rounds, { round, incarnations, startedAtMs: -1, firstEndAtMs: -1 }];
  const opened = decided(
    { ...state, rounds, roundMax: round.number, boundaryStep: Math.max(endStep, state.boundaryStep) },
    `round ${round.number}, steps ${startStep} to ${endStep}, with ${namesText(ids)}: ${reason}`,
    'debug',
  );
  return andThen(opened, dropOldest);
}

function graphOf({ scheme, drawGraph }: CoreOptions, cast: RoundCast): KnownGraph {
  const { graph } = scheme;
  if (graph.kind !== 'module') return graph;
  if (drawGraph === undefined) throw new Error(`the graph ${graph.path} was not loaded`);
  return { kind: 'edges', edges: drawGraph(cast) };
}

function dropOldest(state: CoordinatorState): Change {
  const oldest = state.rounds[0];
  if (oldest === undefined || state.rounds.length <= ROUNDS_MAX) return unchanged(state);
  const { completed, missing, pending } = standing(oldest, state);
  return close(
    state,
    oldest,
    completed,
    [...missing, ...pending].sort(),
    `${ROUNDS_MAX} newer rounds are announced`,
  );
}

/**
 * End of a round: `rounds.steps` after its start, or as many times that as the fastest member covers in two heartbeats,
 * or as brings it ahead of every member; never past the stop, nor past a step where a member enters. Fixed rounds end at
 * multiples of `rounds.steps`.
 */
function endOf(state: CoordinatorState, startStep: number, nowMs: number, options: CoreOptions): number {
  const leases = active(state);
  const stride = options.spec.rounds.steps;
  const stepsPerMs = speedOf(leases, options);
  const coveredSteps = Math.ceil(stepsPerMs * ROUND_HEARTBEATS_MIN * options.heartbeatMs);
  const reach = Math.max(
    startStep + stride,
    startStep + coveredSteps,
    safeStep(leases.filter(isTraining), nowMs, options),
  );
  const entering = leases.map((lease) => lease.enterStep ?? 0).filter((step) => step > startStep);
  return Math.min(
    options.fixedRounds
      ? boundaryAtOrAfter(startStep + 1, 0, stride)
      : boundaryAtOrAfter(reach, startStep, stride),
    ...entering,
    state.stop?.step ?? Number.POSITIVE_INFINITY,
  );
}

/**
 * Gives members that came back too late for any common round one of their own, from the step they resume from to the
 * stop: they finish their training by themselves.
 */
export function announceCatchUp(state: CoordinatorState, options: CoreOptions): Change {
  const { stop } = state;
  if (stop === null || state.boundaryStep < stop.step) return unchanged(state);
  const late = active(state).find((lease) => lease.enterStep! < stop.step && !isInRound(state, lease));
  if (late === undefined || late.step >= stop.step) return unchanged(state);
  return announceFor(state, [late], late.enterStep!, stop.step, 'it finishes by itself', options);
}

function isInRound(state: CoordinatorState, lease: Lease): boolean {
  return state.rounds.some(({ incarnations }) => incarnations.get(lease.peerId) === lease.incarnation);
}
