import type { Announcement, Heartbeat, JoinReply } from '../../proto/codec.js';
import { assertNever } from '../../proto/errors.js';
import { isAbsurdTerm } from '../../proto/limits.js';
import { judge, onReport, stopIfAllDiverged } from './convergence.js';
import {
  andThen,
  type Change,
  type CoordinatorEffect,
  type CoordinatorEvent,
  decided,
  ignored,
  inTurn,
  type Transition,
  unchanged,
} from './events.js';
import { finishRun } from './finish.js';
import { formAnew, formCohort } from './formation.js';
import { type JoinOutcome, onJoin, type Refusal, startStepOf } from './join.js';
import { evict, onExpelled, onHeartbeat, onLeave, renewAll } from './membership.js';
import type { CoreOptions } from './options.js';
import { hasFormed, reachedStep } from './progress.js';
import { announceAhead, announceCatchUp } from './round.js';
import { closeRounds } from './round-closing.js';
import { fromSnapshot, isDurableChange, toSnapshot } from './snapshot.js';
import { type CoordinatorState, INITIAL_STATE } from './state.js';
import { stopAsWanted, stopSoon } from './stop.js';

/**
 * The coordinator: one event in, the next state and what is to be done out. Pure: no clock, no network, no chance, and
 * its inputs are never changed, so every decision can be replayed.
 *
 * After each event the standing rules run in a fixed order: evict, judge evaluations, close rounds, form the cohort,
 * announce ahead, end the run. While NATS is away they rest, since silence then says nothing about the peers; when it is
 * back, and after a pause of this process, nothing is decided about steps before every member is heard again.
 *
 * @param nowMs - Monotonic time in milliseconds; never falls.
 */
export function step(
  state: CoordinatorState,
  event: CoordinatorEvent,
  nowMs: number,
  options: CoreOptions,
): Transition {
  return stepAlike(state, [event], event, nowMs, options);
}

/** @param events - Several heartbeats, or one event of any kind; `event` is the last of them. */
function stepAlike(
  state: CoordinatorState,
  events: readonly CoordinatorEvent[],
  event: CoordinatorEvent,
  nowMs: number,
  options: CoreOptions,
): Transition {
  if (state.finished) return { state, effects: [] };
  const awake = noticePause(state, nowMs, options);
  const joined = event.kind === 'join' ? onJoin(awake, event.request, nowMs, options) : null;
  const rules = events.map((one) => (before: CoordinatorState): Change => {
    return one.kind === 'join' ? joined! : handle(before, one, nowMs, options);
  });
  const settled = andThen(inTurn(awake, rules), (one) => settle(one, event, nowMs, options));
  return conclude(state, settled, event, joined, nowMs, options);
}

/**
 * Takes events that have waited together, each in its turn, and then writes one snapshot and says one announcement for all of
 * them: a cohort that comes at once does not wait for as many writes as it has peers. The standing rules, which look at
 * every member, apply once to heartbeats in a row.
 */
export function stepTogether(
  state: CoordinatorState,
  events: readonly CoordinatorEvent[],
  nowMs: number,
  options: CoreOptions,
): Transition {
  let last = state;
  const effects = runsOf(events).flatMap((run) => {
    const transition = stepAlike(last, run, run.at(-1)!, nowMs, options);
    last = transition.state;
    return transition.effects;
  });
  const persist = effects.findLast(({ kind }) => kind === 'persist');
  const publish = effects.findLast(({ kind }) => kind === 'publish');
  const others = effects.filter(({ kind }) => kind !== 'persist' && kind !== 'publish');
  return { state: last, effects: [persist, publish, ...others].filter((effect) => effect !== undefined) };
}

/** The events in their order, heartbeats in a row together. */
function runsOf(events: readonly CoordinatorEvent[]): readonly (readonly CoordinatorEvent[])[] {
  const runs: CoordinatorEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (event.kind === 'heartbeat' && run?.[0]?.kind === 'heartbeat') run.push(event);
    else runs.push([event]);
  }
  return runs;
}

