import { randomInt } from 'node:crypto';
import type { Msg, NatsConnection } from 'nats';
import {
  type Announcement,
  type Codec,
  heartbeatCodec,
  type JoinReply,
  joinReplyCodec,
  joinRequestCodec,
  leaveCodec,
  type ModuleDigest,
  newsCodec,
  reportCodec,
  specReplyCodec,
  specRequestCodec,
} from '../../proto/codec.js';
import type { DropLog } from '../../proto/drop-log.js';
import { type CodistillError, DecodeError } from '../../proto/errors.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { bounded } from '../../proto/net/bounded-wait.js';
import { openLastingConnection } from '../../proto/net/lasting-connection.js';
import { NewsWriter } from '../../proto/news.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';
import { EVERY_RUN, INBOXES, inboxOf, type PeerVerb, subjects } from '../../proto/subjects.js';
import type { CoordinatorEvent } from '../core/events.js';
import { untilDone } from './jetstream.js';
import { openSnapshotStore, type SnapshotStore } from './snapshot-store.js';
import { makeWeightsBucket } from './weights-bucket.js';

/** Requests to join that may wait for their answer; a peer asks again after a second anyway. */
const REQUESTS_MAX = 64;

export interface ControlPlaneOptions extends NatsAccess {
  readonly runId: string;
  readonly spec: RunSpec;
  /** Of this machine, as they were when the run began. */
  readonly modules: readonly ModuleDigest[];
  readonly onEvent: (event: CoordinatorEvent) => void;
  readonly onUp: () => void;
  /** NATS is not there, or does not let this coordinator do what it must; the code says whether that may mend itself. */
  readonly onTrouble: (error: CodistillError) => void;
  readonly warn: (message: string) => void;
  /** Hears of messages that are none of the protocol's, by their subjects, which name sender and kind. */
  readonly dropped: DropLog;
  /** Somebody asks for a run of another name. */
  readonly onStranger: (runId: string) => void;
}

/** The coordinator's side of NATS. */
export interface ControlPlane {
  readonly snapshots: SnapshotStore;
  /** Makes the place in which the peers of this run leave their weights, if they do. */
  prepare(signal: AbortSignal): Promise<void>;
  /** Nothing is sent while NATS is away: the beacon repeats it. */
  publish(announcement: Announcement): void;
  reply(requestId: number, reply: JoinReply): void;
  /** Sends what is still buffered, waiting at most `flushMs`, and ends. */
  close(flushMs: number): Promise<void>;
}

/**
 * Begins to connect the coordinator to NATS: what peers say becomes events, what it decides is sent.
 */
export function openControlPlane(options: ControlPlaneOptions): ControlPlane {
  const { natsUrl, natsProof, runId, spec, onEvent, onTrouble, warn, dropped } = options;
  const names = subjects(runId);
  const requests = new Map<number, Msg>();
  let requestId = 0;
  const news = new NewsWriter(randomInt(2 ** 32));
  const reject = (subject: string, why: string): void =>
    dropped.drop(subject, `dropped a message on ${subject}: ${why}`);
  const remember = (message: Msg): number => {
    requestId++;
    requests.set(requestId, message);
    if (requests.size > REQUESTS_MAX) requests.delete(requestId - REQUESTS_MAX);
    return requestId;
  };
  let hasBeenUp = false;
  const closing = new AbortController();
  const connection = openLastingConnection({
    natsUrl,
    natsProof,
    party: 'coordinator',
    name: `codistill coordinator of ${runId}`,
    inbox: inboxOf(runId, 'coordinator'),
    random: Math.random,
    // This coordinator's own announcements must not look like a rival's.
    echo: false,
    onOpen: (connection) => listenToPeers(connection, options, { remember, reject, news }),
    onDown: () => onEvent({ kind: 'linkLost' }),
    onUp: () => {
      if (hasBeenUp) {
        onEvent({ kind: 'linkBack' });
        void prepare(closing.signal); // a server that was started anew has lost what was in memory
      }
      hasBeenUp = true;
      options.onUp();
    },
    onTrouble: (error) => tellTrouble(error, options),
  });
  const jetstream = { natsUrl, connection: () => connection.current(), onTrouble };
  const prepare = async (signal: AbortSignal): Promise<void> => {
    if (!schemeOf(spec).handsOutWeights) return;
    await untilDone(jetstream, signal, (live) => makeWeightsBucket(live, natsUrl, runId));
  };
  return {
    snapshots: openSnapshotStore({ ...jetstream, runId, warn }),
    prepare,
    publish(announcement) {
      connection.current()?.publish(names.announcement, news.say(announcement));
    },
    reply(id, reply) {
      const message = requests.get(id);
      requests.delete(id);
      if (connection.current() !== null) message?.respond(joinReplyCodec.encode(reply));
    },
    async close(flushMs) {
      closing.abort();
      // A connection that breaks now has nothing left to say that the peers need.
      const live = connection.current();
      if (live !== null) await bounded(live.flush(), flushMs);
      await connection.close();
    },
  };
}

/** Passes on what keeps a coordinator from its work. */
function tellTrouble(error: CodistillError, { onTrouble, warn }: ControlPlaneOptions): void {
  const subject = String(error.facts.subject ?? '');
  // Without the right to overhear other runs, it only knows less.
  if (subject === EVERY_RUN.spec) return;
  // An answer that is too late, or that its asker wanted elsewhere, is the asker's loss alone.
  if (error.facts.operation === 'publish' && subject.startsWith(INBOXES)) warn(error.message);
  else onTrouble(error);
}

/** The means of {@link listenToPeers}. */
interface Desk {
  /** Keeps a request until it is answered. */
  readonly remember: (message: Msg) => number;
  readonly reject: (subject: string, why: string) => void;
  readonly news: NewsWriter;
}

/** Makes events of what is said on a new connection. */
function listenToPeers(
  connection: NatsConnection,
  { runId, spec, modules, onEvent, onStranger }: ControlPlaneOptions,
  { remember, reject, news }: Desk,
): void {
  const names = subjects(runId);
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
    message.respond(specReplyCodec.encode({ spec, modules }));
  });
  listen(EVERY_RUN.spec, specRequestCodec, (request) => {
    if (request.runId !== runId) onStranger(request.runId);
  });
  listen(names.state, EMPTY, (_, message) => {
    const whole = news.whole();
    if (whole !== null) message.respond(whole);
  });
  listen(names.announcement, newsCodec, ({ said }) => onEvent({ kind: 'rivalSeen', term: said.term }));
  listen(names.expel('*'), EMPTY, (_, message) => {
    message.respond();
    onEvent({ kind: 'expelled', peerId: message.subject.slice(names.expel('').length) });
  });
  listen(names.stop, EMPTY, (_, message) => {
    message.respond();
    onEvent({ kind: 'stopRequested', reason: 'the launcher asked for it' });
  });
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

/**
 * Hears what is said on a subject. An answer goes to an inbox or nowhere: on a subject of the caller's choice it would be this
 * coordinator that speaks, with its own rights.
 */
function listener(connection: NatsConnection, reject: (subject: string, why: string) => void): Listen {
  return (subject, codec, onMessage) => {
    connection.subscribe(subject, {
      callback(error, raw) {
        // A closed subscription, or one that the server refuses: the connection tells of that.
        if (error !== null) return;
        if (raw.reply !== undefined && raw.reply !== '' && !raw.reply.startsWith(INBOXES)) {
          return reject(raw.subject, `it asks for the answer on ${raw.reply}`);
        }
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
