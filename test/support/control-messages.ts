import { type Heartbeat, type JoinRequest, type Report, TRAINER_STATE } from '../../proto/codec.js';
import { PROTOCOL_VERSION } from '../../proto/limits.js';
import { type RunSpec, runSpecHash } from '../../proto/run-spec.js';
import { NO_GAUGES } from './no-gauges.js';

/** A request to join that is accepted, but for what the test wants different. */
export function joinRequestOf(
  runId: string,
  peerId: string,
  spec: RunSpec,
  wishes: Partial<JoinRequest> = {},
): JoinRequest {
  return {
    runId,
    peerId,
    incarnation: 1,
    protocolVersion: PROTOCOL_VERSION,
    runSpecHash: runSpecHash(spec),
    dataDigest: 'digest',
    classNames: ['cat', 'dog'],
    classes: 10,
    stepsTotal: 1_000,
    modules: [],
    step: 0,
    dataAddress: `tcp://127.0.0.1:1/${peerId}`,
    linkToken: '',
    holderSecret: '',
    device: 'cpu',
    termMax: 0,
    roundMax: 0,
    viewMax: 0,
    publicKey: new Uint8Array(0),
    checkpointSteps: [wishes.step ?? 0],
    numerics: '',
    ...wishes,
  };
}

/** A heartbeat of a peer that trains, but for what the test wants different. */
export function heartbeatOf(runId: string, peerId: string, wishes: Partial<Heartbeat> = {}): Heartbeat {
  return {
    runId,
    peerId,
    incarnation: 1,
    sequence: 0,
    state: TRAINER_STATE.training,
    step: 0,
    epoch: 0,
    stepsTotal: 1_000,
    ...NO_GAUGES,
    supervisedLoss: 1,
    distillationLoss: 0.1,
    distillationWeight: 1,
    trainedSteps: wishes.step ?? 0,
    samplesPerSecond: 1_000,
    bytesSent: 0,
    bytesReceived: 0,
    rejected: 0,
    landed: false,
    restarts: 0,
    teachersAbsent: [],
    term: 0,
    ...wishes,
  };
}

/** A validation result, but for what the test wants different. */
export function reportOf(runId: string, peerId: string, wishes: Partial<Report> = {}): Report {
  return {
    runId,
    peerId,
    incarnation: 1,
    step: 100,
    epoch: 1,
    validationAccuracy: 0.5,
    validationLoss: 1,
    nonFinite: false,
    ...wishes,
  };
}