/** Restarts all leases when more time has passed between two events than ever does while this process runs. */
function noticePause(state: CoordinatorState, nowMs: number, options: CoreOptions): CoordinatorState {
  const paused = state.nowMs >= 0 && nowMs - state.nowMs > options.pauseMs;
  return { ...(paused ? renewAll(state, nowMs, options) : state), nowMs };
}

function handle(
  state: CoordinatorState,
  event: Exclude<CoordinatorEvent, { kind: 'join' }>,
  nowMs: number,
  options: CoreOptions,
): Change {
  switch (event.kind) {
    case 'started':
      return start(event, nowMs, options);
    case 'tick':
      return unchanged(state);
    case 'heartbeat':
      return onHeartbeat(overtake(state, event.heartbeat, options), event.heartbeat, nowMs, options);
    case 'report':
      return onReport(state, event.report, nowMs, options);
    case 'leave':
      return onLeave(state, event.leave, nowMs, options);
    case 'expelled':
      return onExpelled(state, event.peerId, nowMs);
    case 'stopRequested':
      return stopSoon(state, event.reason, nowMs, options);
    case 'linkLost':
    case 'linkBack':
      return unchanged({ ...renewAll(state, nowMs, options), linkUp: event.kind === 'linkBack' });
    case 'rivalSeen':
      return onRival(state, event.term);
    default:
      return assertNever(event);
  }
}

function start(
  event: Extract<CoordinatorEvent, { kind: 'started' }>,
  nowMs: number,
  options: CoreOptions,
): Change {
  const { snapshot } = event;
  if (snapshot === null) {
    return decided(
      { ...INITIAL_STATE, term: 1, nowMs },
      `term 1: waiting for ${options.spec.peers.length} peers`,
    );
  }
  const state = { ...fromSnapshot(snapshot, nowMs, options), nowMs };
  return decided(
    state,
    `term ${state.term}: restored view ${state.view.version} and round ${state.roundMax} from the snapshot`,
  );
}

/**
 * Takes a later term when a peer has obeyed one that this coordinator knows nothing of: a later one, or this very one
 * without ever having been let in. If a rival holds it, it has written its snapshot, and writing ours fails; if our
 * own store was lost, it succeeds, and peers listen to us again.
 */
function overtake(state: CoordinatorState, heartbeat: Heartbeat, options: CoreOptions): CoordinatorState {
  const { peerId, incarnation, term } = heartbeat;
  const isPeer = options.spec.peers.some((peer) => peer.id === peerId);
  const isStranger = incarnation > (state.incarnationMax[peerId] ?? 0);
  const isLater = term > state.term || (isStranger && term === state.term);
  if (!isPeer || !isLater || isAbsurdTerm(state.term, term)) return state;
  return { ...state, term: term + 1, sequence: 0 };
}

/**
 * Another coordinator speaks for the same run. The later term wins; in equal terms both write the next one, and the
 * snapshot store lets only one of them.
 */
function onRival(state: CoordinatorState, term: number): Change {
  if (term < state.term) return ignored(state, `a coordinator of the earlier term ${term} still speaks`);
  if (isAbsurdTerm(state.term, term))
    return ignored(state, `no coordinator of this run can have come to term ${term}`);
  if (term === state.term) return unchanged({ ...state, term: term + 1, sequence: 0 });
  const reason = `another coordinator of this run has term ${term}, this one has ${state.term}`;
  return { state: { ...state, finished: true }, effects: [{ kind: 'stepDown', reason }] };
}

