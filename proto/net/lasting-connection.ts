import { Events, type NatsConnection, type Status } from 'nats';
import { CodistillError } from '../errors.js';
import type { NatsAccess } from '../nats-access.js';
import { reconnectMs } from '../nats-connection.js';
import { pause } from './bounded-wait.js';
import { type Dial, dialNats } from './dial.js';

export interface LastingOptions extends Dial {
  /** Asked before each attempt where the server is by now, and what is shown there. @default where it was at first */
  readonly whereNow?: (() => NatsAccess | undefined) | undefined;
  /** In [0, 1): spreads reconnections. */
  readonly random: () => number;
  /** Called with every new connection, to subscribe. */
  readonly onOpen: (connection: NatsConnection) => void;
  readonly onUp: () => void;
  readonly onDown: () => void;
  /** Told of every attempt that failed and of every right that is refused, with a code of its own. */
  readonly onTrouble: (error: CodistillError) => void;
}

/** A connection to NATS that lives as long as its owner wants, whatever happens to the server. */
export interface LastingConnection {
  /** The connection in use, `null` while there is none or the server is away. */
  current(): NatsConnection | null;
  close(): Promise<void>;
}

/**
 * Begins to connect and returns at once; makes a new connection of each that the client has lost or closed, until it is
 * closed itself.
 */
export function openLastingConnection(options: LastingOptions): LastingConnection {
  const closing = new AbortController();
  let live: NatsConnection | null = null;
  let isUp = false;
  const setUp = (up: boolean): void => {
    if (up === isUp) return;
    isUp = up;
    if (closing.signal.aborted) return;
    if (up) options.onUp();
    else options.onDown();
  };
  const onStatus = ({ type, data, permissionContext }: Status): void => {
    if (type === Events.Disconnect) setUp(false);
    if (type === Events.Error) options.onTrouble(troubleOf(options.natsUrl, String(data), permissionContext));
  };
  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      live = await dialled(options);
      if (live === null) {
        await pause(reconnectMs(options.party, options.random), closing.signal);
        continue;
      }
      if (closing.signal.aborted) return live.close();
      options.onOpen(live);
      setUp(true);
      const error = await watchUntilClosed(live, onStatus);
      setUp(false);
      if (!closing.signal.aborted)
        options.onTrouble(lost(options.natsUrl, `it was closed (${error?.message ?? 'no reason'})`));
    }
  };
  const running = run();
  return {
    current: () => (isUp && live !== null && !live.isClosed() ? live : null),
    async close() {
      closing.abort();
      await live?.close();
      await running;
    },
  };
}

async function dialled(options: LastingOptions): Promise<NatsConnection | null> {
  try {
    return await dialNats({ ...options, ...options.whereNow?.() });
  } catch (error) {
    if (!(error instanceof CodistillError)) throw error;
    options.onTrouble(error);
    return null;
  }
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

/** A subject that the server does not let this client use, or a trouble of the connection. */
function troubleOf(natsUrl: string, data: string, context: Status['permissionContext']): CodistillError {
  if (context === undefined) return lost(natsUrl, data);
  const { operation, subject } = context;
  return new CodistillError(
    'ERR_NATS_PERMISSION',
    `nats-server at ${natsUrl} does not allow this user the ${operation} of "${subject}"`,
    {
      fix: 'allow this user codistill.>, _INBOX.>, $JS.API.> and $KV.>, to publish and to subscribe',
      facts: { subject, operation },
    },
  );
}

function lost(natsUrl: string, reason: string): CodistillError {
  return new CodistillError('ERR_NATS_SERVER', `the connection to ${natsUrl}: ${reason}`, {
    facts: { natsUrl },
  });
}
