import {
  type Announcement,
  type Heartbeat,
  type JoinReply,
  type JoinRequest,
  TRAINER_STATE,
} from '../../../proto/codec.js';
import { assertNever, type ErrorCode, type Facts } from '../../../proto/errors.js';
import type { PeerId } from '../../../proto/identity.js';
import { LIMITS, PROTOCOL_VERSION } from '../../../proto/limits.js';
import { obeys } from './announced.js';
import { isWorthWaiting, mayBeMember, memberIn, waitForHolder } from './holding.js';
import { catchUp, enter, orderStop, seekAfterRejoin } from './orders.js';
import { failToResume } from './resuming.js';
import type {
  MembershipEffect,
  MembershipEvent,
  MembershipState,
  MembershipTransition,
  Progress,
} from './state.js';

/**
 * Membership of one peer: joining, staying, being told what to do, leaving. Pure: the caller owns clock and network.
 *
 *   idle ──ready──▶ joining ──accepted──▶ active ──leave──▶ left
 *                      ▲  └──refused──▶ failed   │
 *                      └──not in the view────────┘
 *
 * Training goes on in `joining` once it has begun: without coordinator or NATS a peer trains under its last view.
 * Equal arguments give equal results.
 */
export function stepMembership(
  state: MembershipState,
  event: MembershipEvent,
  nowMs: number,
): MembershipTransition {
  const { phase } = state;
  const isOver = phase === 'left' || ((phase === 'failed' || phase === 'alone') && event.kind !== 'leave');
  if (isOver) return { state, effects: [] };
  const gapMs = nowMs - state.lastEventMs;
  const awake = { ...state, lastEventMs: nowMs };
  const paused = stoodStill(state, nowMs) && (state.phase === 'active' || state.started);
  if (!paused) return handle(awake, event, nowMs);
  // Whether it is still a member the next announcement says: the others may have stood still with it.
  const next = handle({ ...awake, wokeAtMs: nowMs, heartbeatAtMs: nowMs }, event, nowMs);
  return { state: next.state, effects: [{ kind: 'stoodStill', forMs: gapMs }, ...next.effects] };
}

/** Whether the time since the last event is longer than the lease, so that others may have given this peer up. */
export function stoodStill(state: MembershipState, nowMs: number): boolean {
  return nowMs - state.lastEventMs > LIMITS.leaseMs;
}

function handle(state: MembershipState, event: MembershipEvent, nowMs: number): MembershipTransition {
  switch (event.kind) {
    case 'ready':
      return requestJoin(
        {
          ...state,
          phase: 'joining',
          step: event.step,
          startStep: event.step,
          checkpointSteps: event.checkpointSteps ?? [event.step],
        },
        nowMs,
      );
    case 'tick':
      return onTick(
        { ...state, step: hasBegun(state, event.progress) ? event.progress.step : state.step },
        event.progress,
        nowMs,
      );
    case 'awake':
      return { state, effects: [] };
    case 'joinReply':
      return onJoinReply(state, event.incarnation, event.reply, nowMs);
    case 'announcement':
      return onAnnouncement(state, event.announcement, nowMs);
    case 'leave':
      return leave(state, event.step, event.code);
    default:
      return assertNever(event);
  }
}

/** Says goodbye, unless this peer speaks under an id that another one holds. */
function leave(state: MembershipState, step: number, code: string): MembershipTransition {
  const { linkToken } = state.options;
  const effects: MembershipEffect[] = mayBeMember(state)
    ? [{ kind: 'leave', leave: { ...identityOf(state), step, code, linkToken } }]
    : [];
  return { state: { ...state, phase: 'left' }, effects };
}

/** A trainer that was told to begin says so a little later; until then it stands at its newest checkpoint. */
function hasBegun({ started, options }: MembershipState, { state }: Progress): boolean {
  return started && (state !== TRAINER_STATE.ready || options.frozen);
}

function identityOf(state: MembershipState): { runId: string; peerId: PeerId; incarnation: number } {
  return { runId: state.options.runId, peerId: state.options.peerId, incarnation: state.incarnation };
}

function requestJoin(state: MembershipState, nowMs: number): MembershipTransition {
  const { options } = state;
  const request: JoinRequest = {
    ...identityOf(state),
    protocolVersion: PROTOCOL_VERSION,
    runSpecHash: options.runSpecHash,
    dataDigest: options.dataDigest,
    classNames: options.classNames,
    classes: options.classes,
    stepsTotal: options.stepsTotal,
    step: state.step,
    modules: options.modules,
    dataAddress: options.dataAddress,
    linkToken: options.linkToken,
    holderSecret: options.holderSecret,
    device: options.device,
    numerics: options.numerics,
    termMax: state.announcement?.term ?? 0,
    roundMax: state.roundMax,
    viewMax: state.viewMax,
    publicKey: options.publicKey,
    checkpointSteps: state.started ? [] : state.checkpointSteps,
  };
  return { state: { ...state, joinAtMs: nowMs + LIMITS.requestMs }, effects: [{ kind: 'join', request }] };
}

