import type {
  Announcement,
  Heartbeat,
  JoinReply,
  JoinRequest,
  Leave,
  TrainerState,
} from '../../../proto/codec.js';
import { assertNever, type ErrorCode, type Facts } from '../../../proto/errors.js';
import type { PeerId } from '../../../proto/identity.js';
import { LIMITS, PROTOCOL_VERSION } from '../../../proto/limits.js';
import { obeys } from './announced.js';
import { catchUp, enter, orderStop, seekAfterRejoin } from './orders.js';

/**
 * Membership of one peer: joining, staying, being told what to do, leaving. Pure: the caller owns clock and network.
 *
 *   idle ──ready──▶ joining ──accepted──▶ active ──leave──▶ left
 *                      ▲  └──refused──▶ failed   │
 *                      └──evicted, or paused─────┘
 *
 * Training goes on in `joining` once it has begun: without coordinator or NATS a peer trains under its last view.
 */
export type MachineEvent =
  /** The trainer loaded data and network and stands before this step. */
  | { readonly kind: 'ready'; readonly step: number }
  /** At least every `LIMITS.heartbeatMs / 2`; a longer gap than the lease means that this process was stopped. */
  | { readonly kind: 'tick'; readonly progress: Progress }
  | { readonly kind: 'joinReply'; readonly incarnation: number; readonly reply: JoinReply }
  | { readonly kind: 'announcement'; readonly announcement: Announcement }
  /** Training is over: "finished", "interrupted" or an error code. */
  | { readonly kind: 'leave'; readonly code: string; readonly step: number };

export type MachineEffect =
  | { readonly kind: 'join'; readonly request: JoinRequest }
  | { readonly kind: 'heartbeat'; readonly heartbeat: Heartbeat }
  | { readonly kind: 'leave'; readonly leave: Leave }
  /** Once: the trainer may begin, at this step. */
  | { readonly kind: 'start'; readonly step: number }
  /** The cohort is far ahead: the trainer jumps to this step. */
  | { readonly kind: 'seek'; readonly step: number; readonly reason: string }
  /** The trainer stops before this step. */
  | { readonly kind: 'stop'; readonly step: number; readonly code: string; readonly reason: string }
  /** A newer view or newer rounds: for the exchange. */
  | { readonly kind: 'cohort'; readonly announcement: Announcement }
  /** From now on this peer is (peer, incarnation): persist it, rebuild the links, tell the exchange. */
  | { readonly kind: 'incarnation'; readonly incarnation: number }
  /** Whatever the exchange holds may be from before a pause: drop it. */
  | { readonly kind: 'dropHeld'; readonly reason: string }
  | {
      readonly kind: 'fail';
      readonly code: ErrorCode;
      readonly message: string;
      readonly fix: string;
      readonly facts: Facts;
    }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn'; readonly message: string };

/** What a heartbeat says about training; taken from shared memory and from the exchange's statistics. */
export interface Progress {
  readonly state: TrainerState;
  readonly step: number;
  readonly epoch: number;
  readonly supervisedLoss: number;
  readonly distillationLoss: number;
  readonly distillationWeight: number;
  readonly validationAccuracy: number;
  /** Of a text; 0: not a text, or not validated yet. */
  readonly bitsPerCharacter: number;
  readonly samplesPerSecond: number;
  readonly waitFraction: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Age of the oldest prediction used so far, in its maker's steps. */
  readonly stalenessSteps: number;
  readonly rejected: number;
  readonly teachersAbsent: readonly PeerId[];
}

export interface MachineOptions {
  readonly runId: string;
  readonly peerId: PeerId;
  readonly runSpecHash: string;
  readonly dataDigest: string;
  readonly classes: number;
  readonly stepsTotal: number;
  readonly dataAddress: string;
  readonly device: string;
  /** `exchange.quorum: all`: never skip a step. */
  readonly strict: boolean;
  /** Whether peers ever wait for each other at the same step; otherwise each goes on from where it is. */
  readonly inStep: boolean;
  /** A frozen teacher: in no round, begins at once. */
  readonly frozen: boolean;
  /** Starts of this peer before this one. */
  readonly restarts: number;
}

