import { type KV, type NatsConnection, StorageType } from 'nats';
import { SNAPSHOT_BUCKET } from '../../proto/subjects.js';
import { jetstreamRefusal, REQUEST_MS } from './jetstream.js';

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
