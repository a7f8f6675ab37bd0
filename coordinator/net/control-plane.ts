import { setTimeout as delay } from 'node:timers/promises';
import type { Msg, NatsConnection } from 'nats';
import {
  type Announcement,
  announcementCodec,
  type Codec,
  heartbeatCodec,
  type JoinReply,
  joinReplyCodec,
  joinRequestCodec,
  leaveCodec,
  reportCodec,
  specReplyCodec,
  specRequestCodec,
} from '../../proto/codec.js';
import { DecodeError } from '../../proto/errors.js';
import { moduleDigests } from '../../proto/named-files.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { type PeerVerb, subjects } from '../../proto/subjects.js';
import type { CoordinatorEvent } from '../core/events.js';
import { openConnection } from './connection.js';
import { openSnapshotStore, type SnapshotStore } from './snapshot-store.js';

/** Requests to join that may wait for their answer; a peer asks again after a second anyway. */
const REQUESTS_MAX = 64;

export interface ControlPlaneOptions {
  readonly natsUrl: string;
  readonly natsToken?: string | undefined;
  readonly runId: string;
  readonly spec: RunSpec;
  readonly signal: AbortSignal;
  readonly onEvent: (event: CoordinatorEvent) => void;
  /** A message that is none of the protocol's, or trouble of the connection. */
  readonly onTrouble: (message: string) => void;
}

/** The coordinator's side of NATS. */
export interface ControlPlane {
  readonly snapshots: SnapshotStore;
  /** Nothing is sent while NATS is away: the beacon repeats it. */
  publish(announcement: Announcement): void;
  reply(requestId: number, reply: JoinReply): void;
  /** Messages that were dropped because they are not the protocol's. */
  rejected(): number;
  /** Sends what is still buffered, waiting at most `flushMs`, and ends. */
  close(flushMs: number): Promise<void>;
}

/**
 * Connects the coordinator to NATS: what peers say becomes events, what it decides is sent.
 *
 * @throws {CodistillError} `ERR_NATS_SERVER` when no server answers.
 */
export async function openControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { runId, onEvent, onTrouble } = options;
  const names = subjects(runId);
  const requests = new Map<number, Msg>();
  let requestId = 0;
  let rejected = 0;
  const reject = (subject: string, why: string): void => {
    rejected++;
    onTrouble(`dropped a message on ${subject}: ${why}`);
  };
  const remember = (message: Msg): number => {
    requestId++;
    requests.set(requestId, message);
    if (requests.size > REQUESTS_MAX) requests.delete(requestId - REQUESTS_MAX);
    return requestId;
  };
  const subscribe = (connection: NatsConnection): void => {
    const listen = listener(connection, reject);
    const fromPeer = peerListener(listen, runId, reject);
    fromPeer('join', joinRequestCodec, (request, message) => {
      onEvent({ kind: 'join', requestId: remember(message), request });
    });
    fromPeer('heartbeat', heartbeatCodec, (heartbeat) => onEvent({ kind: 'heartbeat', heartbeat }));
    fromPeer('report', reportCodec, (report) => onEvent({ kind: 'report', report }));
    fromPeer('leave', leaveCodec, (leave) => onEvent({ kind: 'leave', leave }));
    listen(names.spec, specRequestCodec, (request, message) => {
      if (request.runId !== runId) return reject(names.spec, `it is for run "${request.runId}"`);
      message.respond(specReplyCodec.encode({ spec: options.spec, modules: moduleDigests(options.spec) }));
    });
    listen(names.announcement, announcementCodec, ({ term }) => onEvent({ kind: 'rivalSeen', term }));
    listen(names.stop, EMPTY, (_, message) => {
      message.respond();
      onEvent({ kind: 'stopRequested', reason: 'the launcher asked for it' });
    });
  };
  const connection = await openConnection({
    natsUrl: options.natsUrl,
    natsToken: options.natsToken,
    name: `codistill coordinator of ${runId}`,
    signal: options.signal,
    onOpen: subscribe,
    onLost: () => onEvent({ kind: 'linkLost' }),
    onBack: () => onEvent({ kind: 'linkBack' }),
    onError: onTrouble,
  });
  return {
    snapshots: openSnapshotStore({ runId, connection: () => connection.current(), onTrouble }),
    publish(announcement) {
      connection.current()?.publish(names.announcement, announcementCodec.encode(announcement));
    },
    reply(id, reply) {
      const message = requests.get(id);
      requests.delete(id);
      if (connection.current() !== null) message?.respond(joinReplyCodec.encode(reply));
    },
    rejected: () => rejected,
    async close(flushMs) {
      await flushed(connection.current(), flushMs);
      await connection.close();
    },
  };
}

/** A request whose payload is empty; anything else is garbage that must not stop a run. */
const EMPTY: Codec<null> = {
  encode: () => new Uint8Array(0),
  decode(bytes) {
    if (bytes.length > 0) throw new DecodeError(`a request of ${bytes.length} bytes, expected none`);
    return null;
  },
};

type Listen = <M>(subject: string, codec: Codec<M>, onMessage: (message: M, raw: Msg) => void) => void;

function listener(connection: NatsConnection, reject: (subject: string, why: string) => void): Listen {
  return (subject, codec, onMessage) => {
    connection.subscribe(subject, {
      callback(error, raw) {
        if (error !== null) return reject(subject, error.message);
        try {
          onMessage(codec.decode(raw.data), raw);
        } catch (cause) {
          if (!(cause instanceof DecodeError)) throw cause;
          reject(raw.subject, cause.message);
        }
      },
    });
  };
}

/** The subject names the sender, since only that peer may publish on it; a message that says otherwise is dropped. */
function peerListener(listen: Listen, runId: string, reject: (subject: string, why: string) => void) {
  const names = subjects(runId);
  return <M extends { readonly runId: string; readonly peerId: string }>(
    verb: PeerVerb,
    codec: Codec<M>,
    onMessage: (message: M, raw: Msg) => void,
  ): void => {
    listen(names.everyPeer(verb), codec, (message, raw) => {
      if (raw.subject !== names.peer(message.peerId, verb)) {
        return reject(raw.subject, `it says that it is from "${message.peerId}"`);
      }
      // A join with another run id is refused with that difference named, not dropped.
      if (message.runId !== runId && verb !== 'join') {
        return reject(raw.subject, `it is for run "${message.runId}"`);
      }
      onMessage(message, raw);
    });
  };
}

async function flushed(connection: NatsConnection | null, flushMs: number): Promise<void> {
  if (connection === null) return;
  const timer = new AbortController();
  const bound = delay(flushMs, undefined, { signal: timer.signal }).catch(() => undefined);
  // A connection that breaks now has nothing left to say that the peers need.
  await Promise.race([connection.flush().catch(() => undefined), bound]);
  timer.abort();
}