export interface MachineState {
  readonly options: MachineOptions;
  readonly phase: 'idle' | 'joining' | 'active' | 'left' | 'failed';
  readonly incarnation: number;
  readonly step: number;
  /** True once the trainer was told to begin. */
  readonly started: boolean;
  /** Step that the coordinator let this peer enter at. */
  readonly startStep: number;
  readonly joinAtMs: number;
  readonly heartbeatAtMs: number;
  readonly heartbeatSequence: number;
  readonly lastEventMs: number;
  /** The obeyed announcement: highest (term, sequence). */
  readonly announcement: Announcement | null;
  readonly roundMax: number;
  readonly viewMax: number;
  readonly unlistedSinceMs: number | null;
  readonly stopAtStep: number | null;
  /** Step of the last seek ordered, so that one is not ordered twice. */
  readonly soughtStep: number;
}

export interface MachineTransition {
  readonly state: MachineState;
  readonly effects: readonly MachineEffect[];
}

/** @param incarnation - Higher than any this peer ever had. */
export function createMachine(options: MachineOptions, incarnation: number, nowMs: number): MachineState {
  return {
    options,
    phase: 'idle',
    incarnation,
    step: 0,
    started: false,
    startStep: 0,
    joinAtMs: nowMs,
    heartbeatAtMs: nowMs,
    heartbeatSequence: 0,
    lastEventMs: nowMs,
    announcement: null,
    roundMax: 0,
    viewMax: 0,
    unlistedSinceMs: null,
    stopAtStep: null,
    soughtStep: -1,
  };
}

/** One event in, the next state and what is to be done out. Equal arguments give equal results. */
export function stepMachine(state: MachineState, event: MachineEvent, nowMs: number): MachineTransition {
  if (state.phase === 'left' || state.phase === 'failed') return { state, effects: [] };
  const gapMs = nowMs - state.lastEventMs;
  const awake = { ...state, lastEventMs: nowMs };
  const paused = gapMs > LIMITS.leaseMs && (state.phase === 'active' || state.started);
  if (!paused) return handle(awake, event, nowMs);
  const reason = `this process stood still for ${Math.round(gapMs)} ms, longer than its lease`;
  const rejoined = rejoin(awake, reason, nowMs);
  const next = handle(rejoined.state, event, nowMs);
  return {
    state: next.state,
    effects: [{ kind: 'dropHeld', reason }, ...rejoined.effects, ...next.effects],
  };
}

function handle(state: MachineState, event: MachineEvent, nowMs: number): MachineTransition {
  switch (event.kind) {
    case 'ready':
      return requestJoin({ ...state, phase: 'joining', step: event.step, startStep: event.step }, nowMs);
    case 'tick':
      return onTick(
        { ...state, step: state.started ? event.progress.step : state.step },
        event.progress,
        nowMs,
      );
    case 'joinReply':
      return onJoinReply(state, event.incarnation, event.reply, nowMs);
    case 'announcement':
      return onAnnouncement(state, event.announcement, nowMs);
    case 'leave':
      return {
        state: { ...state, phase: 'left' },
        effects: [
          {
            kind: 'leave',
            leave: { ...identityOf(state), step: event.step, code: event.code },
          },
        ],
      };
    default:
      return assertNever(event);
  }
}

function identityOf(state: MachineState): { runId: string; peerId: PeerId; incarnation: number } {
  return { runId: state.options.runId, peerId: state.options.peerId, incarnation: state.incarnation };
}

function requestJoin(state: MachineState, nowMs: number): MachineTransition {
  const { options } = state;
  const request: JoinRequest = {
    ...identityOf(state),
    protocolVersion: PROTOCOL_VERSION,
    runSpecHash: options.runSpecHash,
    dataDigest: options.dataDigest,
    classes: options.classes,
    stepsTotal: options.stepsTotal,
    step: state.step,
    dataAddress: options.dataAddress,
    device: options.device,
    termMax: state.announcement?.term ?? 0,
    roundMax: state.roundMax,
    viewMax: state.viewMax,
    publicKey: new Uint8Array(0),
  };
  return { state: { ...state, joinAtMs: nowMs + LIMITS.requestMs }, effects: [{ kind: 'join', request }] };
}