/** Joins again under a higher incarnation; training goes on meanwhile. */
function rejoin(
  state: MembershipState,
  reason: string,
  nowMs: number,
  incarnation: number = state.incarnation + 1,
): MembershipTransition {
  const unheard = { unlistedSinceMs: null, heldSinceMs: null, listedSinceView: Number.POSITIVE_INFINITY };
  const requested = requestJoin({ ...state, ...unheard, incarnation, phase: 'joining' }, nowMs);
  return {
    state: requested.state,
    effects: [
      { kind: 'log', level: 'warn', message: `joining again as incarnation ${incarnation}: ${reason}` },
      { kind: 'incarnation', incarnation },
      ...requested.effects,
    ],
  };
}

/** Asks a coordinator that has never heard of this peer to let it in as what it is. */
function askAgain(state: MembershipState, nowMs: number): MembershipTransition {
  const requested = requestJoin(
    { ...state, phase: 'joining', regathering: state.started && !state.options.frozen },
    nowMs,
  );
  const message = `joining again: the coordinator of term ${state.announcement?.term} does not know this peer`;
  return { state: requested.state, effects: [{ kind: 'log', level: 'warn', message }, ...requested.effects] };
}

/** A view without this peer makes it join again, at once or only later. */
function onUnlisted(before: MembershipState, state: MembershipState, nowMs: number): MembershipTransition {
  const { announcement } = state;
  if (state.unlistedSinceMs === null || announcement === null) return { state, effects: [] };
  if (announcement.term > (before.announcement?.term ?? announcement.term)) return askAgain(state, nowMs);
  if (nowMs - state.wokeAtMs > LIMITS.leaseMs) return { state, effects: [] };
  return rejoin(state, `it was given up while it stood still`, nowMs);
}

function onTick(state: MembershipState, progress: Progress, nowMs: number): MembershipTransition {
  if (state.phase === 'joining') {
    return nowMs >= state.joinAtMs ? requestJoin(state, nowMs) : { state, effects: [] };
  }
  if (state.phase !== 'active') return { state, effects: [] };
  if (state.unlistedSinceMs !== null && nowMs - state.unlistedSinceMs > LIMITS.leaseMs) {
    const view = state.announcement?.view?.version ?? 0;
    return rejoin(state, `view ${view} has been without this peer for longer than a lease`, nowMs);
  }
  if (nowMs < state.heartbeatAtMs) return { state, effects: [] };
  const { options } = state;
  const heartbeat: Heartbeat = {
    ...identityOf(state),
    ...progress,
    sequence: state.heartbeatSequence,
    stepsTotal: options.stepsTotal,
    restarts: options.restarts,
    term: state.announcement?.term ?? 0,
  };
  return {
    state: {
      ...state,
      heartbeatAtMs: nowMs + LIMITS.heartbeatMs,
      heartbeatSequence: state.heartbeatSequence + 1,
    },
    effects: [{ kind: 'heartbeat', heartbeat }],
  };
}

function onJoinReply(
  state: MembershipState,
  incarnation: number,
  reply: JoinReply,
  nowMs: number,
): MembershipTransition {
  if (state.phase !== 'joining' || incarnation !== state.incarnation) return { state, effects: [] };
  if (!reply.accepted) return onRefusal(state, reply, nowMs);
  const joined: MembershipState = {
    ...state,
    phase: 'active',
    heldSinceMs: null,
    heartbeatAtMs: nowMs,
    // A process that has yet to begin may have to begin at an older checkpoint than its newest.
    startStep: state.started ? Math.max(state.step, reply.startStep) : reply.startStep,
    unlistedSinceMs: null,
  };
  const { announcement } = reply;
  const told = announcement === null ? enter(joined) : onAnnouncement(joined, announcement, nowMs);
  // The reply's announcement may have come over the beacon before: then it is not newer, and start is still due.
  const entered = enter(told.state);
  const jump = seekAfterRejoin(state, entered.state, reply.startStep);
  return {
    state: jump.state,
    effects: [
      { kind: 'log', level: 'info', message: `joined as incarnation ${state.incarnation}` },
      ...told.effects,
      ...entered.effects,
      ...jump.effects,
    ],
  };
}

