import { type Heartbeat, TRAINER_STATE, type View } from '../../proto/codec.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { WatchEvent } from '../net/watch.js';
import { teaches } from './next-command.js';
import type { ProcessEvent } from './supervised-process.js';

/** The current state of one peer. */
export interface PeerRow {
  readonly id: string;
  readonly network: string;
  readonly status: PeerStatus;
  readonly pid: number | null;
  /** The device that TensorFlow really uses, once the peer has joined. */
  readonly device: string | null;
  readonly address: string | null;
  readonly restarts: number;
  readonly heartbeat: Heartbeat | null;
}

export type PeerStatus =
  | 'awaited'
  | 'starting'
  | 'ready'
  | 'training'
  | 'evaluating'
  | 'finished'
  | 'dead'
  | 'given up';

/** The content of the live view; changed only by {@link updateView}. */
export interface ViewState {
  /** Whether somebody teaches somebody in this run. */
  readonly teaches: boolean;
  readonly peers: readonly PeerRow[];
  readonly edges: readonly ViewEdge[];
  /** The coordinator's latest decision with its reason, one line. */
  readonly decision: string;
  readonly viewVersion: number;
  /** Incarnations of the members, by their ids. */
  readonly members: ReadonlyMap<string, number>;
  readonly round: number;
  readonly stop: { readonly step: number; readonly code: string; readonly reason: string } | null;
}

export interface ViewEdge {
  readonly teacher: string;
  readonly student: string;
  readonly weight: number;
}

export type ViewEvent = WatchEvent | ProcessEvent;

/** @param here - The peers of this machine; from others it is heard of later. @default all */
export function initialView(spec: RunSpec, here?: readonly string[]): ViewState {
  const peers = spec.peers.map(
    ({ id, network }): PeerRow => ({
      id,
      network,
      status: here === undefined || here.includes(id) ? 'starting' : 'awaited',
      pid: null,
      device: null,
      address: null,
      restarts: 0,
      heartbeat: null,
    }),
  );
  return {
    teaches: teaches(spec),
    peers,
    edges: [],
    decision: 'waiting for the peers',
    viewVersion: 0,
    members: new Map(),
    round: 0,
    stop: null,
  };
}

/** The view after an event. Pure; events of unknown peers change nothing. */
export function updateView(state: ViewState, event: ViewEvent): ViewState {
  switch (event.kind) {
    case 'heartbeat':
      return changePeer(state, event.heartbeat.peerId, (row) => withHeartbeat(row, event.heartbeat));
    case 'join':
      return changePeer(state, event.join.peerId, (row) => ({
        ...row,
        status: row.status === 'awaited' ? 'starting' : row.status,
        device: event.join.device,
        address: event.join.dataAddress,
      }));
    case 'announcement':
      return withAnnouncement(state, event);
    case 'started':
      return changePeer(state, event.name, (row) => ({
        ...row,
        status: 'starting',
        pid: event.pid,
        restarts: event.start - 1,
      }));
    case 'died':
      return changePeer(state, event.name, (row) => ({ ...row, status: 'dead', pid: null }));
    case 'given-up':
      return changePeer(state, event.name, (row) => ({ ...row, status: 'given up', pid: null }));
    case 'ended':
      return changePeer(state, event.name, (row) => ({ ...row, status: 'finished', pid: null }));
    case 'leave':
    case 'restarting':
    case 'unreadable':
      return state;
  }
}

/** Steps done and to be done by the whole cohort; 0 of 0 before the first heartbeat. */
export function overallProgress(state: ViewState): { readonly done: number; readonly total: number } {
  const known = state.peers.flatMap(({ heartbeat, status }) =>
    heartbeat === null || status === 'given up' ? [] : [heartbeat],
  );
  const stepsTotal = Math.max(0, ...known.map((heartbeat) => heartbeat.stepsTotal));
  const stop = state.stop === null ? stepsTotal : Math.min(stepsTotal, state.stop.step);
  // An interrupted run is not done: the bar stands where it stopped.
  const end = state.stop?.code === 'interrupted' ? stepsTotal : stop;
  const counted = state.peers.filter(({ status }) => status !== 'given up').length;
  const doneOf = ({ heartbeat, status }: PeerRow): number => {
    if (status === 'given up') return 0;
    // The last steps of a peer that has ended may be in no heartbeat.
    return status === 'finished' ? stop : Math.min(stop, heartbeat?.step ?? 0);
  };
  const done = state.peers.reduce((sum, row) => sum + doneOf(row), 0);
  return { done, total: end * counted };
}

/** The step that the furthest peer came to, and the steps that there were to be. */
export function furthest({ peers, stop }: ViewState): { readonly step: number; readonly stepsTotal: number } {
  const beats = peers.flatMap(({ heartbeat }) => (heartbeat === null ? [] : [heartbeat]));
  const stepsTotal = Math.max(0, ...beats.map((beat) => beat.stepsTotal));
  const told = Math.max(0, ...beats.map((beat) => beat.step));
  // The last steps before an agreed stop may be in no heartbeat.
  return { step: stop?.code === 'interrupted' ? Math.min(stop.step, stepsTotal) : told, stepsTotal };
}

/** Whether a first round is on its way: before it there is no step to agree on, and of a resumed run nobody trains yet. */
export function hasBegun({ round }: ViewState): boolean {
  return round > 0;
}

/** Whether any peer has trained yet. */
export function hasTrained(state: ViewState): boolean {
  return hasBegun(state) && state.peers.some(({ heartbeat }) => heartbeat !== null && heartbeat.step > 0);
}

function changePeer(state: ViewState, id: string, change: (row: PeerRow) => PeerRow): ViewState {
  if (!state.peers.some((row) => row.id === id)) return state;
  return { ...state, peers: state.peers.map((row) => (row.id === id ? change(row) : row)) };
}

/** A heartbeat on its way while its sender died must not revive it. */
function withHeartbeat(row: PeerRow, heartbeat: Heartbeat): PeerRow {
  const over = row.status === 'finished' || row.status === 'given up' || row.status === 'dead';
  return { ...row, heartbeat, status: over ? row.status : statusOf(heartbeat) };
}

/** The state of a peer that is there, by its own word. */
export function statusOf(heartbeat: Heartbeat): PeerStatus {
  switch (heartbeat.state) {
    case TRAINER_STATE.ready:
      return 'ready';
    case TRAINER_STATE.training:
      return 'training';
    case TRAINER_STATE.evaluating:
      return 'evaluating';
    case TRAINER_STATE.finished:
      return 'finished';
    default:
      return 'starting';
  }
}

function withAnnouncement(
  state: ViewState,
  { announcement }: Extract<WatchEvent, { kind: 'announcement' }>,
): ViewState {
  const round = announcement.rounds[0];
  return {
    ...state,
    edges: round === undefined ? state.edges : round.edges,
    round: round === undefined ? state.round : round.number,
    viewVersion: announcement.view?.version ?? state.viewVersion,
    members: membersOf(announcement.view) ?? state.members,
    decision: announcement.decision === '' ? state.decision : announcement.decision,
    stop: announcement.stop ?? state.stop,
  };
}

function membersOf(view: View | null): ReadonlyMap<string, number> | undefined {
  return view === null
    ? undefined
    : new Map(view.members.map(({ peerId, incarnation }) => [peerId, incarnation]));
}
