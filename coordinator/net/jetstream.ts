import { type NatsConnection, NatsError } from 'nats';
import { CodistillError } from '../../proto/errors.js';
import { pause } from '../../proto/net/bounded-wait.js';

/** One request to JetStream; a server that is there answers in milliseconds, a disk under load in hundreds. */
export const REQUEST_MS = 2_000;
const RETRY_MS_MIN = 50;
const RETRY_MS_MAX = 1_000;
/** JetStream's "not enabled", for the server and for the account. */
const NOT_ENABLED = [10_039, 10_076];

/** JetStream's "not in clustered mode", and "no servers to place so many replicas". */
const TOO_FEW_SERVERS = [10_074, 10_005];

/** The store of a nats-server, as a coordinator reaches it. */
export interface JetStream {
  readonly natsUrl: string;
  /** The connection in use, `null` while NATS is away. */
  readonly connection: () => NatsConnection | null;
  /** Called with every failure of a request, with a code that says whether it may mend itself. */
  readonly onTrouble: (error: CodistillError) => void;
}

/**
 * Runs an operation on JetStream until it works: NATS may be away, or its disk.
 *
 * @returns `null` when the signal was aborted first.
 */
export async function untilDone<R>(
  { natsUrl, connection, onTrouble }: JetStream,
  signal: AbortSignal,
  operation: (connection: NatsConnection) => Promise<R>,
): Promise<R | null> {
  let waitMs = RETRY_MS_MIN;
  while (!signal.aborted) {
    const live = connection();
    try {
      if (live !== null) return await operation(live);
    } catch (error) {
      onTrouble(error instanceof CodistillError ? error : noAnswer(error, natsUrl));
    }
    await pause(waitMs, signal);
    waitMs = Math.min(2 * waitMs, RETRY_MS_MAX);
  }
  return null;
}

/** NATS reports its troubles as NatsError, a connection that closes meanwhile as a plain Error. */
function noAnswer(cause: unknown, natsUrl: string): CodistillError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CodistillError(
    'ERR_NATS_SERVER',
    `JetStream at ${natsUrl} does not keep the snapshot (${reason}); trying again`,
    { facts: { natsUrl }, cause },
  );
}

/** The refusal that stays the same, or `undefined`: a server with JetStream says 503, too, while it starts or fails over. */
export function jetstreamRefusal(
  cause: unknown,
  connection: Pick<NatsConnection, 'info'>,
  natsUrl: string,
): CodistillError | undefined {
  if (!(cause instanceof NatsError)) return undefined;
  const number = cause.api_error?.err_code ?? 0;
  if (cause.isPermissionError()) {
    return new CodistillError('ERR_NATS_PERMISSION', `nats-server at ${natsUrl}: ${cause.message}`, {
      fix: 'allow this user $JS.API.> and _INBOX.>, or give one who may use JetStream',
      facts: { natsUrl },
      cause,
    });
  }
  if (NOT_ENABLED.includes(number) || (cause.code === '503' && connection.info?.jetstream !== true)) {
    const ofAccount = number === 10_039;
    return new CodistillError(
      'ERR_NATS_JETSTREAM',
      `JetStream is off ${ofAccount ? "for this user's account " : ''}at ${natsUrl}`,
      {
        fix: ofAccount ? 'enable it for the account' : 'start that server with -js',
        facts: { natsUrl },
        cause,
      },
    );
  }
  if (TOO_FEW_SERVERS.includes(number)) return tooFewReplicas(natsUrl, cause.message, cause);
  return undefined;
}

/** A stream of the run that does not outlive any one server of its cluster. */
export function tooFewReplicas(natsUrl: string, why: string, cause?: unknown): CodistillError {
  return new CodistillError(
    'ERR_NATS_CLUSTER',
    `the cluster at ${natsUrl} does not keep the run's streams three times: ${why}`,
    {
      fix: 'start all of its servers, each with JetStream; a bucket that was made elsewhere: nats stream edit KV_… --replicas 3',
      facts: { natsUrl },
      cause,
    },
  );
}