/** The standing rules. */
function settle(
  state: CoordinatorState,
  event: CoordinatorEvent,
  nowMs: number,
  options: CoreOptions,
): Change {
  const mayDecide = state.linkUp || event.kind === 'stopRequested';
  if (!mayDecide || state.finished) return unchanged(state);
  return inTurn(state, [
    // A stop may be asked for while NATS is away: silence says nothing then, too.
    (one) => (one.linkUp ? evict(one, nowMs, options) : unchanged(one)),
    (one) => stopAsWanted(one, nowMs, options),
    (one) => judge(one, nowMs, options),
    stopIfAllDiverged,
    (one) => closeRounds(one, nowMs, options),
    (one) => formAnew(one, options),
    (one) => formCohort(one, nowMs, options),
    (one) => announceAhead(one, nowMs, options),
    (one) => announceCatchUp(one, options),
    (one) => finishRun(one, nowMs, options),
  ]);
}

/** Puts the effects in order: durable first, then public, then the reply and whatever else was said. */
function conclude(
  before: CoordinatorState,
  change: Change,
  event: CoordinatorEvent,
  joined: JoinOutcome | null,
  nowMs: number,
  options: CoreOptions,
): Transition {
  const after = change.state;
  const ends = change.effects.some((effect) => effect.kind === 'stepDown');
  if (ends) return change;
  const changed = isPublicChange(before, after) || isMet(after);
  const due = after.linkUp && nowMs - after.publishedAtMs >= options.beaconMs;
  const state: CoordinatorState =
    changed || due ? { ...after, ...(changed ? nextNews(after) : {}), publishedAtMs: nowMs } : after;
  const effects: CoordinatorEffect[] = [];
  // nats-server may have come back without its store.
  const mayBeLost = event.kind === 'linkBack' && after.term > 0;
  if (mayBeLost || isDurableChange(before, after))
    effects.push({ kind: 'persist', snapshot: toSnapshot(state, options) });
  if (changed || due) effects.push({ kind: 'publish', announcement: announcementOf(state, options) });
  if (event.kind === 'join' && joined !== null && joined.answer !== 'later') {
    const refusal = joined.answer === 'accepted' ? null : joined.answer;
    const reply = replyTo(state, event.request.peerId, refusal, options);
    effects.push({ kind: 'reply', requestId: event.requestId, reply });
  }
  return { state, effects: [...effects, ...change.effects] };
}

function nextNews({ leases, sequence }: CoordinatorState): Partial<CoordinatorState> {
  return { sequence: sequence + 1, reachedStep: reachedStep(leases) };
}

/** Whether somebody has come to a step where a member waits to be met, and it has not been told. */
function isMet({ leases, reachedStep: announcedStep }: CoordinatorState): boolean {
  const reached = reachedStep(leases);
  return leases.some(({ landed, step }) => landed && announcedStep < step && step <= reached);
}

function isPublicChange(before: CoordinatorState, after: CoordinatorState): boolean {
  return (
    before.term !== after.term ||
    before.view !== after.view ||
    before.rounds.length !== after.rounds.length ||
    before.roundMax !== after.roundMax ||
    before.lastClosed !== after.lastClosed ||
    before.stop !== after.stop ||
    before.decision !== after.decision
  );
}

/** The coordinator's whole public state. */
export function announcementOf(state: CoordinatorState, options: CoreOptions): Announcement {
  return {
    runId: options.runId,
    term: state.term,
    sequence: state.sequence,
    view: state.view,
    rounds: state.rounds.map((open) => open.round),
    lastClosed: state.lastClosed,
    stop: state.stop,
    decision: state.decision,
    formed: hasFormed(state),
    reachedStep: state.reachedStep,
  };
}

function replyTo(
  state: CoordinatorState,
  peerId: string,
  refusal: Refusal | null,
  options: CoreOptions,
): JoinReply {
  return {
    accepted: refusal === null,
    code: refusal?.code ?? '',
    reason: refusal?.reason ?? state.decision,
    differences: refusal?.differences ?? [],
    incarnationMin: refusal?.incarnationMin ?? (state.incarnationMax[peerId] ?? 0) + 1,
    leaseMs: options.leaseMs,
    startStep: refusal === null ? startStepOf(state, peerId) : 0,
    announcement: announcementOf(state, options),
  };
}
