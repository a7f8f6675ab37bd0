import { type KV, type NatsConnection, NatsError, StorageType } from 'nats';
import { CodistillError } from '../../proto/errors.js';
import { SNAPSHOT_BUCKET } from '../../proto/subjects.js';

/** One request to JetStream; a server that is there answers in milliseconds, a disk under load in hundreds. */
const REQUEST_MS = 2_000;
/** JetStream's "not enabled", for the server and for the account. */
const NOT_ENABLED = [10_039, 10_076];

/**
 * Opens the bucket of all coordinators' snapshots, which is made where it is missing.
 *
 * @throws {CodistillError} `ERR_NATS_JETSTREAM` where it can never be had, `ERR_NATS_PERMISSION` where this user may not.
 * @throws {Error} Whatever NATS says while it is away for a while.
 */
export async function openSnapshotBucket(connection: NatsConnection, natsUrl: string): Promise<KV> {
  const jetstream = connection.jetstream({ timeout: REQUEST_MS });
  try {
    return await jetstream.views.kv(SNAPSHOT_BUCKET, {
      history: 1,
      storage: StorageType.File,
      timeout: REQUEST_MS,
      // A direct read may come from a replica that is behind.
      allow_direct: false,
    });
  } catch (cause) {
    throw jetstreamRefusal(cause, connection, natsUrl) ?? cause;
  }
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
  return undefined;
}
