import { type Announcement, type Heartbeat, type JoinRequest, TRAINER_STATE } from '../../proto/codec.js';
import type { WatchEvent } from '../../scripts/net/watch.js';
import { NO_GAUGES } from './no-gauges.js';

/** A heartbeat of a peer that trains. */
export function heartbeatEvent(
  peerId: string,
  fields: Partial<Heartbeat> = {},
): WatchEvent & { kind: 'heartbeat' } {
  return {
    kind: 'heartbeat',
    heartbeat: {
      runId: 'r',
      peerId,
      incarnation: 1,
      sequence: 1,
      state: TRAINER_STATE.training,
      step: 10,
      epoch: 0,
      stepsTotal: 100,
      ...NO_GAUGES,
      taughtShare: 0.985,
      taughtRowsShare: 0.5,
      gradientRatio: 0.3456,
      supervisedLoss: 0.35,
      distillationLoss: 0.06,
      distillationWeight: 1,
      samplesPerSecond: 5120,
      waitFraction: 0.04,
      bytesSent: 1_234_567,
      bytesReceived: 999,
      rejected: 0,
      landed: false,
      restarts: 0,
      teachersAbsent: [],
      term: 1,
      ...fields,
    },
  };
}

export function joinEvent(peerId: string, fields: Partial<JoinRequest> = {}): WatchEvent & { kind: 'join' } {
  return {
    kind: 'join',
    join: {
      runId: 'r',
      peerId,
      incarnation: 1,
      protocolVersion: 1,
      runSpecHash: '',
      dataDigest: '',
      classNames: [],
      classes: 10,
      stepsTotal: 100,
      modules: [],
      step: 0,
      dataAddress: 'tcp://127.0.0.1:1',
      linkToken: '',
      holderSecret: '',
      device: 'cpu',
      termMax: 0,
      roundMax: 0,
      viewMax: 0,
      publicKey: new Uint8Array(),
      checkpointSteps: [0],
      numerics: '',
      ...fields,
    },
  };
}

/** An announcement with at most one round. */
export function announcementEvent(fields: {
  readonly edges?: readonly { teacher: string; student: string; weight: number }[];
  readonly round?: number;
  readonly startStep?: number;
  readonly viewVersion?: number;
  /** Incarnations of the view's members, by their ids. */
  readonly members?: Readonly<Record<string, number>>;
  readonly decision?: string;
  readonly stop?: Announcement['stop'];
}): WatchEvent & { kind: 'announcement' } {
  const { edges = [], round, startStep = 0, viewVersion, decision = '', stop = null } = fields;
  const members = Object.entries(fields.members ?? {}).map(([peerId, incarnation]) => ({
    ...{ peerId, incarnation, dataAddress: '', publicKey: new Uint8Array(), linkToken: '' },
  }));
  const rounds =
    round === undefined
      ? []
      : [
          {
            number: round,
            viewVersion: viewVersion ?? 0,
            startStep,
            endStep: startStep + 20,
            members: [],
            edges,
          },
        ];
  return {
    kind: 'announcement',
    announcement: {
      runId: 'r',
      term: 1,
      sequence: 1,
      view: viewVersion === undefined ? null : { version: viewVersion, members },
      rounds,
      lastClosed: null,
      stop,
      decision,
      formed: true,
      reachedStep: 0,
    },
  };
}
