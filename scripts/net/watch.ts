import { type Msg, type NatsConnection, NatsError } from 'nats';
import { type JetStream, untilDone } from '../../coordinator/net/jetstream.js';
import { openSnapshotBucket } from '../../coordinator/net/snapshot-bucket.js';
import { openSnapshotStore } from '../../coordinator/net/snapshot-store.js';
import {
  type Announcement,
  type Codec,
  type Heartbeat,
  heartbeatCodec,
  type JoinRequest,
  joinRequestCodec,
  type Leave,
  leaveCodec,
} from '../../proto/codec.js';
import { CodistillError } from '../../proto/errors.js';
import { type NatsAccess, serversOf } from '../../proto/nats-access.js';
import { hearAnnouncements } from '../../proto/net/hear-announcements.js';
import { openLastingConnection } from '../../proto/net/lasting-connection.js';
import { Patience } from '../../proto/patience.js';
import { SparseLines } from '../../proto/sparse-lines.js';
import { inboxOf, type Member, type PeerVerb, subjects } from '../../proto/subjects.js';
import { reasonOf } from '../../proto/user-module.js';
import { printableIn } from '../plain-text.js';
import { examineCluster } from './examine-cluster.js';

/** A cluster that has lost its leader has another one after 6 to 10 s (docs/scale.md), or none. */
const LEADER_MS = 15_000;
/** So often it is told of messages that cannot be read, of each kind, milliseconds. */
const UNREADABLE_QUIET_MS = 10_000;

/** A message of a run's control plane, as the launcher overhears it. */
export type WatchEvent =
  | { readonly kind: 'heartbeat'; readonly heartbeat: Heartbeat }
  | { readonly kind: 'announcement'; readonly announcement: Announcement }
  | { readonly kind: 'join'; readonly join: JoinRequest }
  | { readonly kind: 'leave'; readonly leave: Leave }
  | { readonly kind: 'unreadable'; readonly subject: string; readonly reason: string };

/** The server that somebody listens to. */
interface ServerFacts {
  readonly version: string;
  readonly encrypted: boolean;
}

/** A nats-server, or a cluster, that a run could use. */
export interface NatsFacts extends ServerFacts {
  /** Servers of a cluster that do not answer: it does without them. */
  readonly silent: readonly string[];
}

/** A launcher's ear, and its two words. */
export interface RunWatcher {
  readonly server: ServerFacts;
  /**
   * Asks the coordinator to stop the run soon.
   *
   * @returns Whether a coordinator answered within `timeoutMs`.
   */
  requestStop(timeoutMs: number): Promise<boolean>;
  /** Tells the coordinator, in the same way, that nobody need wait for a peer. */
  expel(peerId: string, timeoutMs: number): Promise<boolean>;
  close(): Promise<void>;
}

export interface WatchOptions extends NatsAccess {
  readonly runId: string;
  /** How long the server may take to answer. */
  readonly timeoutMs: number;
  /** Removes the snapshot of an earlier launch: the stop in it would end this one. @default false */
  readonly forgets?: boolean;
  /** Who listens: of a guest's machine, its peer, which is told of less. @default the launcher */
  readonly member?: Member;
  /** Called with every new connection. */
  readonly onOpen?: (connection: NatsConnection) => void;
  /** Hears of trouble that is more than a line. */
  readonly onTrouble?: (error: CodistillError) => void;
  /** Does once what coordinator and peers will do: they connect as this very user. @default false */
  readonly tries?: boolean;
  readonly onEvent: (event: WatchEvent) => void;
  /** Trouble with the server, a line each. */
  readonly say: (line: string) => void;
}

/**
 * Listens to a run. Survives restarts of nats-server; says nothing of its own but what {@link RunWatcher} offers.
 *
 * @throws {CodistillError} One of those of `natsRefusal`, when there is no server within `timeoutMs` or it does not let
 *   this user in; `ERR_NATS_JETSTREAM` and `ERR_NATS_PERMISSION` where a coordinator could not keep its snapshot.
 */
export async function watchRun(options: WatchOptions): Promise<RunWatcher> {
  const { natsUrl, natsProof, runId, timeoutMs, tries = false, member = 'launcher', say } = options;
  const names = subjects(runId);
  let patience!: Patience;
  let onUp!: () => void;
  const up = new Promise<void>((resolve) => {
    onUp = resolve;
  });
  const refused = new Promise<never>((_, reject) => {
    patience = new Patience({ nowMs: () => performance.now(), boundMs: timeoutMs, say, fail: reject });
  });
  const lasting = openLastingConnection({
    ...{ natsUrl, natsProof, party: 'launcher', name: 'launcher', random: Math.random },
    inbox: inboxOf(runId, member),
    onOpen: (connection) => {
      listenToAll(connection, options);
      options.onOpen?.(connection);
    },
    onUp,
    onDown: () => say(`lost ${natsUrl}; training goes on, connecting again`),
    onTrouble: (error) => {
      patience.trouble(error);
      options.onTrouble?.(error);
    },
  });
  const closing = new AbortController();
  const jetstream: JetStream = {
    natsUrl,
    connection: () => lasting.current(),
    onTrouble: (error) => patience.trouble(error),
  };
  const snapshots = openSnapshotStore({ ...jetstream, runId, warn: say });
  const close = (): Promise<void> => {
    closing.abort();
    return lasting.close();
  };
  try {
    await Promise.race([refused, up]);
    if (tries) await Promise.race([refused, tryBucket(jetstream, closing.signal)]);
    if (options.forgets === true) await Promise.race([refused, snapshots.forget(closing.signal)]);
    if (tries) await Promise.race([refused, speak(lasting.current()!, runId)]);
  } catch (error) {
    await close();
    throw error;
  }
  patience.content();
  const { version = 'unknown', tls_required: encrypted = false } = lasting.current()?.info ?? {};
  const ask = async (subject: string, requestTimeoutMs: number): Promise<boolean> => {
    try {
      await lasting.current()?.request(subject, new Uint8Array(), { timeout: requestTimeoutMs });
      return lasting.current() !== null;
    } catch (error) {
      // No responder, no answer in time, no server just now: the caller has other means.
      if (error instanceof NatsError) return false;
      throw error;
    }
  };
  return {
    server: { version, encrypted },
    requestStop: (requestTimeoutMs) => ask(names.stop, requestTimeoutMs),
    expel: (peerId, requestTimeoutMs) => ask(names.expel(peerId), requestTimeoutMs),
    close,
  };
}

