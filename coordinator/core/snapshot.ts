import { type CoordinatorSnapshot, type Round, type SnapshotPeer, TRAINER_STATE } from '../../proto/codec.js';
import { CodistillError } from '../../proto/errors.js';
import { firstModuleDifference } from '../../proto/module-digest.js';
import { isFrozen } from '../../proto/run-spec.js';
import type { CoreOptions } from './options.js';
import {
  type Best,
  type ByPeer,
  type CoordinatorState,
  type Departure,
  INITIAL_STATE,
  type Lease,
  SPEED_UNKNOWN,
} from './state.js';

/** The durable part of the state: what peers have been promised and cannot tell a new coordinator themselves. */
export function toSnapshot(state: CoordinatorState, options: CoreOptions): CoordinatorSnapshot {
  return {
    runId: options.runId,
    term: state.term,
    runSpecHash: options.specHash,
    dataDigest: state.facts?.dataDigest ?? '',
    classNames: state.facts?.classNames ?? [],
    classes: state.facts?.classes ?? 0,
    stepsTotal: state.facts?.stepsTotal ?? 0,
    modules: state.facts?.modules ?? [],
    view: state.view,
    rounds: state.rounds.map((open) => open.round),
    stop: state.stop,
    peers: Object.keys(state.incarnationMax)
      .sort()
      .map((peerId) => peerSnapshot(state, peerId)),
    patienceUsed: state.patienceUsed,
    roundMax: state.roundMax,
    boundaryStep: state.boundaryStep,
    evaluations: state.evaluations,
  };
}

function peerSnapshot(state: CoordinatorState, peerId: string): SnapshotPeer {
  const best = state.best[peerId];
  const lease = state.leases.find((one) => one.peerId === peerId);
  const enterStep = lease?.enterStep ?? null;
  return {
    peerId,
    incarnationMax: state.incarnationMax[peerId] ?? 0,
    evaluated: best !== undefined,
    bestValidationLoss: best?.validationLoss ?? 0,
    bestValidationAccuracy: best?.validationAccuracy ?? 0,
    bestStep: best?.step ?? 0,
    reportedStep: best?.reportedStep ?? 0,
    entered: enterStep !== null,
    enterStep: enterStep ?? 0,
    departed: state.departed[peerId] ?? '',
    checkpointSteps: lease?.checkpointSteps ?? [],
    holderDigest: lease?.holderDigest ?? '',
  };
}

/**
 * Whether a snapshot need be written: whether any durable part of the state is another object than before.
 * Heartbeats write nothing: where the peers stand they will say again.
 */
export function isDurableChange(before: CoordinatorState, after: CoordinatorState): boolean {
  return (
    before.term !== after.term ||
    before.facts !== after.facts ||
    before.view !== after.view ||
    before.roundMax !== after.roundMax ||
    before.stop !== after.stop ||
    before.departed !== after.departed ||
    before.best !== after.best ||
    before.patienceUsed !== after.patienceUsed
  );
}

/**
 * The state that a new coordinator starts with: that of the snapshot, one term later. Its members get a whole lease to
 * be heard again; where they stand they will say themselves.
 *
 * @throws {CodistillError} `ERR_CONFIG` when the snapshot belongs to a run of the same name with another spec, `ERR_MODULE`
 *   when the graph's module has changed since.
 */
