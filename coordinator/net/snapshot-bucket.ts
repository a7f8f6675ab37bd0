import { type KV, type NatsConnection, StorageType } from 'nats';
import { replicasOf } from '../../proto/nats-access.js';
import { SNAPSHOT_BUCKET } from '../../proto/subjects.js';
import { jetstreamRefusal, REQUEST_MS, tooFewReplicas } from './jetstream.js';

/**
 * Opens the bucket of all coordinators' snapshots, which is made where it is missing.
 *
 * @throws {CodistillError} `ERR_NATS_JETSTREAM` where it can never be had, `ERR_NATS_CLUSTER` where a cluster cannot keep it three times, `ERR_NATS_PERMISSION` where this user may not.
 * @throws {Error} Whatever NATS says while it is away for a while.
 */
export async function openSnapshotBucket(connection: NatsConnection, natsUrl: string): Promise<KV> {
  const jetstream = connection.jetstream({ timeout: REQUEST_MS });
  const replicas = replicasOf(natsUrl);
  try {
    const bucket = await jetstream.views.kv(SNAPSHOT_BUCKET, {
      replicas,
      history: 1,
      storage: StorageType.File,
      timeout: REQUEST_MS,
      // A direct read may come from a replica that is behind.
      allow_direct: false,
    });
    if (replicas === 1) return bucket;
    const { replicas: kept } = await bucket.status();
    if (kept >= replicas) return bucket;
    throw tooFewReplicas(natsUrl, `the bucket ${SNAPSHOT_BUCKET} has ${kept}`);
  } catch (cause) {
    throw jetstreamRefusal(cause, connection, natsUrl) ?? cause;
  }
}
