import { connect, type Msg, type NatsConnection, NatsError } from 'nats';
import {
  type Announcement,
  announcementCodec,
  type Codec,
  type Heartbeat,
  heartbeatCodec,
  type JoinRequest,
  joinRequestCodec,
  type Leave,
  leaveCodec,
} from '../../proto/codec.js';
import { CodistillError } from '../../proto/errors.js';
import { isRefusedByNats, NATS_TOKEN_FIX, natsPatience, natsProof } from '../../proto/nats-connection.js';
import { subjects } from '../../proto/subjects.js';

/** A message of a run's control plane, as the launcher overhears it. */
export type WatchEvent =
  | { readonly kind: 'heartbeat'; readonly heartbeat: Heartbeat }
  | { readonly kind: 'announcement'; readonly announcement: Announcement }
  | { readonly kind: 'join'; readonly join: JoinRequest }
  | { readonly kind: 'leave'; readonly leave: Leave }
  | { readonly kind: 'unreadable'; readonly subject: string; readonly reason: string };

/** A launcher's ear, and its one word. */
export interface RunWatcher {
  /**
   * Asks the coordinator to stop the run soon.
   *
   * @returns Whether a coordinator answered within `timeoutMs`.
   */
  requestStop(timeoutMs: number): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Listens to a run. Survives restarts of nats-server; says nothing of its own but {@link RunWatcher.requestStop}.
 *
 * @throws {CodistillError} `ERR_NATS_SERVER` when there is no server within `timeoutMs`.
 */
export async function watchRun(options: {
  readonly natsUrl: string;
  readonly natsToken?: string | undefined;
  readonly runId: string;
  readonly timeoutMs: number;
  readonly onEvent: (event: WatchEvent) => void;
}): Promise<RunWatcher> {
  const { natsUrl, natsToken, runId, timeoutMs, onEvent } = options;
  const connection = await open(natsUrl, natsToken, timeoutMs);
  const names = subjects(runId);
  listen(connection, names.everyPeer('heartbeat'), heartbeatCodec, onEvent, (heartbeat) => ({
    kind: 'heartbeat',
    heartbeat,
  }));
  listen(connection, names.everyPeer('join'), joinRequestCodec, onEvent, (join) => ({ kind: 'join', join }));
  listen(connection, names.everyPeer('leave'), leaveCodec, onEvent, (leave) => ({ kind: 'leave', leave }));
  listen(connection, names.announcement, announcementCodec, onEvent, (announcement) => ({
    kind: 'announcement',
    announcement,
  }));
  return {
    async requestStop(requestTimeoutMs) {
      try {
        await connection.request(names.stop, new Uint8Array(), { timeout: requestTimeoutMs });
        return true;
      } catch (error) {
        // No responder, no answer in time, no server just now: the caller has other means.
        if (error instanceof NatsError) return false;
        throw error;
      }
    },
    close: () => connection.close(),
  };
}

async function open(natsUrl: string, token: string | undefined, timeoutMs: number): Promise<NatsConnection> {
  try {
    const patience = natsPatience('launcher', Math.random);
    return await connect({
      servers: natsUrl,
      name: 'launcher',
      ...natsProof(token),
      ...patience,
      timeout: timeoutMs,
    });
  } catch (cause) {
    if (isRefusedByNats(cause)) {
      throw new CodistillError('ERR_NATS_SERVER', `nats-server at ${natsUrl} refuses the launcher`, {
        fix: NATS_TOKEN_FIX,
        facts: { natsUrl },
      });
    }
    throw new CodistillError('ERR_NATS_SERVER', `no nats-server answers at ${natsUrl}`, {
      fix: 'start one with JetStream (nats-server -js), or leave --nats out',
      facts: { natsUrl },
      cause,
    });
  }
}

function listen<M>(
  connection: NatsConnection,
  subject: string,
  codec: Codec<M>,
  onEvent: (event: WatchEvent) => void,
  wrap: (message: M) => WatchEvent,
): void {
  connection.subscribe(subject, {
    callback: (error: NatsError | null, message: Msg) => {
      // A closed subscription: the connection was closed by us.
      if (error !== null) return;
      try {
        onEvent(wrap(codec.decode(message.data)));
      } catch (cause) {
        if (!(cause instanceof CodistillError)) throw cause;
        onEvent({ kind: 'unreadable', subject: message.subject, reason: cause.message });
      }
    },
  });
}
