/**
 * NATS subjects, all in one table so that permissions can be generated from it.
 * A peer publishes only below `codistill.<run>.peer.<id>.`, the coordinator only below `codistill.<run>.coordinator.`.
 */
export function subjects(runId: string): Subjects {
  const root = `codistill.${runId}`;
  return {
    peer: (peerId, verb) => `${root}.peer.${peerId}.${verb}`,
    everyPeer: (verb) => `${root}.peer.*.${verb}`,
    announcement: `${root}.coordinator.announcement`,
    state: `${root}.coordinator.state`,
    spec: `${root}.coordinator.spec`,
    stop: `${root}.coordinator.stop`,
    expel: (peerId) => `${root}.coordinator.expel.${peerId}`,
    admission: `${root}.admission`,
    probe: `${root}.probe`,
    desk: `${root}.desk`,
  };
}

/**
 * Who speaks on the control plane: the coordinator, one peer, a launcher, which listens and may ask for a stop, or anybody who
 * has shown no credentials.
 */
export type Member = 'coordinator' | 'launcher' | 'stranger' | { readonly peerId: string };

/** The beginning of every subject to which somebody is answered. */
export const INBOXES = '_INBOX.';

/** The prefix of the subjects on which a member gets its answers; nobody else may listen there. */
export function inboxOf(runId: string, member: Member): string {
  const name = typeof member === 'string' ? member : `peer.${member.peerId}`;
  return `${INBOXES}${runId}.${name}`;
}

/** The messages of a peer: `join` and `result` are requests, `probed` answers a probe, the others are published. */
export type PeerVerb = 'join' | 'heartbeat' | 'report' | 'leave' | 'result' | 'probed';

export interface Subjects {
  peer(peerId: string, verb: PeerVerb): string;
  everyPeer(verb: PeerVerb): string;
  /** Coordinator → everyone. */
  readonly announcement: string;
  /** Request: whoever has missed an announcement → coordinator, answered with the whole of the newest. */
  readonly state: string;
  /** Request: anyone → coordinator, answered with the run spec. */
  readonly spec: string;
  /** Request: the launcher asks the coordinator to stop the run soon (Ctrl-C). */
  readonly stop: string;
  /** Request: the launcher has the coordinator take a peer out of the run; `*` is every peer. */
  expel(peerId: string): string;
  /** Request: somebody who is no member yet asks the launcher, which holds the keys of the run, to let it in. */
  readonly admission: string;
  /** Launcher → every peer: how do you reach the others? Each answers with `probed`. */
  readonly probe: string;
  /** Request: the run's user, at another terminal, asks the launcher who is in, and has it invite and cut off. */
  readonly desk: string;
}

/** The same of every run, to tell somebody who asks for a run that is not there which ones are. */
export const EVERY_RUN = {
  announcement: 'codistill.*.coordinator.announcement',
  spec: 'codistill.*.coordinator.spec',
} as const;

/** Name of the JetStream key-value bucket that holds coordinator snapshots, one key a run. */
export const SNAPSHOT_BUCKET = 'codistill-coordinator';

/** Name of the JetStream key-value bucket that holds the newest weights of each peer of a run, below a key of its id. */
export function weightsBucket(runId: string): string {
  return `codistill-weights-${runId}`;
}