/**
 * Tries whether a run could use a server: connects, listens, speaks, opens the bucket of snapshots.
 *
 * @throws {CodistillError} As {@link watchRun}.
 */
export async function examineNats(access: NatsAccess): Promise<NatsFacts> {
  const ignore = (): void => {};
  const silent = await examineCluster(access);
  const watcher = await watchRun({
    ...access,
    runId: 'examined',
    timeoutMs: 0,
    tries: true,
    onEvent: ignore,
    say: ignore,
  });
  await watcher.close();
  return { ...watcher.server, silent };
}

/**
 * Opens the bucket of snapshots; that of a cluster once it has a leader.
 *
 * @param signal - Ends the wait, when nobody wants to know any more.
 * @throws {CodistillError} `ERR_NATS_CLUSTER` after {@link LEADER_MS} without one.
 */
async function tryBucket(jetstream: JetStream, signal: AbortSignal): Promise<void> {
  const { natsUrl } = jetstream;
  const isCluster = serversOf(natsUrl).length > 1;
  const untilMs = performance.now() + LEADER_MS;
  const onTrouble = (error: CodistillError): void => {
    if (!isCluster || error.code !== 'ERR_NATS_SERVER') jetstream.onTrouble(error);
    else if (performance.now() > untilMs) throw leaderless(natsUrl, error);
  };
  await untilDone({ ...jetstream, onTrouble }, signal, (connection) =>
    openSnapshotBucket(connection, natsUrl),
  );
}

function leaderless(natsUrl: string, cause: CodistillError): CodistillError {
  return new CodistillError(
    'ERR_NATS_CLUSTER',
    `the cluster at ${natsUrl} has no leader for its streams (${reasonOf(cause.cause)})`,
    { fix: 'start its other servers: more than half of them have to be there', facts: { natsUrl }, cause },
  );
}

/** Publishes what nobody takes. A server that refuses it says so before it answers the first of two pings. */
async function speak(connection: NatsConnection, runId: string): Promise<void> {
  connection.publish(subjects(runId).peer('nobody', 'report'));
  await connection.flush();
  await connection.flush();
}

function listenToAll(
  connection: NatsConnection,
  { runId, onEvent, member = 'launcher' }: WatchOptions,
): void {
  const names = subjects(runId);
  const bad = new SparseLines<string>(UNREADABLE_QUIET_MS, () => performance.now());
  const unreadable = (kind: string, subject: string, reason: string): void => {
    if (!bad.isDue(kind)) return;
    bad.told(kind);
    onEvent({ kind: 'unreadable', subject, reason });
  };
  /** The subject names the sender, since only that peer may publish on it; whoever floods it is told of now and then. */
  const listen = <M>(
    subject: string,
    codec: Codec<M>,
    wrap: (message: M) => WatchEvent,
    subjectOf: (message: M) => string,
  ): void => {
    connection.subscribe(subject, {
      callback: (error: NatsError | null, { subject: heardOn, data }: Msg) => {
        // A closed subscription: the connection was closed by us.
        if (error !== null) return;
        try {
          const message = codec.decode(data);
          if (subjectOf(message) === heardOn) onEvent(wrap(message));
          else unreadable(subject, heardOn, 'it says that it is from another peer');
        } catch (cause) {
          if (!(cause instanceof CodistillError)) throw cause;
          unreadable(subject, heardOn, cause.message);
        }
      },
    });
  };
  const listenToPeers = <M extends { readonly peerId: string }>(
    verb: PeerVerb,
    codec: Codec<M>,
    wrap: (message: M) => WatchEvent,
  ): void => listen(names.everyPeer(verb), codec, wrap, ({ peerId }) => names.peer(peerId, verb));
  listenToPeers('heartbeat', heartbeatCodec, (heartbeat) => ({ kind: 'heartbeat', heartbeat }));
  hearAnnouncements(connection, runId, {
    onAnnouncement: (announcement) => onEvent({ kind: 'announcement', announcement }),
    onUnreadable: (reason) => unreadable(names.announcement, names.announcement, reason),
  });
  if (member !== 'launcher') return;
  listenToPeers('join', joinRequestCodec, (join) => ({ kind: 'join', join: printableIn(join) }));
  listenToPeers('leave', leaveCodec, (leave) => ({ kind: 'leave', leave: printableIn(leave) }));
}