export function fromSnapshot(
  snapshot: CoordinatorSnapshot,
  nowMs: number,
  options: CoreOptions,
): CoordinatorState {
  if (snapshot.runSpecHash !== options.specHash) {
    throw new CodistillError('ERR_CONFIG', `run "${options.runId}" exists already, with another run spec`, {
      fix: 'give this run an id of its own, or start it with the spec it began with',
      facts: { runSpecHash: options.specHash, expected: snapshot.runSpecHash },
    });
  }
  const changed = firstModuleDifference(options.modules, snapshot.modules);
  if (changed !== undefined && changed.path === options.spec.exchange.graph) {
    throw new CodistillError(
      'ERR_MODULE',
      `graph module ${changed.path} is another one than the run began with`,
      {
        fix: 'put the file back as it was, or begin another run',
        facts: { module: changed.path },
      },
    );
  }
  const view = snapshot.view ?? INITIAL_STATE.view;
  const peers = new Map(snapshot.peers.map((peer) => [peer.peerId, peer]));
  const leases = view.members.map((member): Lease => {
    const peer = peers.get(member.peerId);
    const enterStep = peer?.entered === true ? peer.enterStep : null;
    return {
      ...restoredLease(member, enterStep, nowMs, options),
      checkpointSteps: peer?.checkpointSteps ?? [],
      holderDigest: peer?.holderDigest ?? '',
    };
  });
  const { dataDigest, classNames, classes, stepsTotal, modules } = snapshot;
  return {
    ...INITIAL_STATE,
    term: snapshot.term + 1,
    view,
    leases,
    rounds: snapshot.rounds.map((round) => ({
      round,
      incarnations: incarnationsIn(round, leases),
      startedAtMs: -1,
      firstEndAtMs: -1,
    })),
    roundMax: snapshot.roundMax,
    boundaryStep: snapshot.boundaryStep,
    stop: snapshot.stop,
    facts: stepsTotal === 0 ? null : { dataDigest, classNames, classes, stepsTotal, modules },
    incarnationMax: byPeer(snapshot, (peer) => peer.incarnationMax),
    departed: byPeer(snapshot, (peer) => (peer.departed === '' ? undefined : (peer.departed as Departure))),
    best: byPeer(snapshot, bestOf),
    patienceUsed: snapshot.patienceUsed,
    evaluations: snapshot.evaluations,
    emptySinceMs: leases.every((lease) => lease.frozen) && snapshot.peers.length > 0 ? nowMs : -1,
  };
}

/** Incarnations of a round's members, but of those whose member of that name now came later. */
function incarnationsIn(round: Round, leases: readonly Lease[]): ReadonlyMap<string, number> {
  const members = new Set(round.members);
  const wereThere = leases.filter(
    ({ peerId, enterStep }) => members.has(peerId) && enterStep !== null && enterStep <= round.startStep,
  );
  return new Map(wereThere.map(({ peerId, incarnation }) => [peerId, incarnation]));
}

function restoredLease(
  member: Pick<Lease, 'peerId' | 'incarnation' | 'dataAddress' | 'publicKey' | 'linkToken'>,
  enterStep: number | null,
  nowMs: number,
  options: CoreOptions,
): Lease {
  return {
    ...member,
    expiresAtMs: nowMs + options.leaseMs,
    trainer: TRAINER_STATE.starting,
    step: 0,
    landed: false,
    sequence: -1,
    heardAtMs: -1,
    movedAtMs: nowMs,
    stepsPerMs: SPEED_UNKNOWN,
    // Nothing that it hears is older than itself.
    measuredFrom: { trainedSteps: Number.NaN, atMs: nowMs - options.heartbeatMs },
    enterStep,
    checkpointSteps: [],
    holderDigest: '',
    numerics: '',
    frozen: isFrozen(options.spec, member.peerId),
  };
}

function bestOf(peer: SnapshotPeer): Best | undefined {
  if (!peer.evaluated) return undefined;
  return {
    validationLoss: peer.bestValidationLoss,
    validationAccuracy: peer.bestValidationAccuracy,
    step: peer.bestStep,
    reportedStep: peer.reportedStep,
  };
}

function byPeer<V>(snapshot: CoordinatorSnapshot, pick: (peer: SnapshotPeer) => V | undefined): ByPeer<V> {
  return Object.fromEntries(
    snapshot.peers.flatMap((peer) => {
      const value = pick(peer);
      return value === undefined ? [] : [[peer.peerId, value] as const];
    }),
  );
}