function onRefusal(state: MembershipState, reply: JoinReply, nowMs: number): MembershipTransition {
  if (reply.code === 'STALE_INCARNATION') {
    const incarnation = Math.max(reply.incarnationMin, state.incarnation + 1);
    return rejoin(state, `incarnation ${state.incarnation} was already used`, nowMs, incarnation);
  }
  if (reply.code === 'RUN_OVER') return finishAlone(state, reply);
  if (reply.code === 'LATER') return { state, effects: [] };
  if (reply.code === 'HELD' && isWorthWaiting(state, nowMs)) return waitForHolder(state, reply.reason, nowMs);
  if (reply.code === 'TOO_LATE' || reply.code === 'NO_COMMON_STEP') return failToResume(state, reply.reason);
  const fields = reply.differences.map(
    ({ field, yours, expected }) => `${field}: this peer has ${yours}, the run has ${expected}`,
  );
  return fail(
    state,
    'ERR_JOIN_REFUSED',
    [`the coordinator refused ${state.options.peerId}: ${reply.reason || reply.code}`, ...fields].join(
      '\n  ',
    ),
    FIXES[reply.code] ??
      'start every process of a run with the same version, configuration, modules and data',
    { code: reply.code, fields: reply.differences.map((difference) => difference.field) },
  );
}

/** The remedies of refusals that are not about what must be equal. */
const FIXES: Readonly<Record<string, string>> = {
  UNREACHABLE: 'give --bind or --advertise an address that every machine of the run reaches',
  ENDED: 'begin another run, or go on with this one for longer where it began',
  HELD: 'run each peer id once; if that process is to be replaced, end it first, or start this one in its run directory',
};

/** The run ended while this peer was away: it brings what it has to an end, by itself. */
function finishAlone(state: MembershipState, reply: JoinReply): MembershipTransition {
  const step = Math.max(reply.announcement?.stop?.step ?? state.step, state.started ? 0 : state.step);
  const effects: MembershipEffect[] = [
    { kind: 'log', level: 'info', message: `the run is over: ${reply.reason}` },
    { kind: 'stop', step, code: reply.announcement?.stop?.code ?? 'steps', reason: reply.reason },
  ];
  if (!state.started) effects.push({ kind: 'start', step: state.step });
  return { state: { ...state, phase: 'alone', started: true, stopAtStep: step }, effects };
}

function fail(
  state: MembershipState,
  code: ErrorCode,
  message: string,
  fix: string,
  facts: Facts,
): MembershipTransition {
  return { state: { ...state, phase: 'failed' }, effects: [{ kind: 'fail', code, message, fix, facts }] };
}

function onAnnouncement(
  state: MembershipState,
  announcement: Announcement,
  nowMs: number,
): MembershipTransition {
  const { options } = state;
  if (announcement.runId !== options.runId || !obeys(state.announcement, announcement)) {
    return { state, effects: [] };
  }
  const listed = announcement.view?.members.find((member) => member.peerId === options.peerId);
  const hadJoined = state.phase === 'active' || state.started;
  if (hadJoined && listed !== undefined && listed.incarnation > state.incarnation) {
    return fail(
      { ...state, announcement },
      'ERR_SUPERSEDED',
      `another process took over as ${options.peerId}, incarnation ${listed.incarnation} (this one: ${state.incarnation})`,
      'run each peer id once',
      { peerId: options.peerId, incarnation: state.incarnation, by: listed.incarnation },
    );
  }
  const isListed = memberIn(announcement, state) !== undefined;
  const unlisted = state.phase === 'active' && !isListed;
  const inRound = announcement.rounds.some((round) => round.members.includes(options.peerId));
  const told: MembershipState = {
    ...state,
    announcement,
    roundMax: announcement.rounds.reduce((max, round) => Math.max(max, round.number), state.roundMax),
    viewMax: Math.max(state.viewMax, announcement.view?.version ?? 0),
    unlistedSinceMs: unlisted ? (state.unlistedSinceMs ?? nowMs) : null,
    listedSinceView: isListed
      ? Math.min(announcement.view!.version, state.listedSinceView)
      : state.listedSinceView,
    regathering: state.regathering && !(isListed && inRound),
  };
  const asked = onUnlisted(state, told, nowMs);
  const stopped = orderStop(asked.state);
  const entered = enter(stopped.state);
  const caughtUp = catchUp(entered.state);
  const cohort: readonly MembershipEffect[] = asked.state.regathering
    ? []
    : [{ kind: 'cohort', announcement }];
  return {
    state: caughtUp.state,
    effects: [...cohort, ...asked.effects, ...stopped.effects, ...entered.effects, ...caughtUp.effects],
  };
}
