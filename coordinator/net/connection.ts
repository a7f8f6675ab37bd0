import { setTimeout as delay } from 'node:timers/promises';
import { connect, Events, type NatsConnection, type Status } from 'nats';
import { CodistillError } from '../../proto/errors.js';
import {
  isRefusedByNats,
  NATS_TIMES,
  NATS_TOKEN_FIX,
  natsPatience,
  natsProof,
} from '../../proto/nats-connection.js';

/** When this process starts, it gives up on a server after this long. */
const FIRST_CONNECT_MS = 30_000;

export interface ConnectionOptions {
  readonly natsUrl: string;
  readonly natsToken?: string | undefined;
  /** Shown by the server's monitoring. */
  readonly name: string;
  readonly signal: AbortSignal;
  /** Called with every new connection, to subscribe. Reconnections of the same one keep their subscriptions. */
  readonly onOpen: (connection: NatsConnection) => void;
  readonly onLost: () => void;
  readonly onBack: () => void;
  readonly onError: (message: string) => void;
}

/** A connection to NATS that lives as long as its owner wants, whatever happens to the server. */
export interface LastingConnection {
  /** The connection in use, `null` while there is none or the server is away. */
  current(): NatsConnection | null;
  close(): Promise<void>;
}

/**
 * Connects, and reconnects for ever. The client by itself closes for good on some errors ("Stale Connection") even when
 * told to try for ever (nats.node issue 531), so a closed one is replaced.
 *
 * @throws {CodistillError} `ERR_NATS_SERVER` when no server answers in the first 30 s, `ERR_INTERRUPTED` when `signal`
 *   is aborted before.
 */
export async function openConnection(options: ConnectionOptions): Promise<LastingConnection> {
  const closing = new AbortController();
  let current = await connectFirst(options);
  let isUp = true;
  const lost = (): void => {
    if (isUp) options.onLost();
    isUp = false;
  };
  const back = (): void => {
    if (!isUp) options.onBack();
    isUp = true;
  };
  const watch = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      options.onOpen(current);
      back();
      const error = await watchUntilClosed(current, (status) => {
        if (status.type === Events.Disconnect) lost();
        if (status.type === Events.Reconnect) back();
        if (status.type === Events.Error) options.onError(String(status.data));
      });
      if (closing.signal.aborted) return;
      lost();
      options.onError(`the connection was closed (${error?.message ?? 'no reason'}); making a new one`);
      const next = await connectAgain(options, closing.signal);
      if (next === null) return;
      current = next;
    }
  };
  const watching = watch();
  return {
    current: () => (isUp && !current.isClosed() ? current : null),
    async close() {
      closing.abort();
      await current.close();
      await watching;
    },
  };
}

/** Passes on every status. The iterator of statuses does not end when the connection is closed, so it is not waited for. */
async function watchUntilClosed(
  connection: NatsConnection,
  onStatus: (status: Status) => void,
): Promise<Error | undefined> {
  const statuses = connection.status()[Symbol.asyncIterator]();
  const closed = connection.closed().then((error) => ({ closedBy: error ?? undefined }));
  for (;;) {
    const next = await Promise.race([statuses.next(), closed]);
    if ('closedBy' in next) return next.closedBy;
    if (next.done !== true) onStatus(next.value);
  }
}

function dial({ natsUrl, natsToken, name }: ConnectionOptions): Promise<NatsConnection> {
  return connect({
    servers: natsUrl,
    name,
    ...natsProof(natsToken),
    ...natsPatience('coordinator', Math.random),
    // This coordinator's own announcements must not look like a rival's.
    noEcho: true,
  });
}

async function connectFirst(options: ConnectionOptions): Promise<NatsConnection> {
  const patience = AbortSignal.timeout(FIRST_CONNECT_MS);
  while (!options.signal.aborted) {
    try {
      return await dial(options);
    } catch (cause) {
      if (isRefusedByNats(cause)) {
        throw new CodistillError(
          'ERR_NATS_SERVER',
          `nats-server at ${options.natsUrl} refuses the coordinator`,
          {
            fix: NATS_TOKEN_FIX,
            facts: { natsUrl: options.natsUrl },
          },
        );
      }
      if (patience.aborted) {
        throw new CodistillError('ERR_NATS_SERVER', `no nats-server answers at ${options.natsUrl}`, {
          fix: 'start one with JetStream (nats-server -js), or correct the address',
          facts: { natsUrl: options.natsUrl },
          cause,
        });
      }
      await pause(options.signal);
    }
  }
  throw new CodistillError('ERR_INTERRUPTED', `interrupted while connecting to ${options.natsUrl}`);
}

async function connectAgain(options: ConnectionOptions, signal: AbortSignal): Promise<NatsConnection | null> {
  while (!signal.aborted) {
    try {
      return await dial(options);
    } catch {
      // The server is still away; its absence was reported when it went.
      await pause(signal);
    }
  }
  return null;
}

/** Ends early, without error, when the signal is aborted. */
async function pause(signal: AbortSignal): Promise<void> {
  await delay(NATS_TIMES.coordinator.reconnectMs, undefined, { signal }).catch(() => undefined);
}
