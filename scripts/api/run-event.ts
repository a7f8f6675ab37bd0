import type { Heartbeat } from '../../proto/codec.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { RunSummary } from '../launch/summary.js';
import {
  type PeerStatus,
  statusOf,
  type ViewEdge,
  type ViewEvent,
  type ViewState,
} from '../launch/view-state.js';
import type { MetricRow } from './metric-row.js';

/** The run has begun: its directory is open, and its processes are being started. */
export interface StartedEvent {
  readonly kind: 'started';
  readonly runId: string;
  readonly runDir: string;
  /** Whether it goes on with a run that was there. */
  readonly resumed: boolean;
  /** The run spec, with every default filled in. */
  readonly spec: RunSpec;
}

/** A process of the run has started: nats-server, the coordinator, or a peer under its id. */
export interface ProcessEvent {
  readonly kind: 'process';
  readonly name: string;
  readonly pid: number;
  /** How often it has been started again. */
  readonly restarts: number;
}

/** A peer asks to be let into the cohort. */
export interface JoinedEvent {
  readonly kind: 'joined';
  readonly peerId: string;
  /** The device that TensorFlow really uses, such as `cpu`. */
  readonly device: string;
  /** The step from which it goes on. */
  readonly step: number;
}

/** A process has died. The others train on; unless it was given up it is started again. */
export interface LostEvent {
  readonly kind: 'lost';
  readonly name: string;
  readonly reason: string;
  /** Whether it is not started again. */
  readonly givenUp: boolean;
}

/** Who teaches whom, where that has changed. */
export interface GraphEvent {
  readonly kind: 'graph';
  readonly edges: readonly ViewEdge[];
}

/** How far a peer is, twice a second; a slow listener gets the newest of each peer. */
export interface ProgressEvent {
  readonly kind: 'progress';
  readonly peerId: string;
  readonly status: PeerStatus;
  /** Steps done. */
  readonly step: number;
  /** Steps of the whole run; 0 until they are known. */
  readonly stepsTotal: number;
  /** From 0 on. */
  readonly epoch: number;
  /** Of the last step, in nats. */
  readonly supervisedLoss: number;
  /** Of the last step, in nats; 0 when nobody taught. */
  readonly distillationLoss: number;
  readonly distillationWeight: number;
  /** Of the last validation, 0 to 1; `null` before the first. */
  readonly validationAccuracy: number | null;
  readonly samplesPerSecond: number;
  /** Share of the time spent waiting for teachers. */
  readonly waitFraction: number;
  /** Of the steps in which teaching was due those in which somebody taught; `null`: none was due. */
  readonly taughtShare: number | null;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

/** A peer has recorded a step, as it does every 20 steps, or a validation. */
export interface MetricsEvent {
  readonly kind: 'metrics';
  readonly row: MetricRow;
}

/** It is decided when the run ends; an earlier end may be decided later. */
export interface StoppingEvent {
  readonly kind: 'stopping';
  /** The step before which all stop. */
  readonly step: number;
  /** `steps`, `target`, `patience`, `diverged` or `interrupted`. */
  readonly code: string;
  readonly reason: string;
}

/** A line for a person: a warning, trouble that the run gets over, or what takes long. */
export interface NoticeEvent {
  readonly kind: 'notice';
  readonly text: string;
}

/** The run is over, and `summary.json` is written. What failed is thrown after it. */
export interface FinishedEvent {
  readonly kind: 'finished';
  readonly summary: RunSummary;
}

/** Something that happened in a run, told apart by `kind`. */
export type RunEvent =
  | StartedEvent
  | ProcessEvent
  | JoinedEvent
  | LostEvent
  | GraphEvent
  | ProgressEvent
  | MetricsEvent
  | StoppingEvent
  | NoticeEvent
  | FinishedEvent;

/** The topic of events of which only the newest counts. */
export function topicOf(event: RunEvent): string | undefined {
  return event.kind === 'progress' ? event.peerId : undefined;
}

/**
 * Turns what the launcher has heard into events for a program. Pure.
 *
 * @param before - The view before the event, `after` the one it led to.
 */
export function runEvents(before: ViewState, after: ViewState, event: ViewEvent): readonly RunEvent[] {
  switch (event.kind) {
    case 'started':
      return [{ kind: 'process', name: event.name, pid: event.pid, restarts: event.start - 1 }];
    case 'died':
      return [{ kind: 'lost', name: event.name, reason: event.reason, givenUp: false }];
    case 'given-up':
      return [{ kind: 'lost', name: event.name, reason: event.reason, givenUp: true }];
    case 'join': {
      const { peerId, device, dataAddress, step } = event.join;
      const known = before.peers.find(({ id }) => id === peerId);
      // A peer asks again and again until it is answered.
      if (known === undefined || known.address === dataAddress) return [];
      return [{ kind: 'joined', peerId, device, step }];
    }
    case 'heartbeat': {
      const isKnown = after.peers.some(({ id }) => id === event.heartbeat.peerId);
      return isKnown ? [progressOf(event.heartbeat)] : [];
    }
    case 'announcement':
      return announcementEvents(before, after);
    case 'unreadable':
      return [{ kind: 'notice', text: `unreadable message on ${event.subject}: ${event.reason}` }];
    case 'restarting':
    case 'ended':
    case 'leave':
      return [];
  }
}

function progressOf(beat: Heartbeat): ProgressEvent {
  return {
    kind: 'progress',
    peerId: beat.peerId,
    status: statusOf(beat),
    step: beat.step,
    stepsTotal: beat.stepsTotal,
    epoch: beat.epoch,
    supervisedLoss: beat.supervisedLoss,
    distillationLoss: beat.distillationLoss,
    distillationWeight: beat.distillationWeight,
    validationAccuracy: beat.validationAccuracy === 0 ? null : beat.validationAccuracy,
    samplesPerSecond: beat.samplesPerSecond,
    waitFraction: beat.waitFraction,
    taughtShare: Number.isNaN(beat.taughtShare) ? null : beat.taughtShare,
    bytesSent: beat.bytesSent,
    bytesReceived: beat.bytesReceived,
  };
}

function announcementEvents(before: ViewState, { edges, stop }: ViewState): readonly RunEvent[] {
  const told: RunEvent[] = [];
  if (JSON.stringify(edges) !== JSON.stringify(before.edges)) told.push({ kind: 'graph', edges });
  const isNews = stop !== null && (stop.step !== before.stop?.step || stop.code !== before.stop.code);
  if (isNews) told.push({ kind: 'stopping', step: stop.step, code: stop.code, reason: stop.reason });
  return told;
}