/** Joins anew under a higher incarnation; training goes on meanwhile. */
function rejoin(
  state: MachineState,
  reason: string,
  nowMs: number,
  incarnation: number = state.incarnation + 1,
): MachineTransition {
  const requested = requestJoin({ ...state, phase: 'joining', incarnation, unlistedSinceMs: null }, nowMs);
  return {
    state: requested.state,
    effects: [
      { kind: 'log', level: 'warn', message: `joining again as incarnation ${incarnation}: ${reason}` },
      { kind: 'incarnation', incarnation },
      ...requested.effects,
    ],
  };
}

function onTick(state: MachineState, progress: Progress, nowMs: number): MachineTransition {
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
  state: MachineState,
  incarnation: number,
  reply: JoinReply,
  nowMs: number,
): MachineTransition {
  if (state.phase !== 'joining' || incarnation !== state.incarnation) return { state, effects: [] };
  if (!reply.accepted) return onRefusal(state, reply, nowMs);
  const joined: MachineState = {
    ...state,
    phase: 'active',
    heartbeatAtMs: nowMs,
    startStep: Math.max(state.step, reply.startStep),
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

function onRefusal(state: MachineState, reply: JoinReply, nowMs: number): MachineTransition {
  if (reply.code === 'STALE_INCARNATION') {
    const incarnation = Math.max(reply.incarnationMin, state.incarnation + 1);
    return rejoin(state, `incarnation ${state.incarnation} was already used`, nowMs, incarnation);
  }
  if (reply.code === 'RUN_OVER') return finishAlone(state, reply);
  const fields = reply.differences.map(
    ({ field, yours, expected }) => `${field}: this peer has ${yours}, the run has ${expected}`,
  );
  return fail(
    state,
    'ERR_JOIN_REFUSED',
    [`the coordinator refused ${state.options.peerId}: ${reply.reason || reply.code}`, ...fields].join(
      '\n  ',
    ),
    'start every process of a run with the same version, configuration and data',
    { code: reply.code, fields: reply.differences.map((difference) => difference.field) },
  );
}

/** The run ended while this peer was away: it brings what it has to an end, by itself. */
function finishAlone(state: MachineState, reply: JoinReply): MachineTransition {
  const step = Math.max(reply.announcement?.stop?.step ?? state.step, state.started ? 0 : state.step);
  const effects: MachineEffect[] = [
    { kind: 'log', level: 'info', message: `the run is over: ${reply.reason}` },
    { kind: 'stop', step, code: reply.announcement?.stop?.code ?? 'steps', reason: reply.reason },
  ];
  if (!state.started) effects.push({ kind: 'start', step: state.step });
  return { state: { ...state, phase: 'left', started: true, stopAtStep: step }, effects };
}

function fail(
  state: MachineState,
  code: ErrorCode,
  message: string,
  fix: string,
  facts: Facts,
): MachineTransition {
  return { state: { ...state, phase: 'failed' }, effects: [{ kind: 'fail', code, message, fix, facts }] };
}

function onAnnouncement(state: MachineState, announcement: Announcement, nowMs: number): MachineTransition {
  const { options } = state;
  if (announcement.runId !== options.runId || !obeys(state.announcement, announcement)) {
    return { state, effects: [] };
  }
  const listed = announcement.view?.members.find((member) => member.peerId === options.peerId);
  if (listed !== undefined && listed.incarnation > state.incarnation) {
    return fail(
      { ...state, announcement },
      'ERR_SUPERSEDED',
      `another process took over as ${options.peerId}, incarnation ${listed.incarnation} (this one: ${state.incarnation})`,
      'run each peer id once',
      { peerId: options.peerId, incarnation: state.incarnation, by: listed.incarnation },
    );
  }
  const unlisted = state.phase === 'active' && listed?.incarnation !== state.incarnation;
  const told: MachineState = {
    ...state,
    announcement,
    roundMax: announcement.rounds.reduce((max, round) => Math.max(max, round.number), state.roundMax),
    viewMax: Math.max(state.viewMax, announcement.view?.version ?? 0),
    unlistedSinceMs: unlisted ? (state.unlistedSinceMs ?? nowMs) : null,
  };
  const stopped = orderStop(told);
  const entered = enter(stopped.state);
  const caughtUp = catchUp(entered.state);
  return {
    state: caughtUp.state,
    effects: [{ kind: 'cohort', announcement }, ...stopped.effects, ...entered.effects, ...caughtUp.effects],
  };
}
