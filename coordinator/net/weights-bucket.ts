import { type NatsConnection, RetentionPolicy, StorageType } from 'nats';
import { replicasOf } from '../../proto/nats-access.js';
import { weightsBucket } from '../../proto/subjects.js';
import { jetstreamRefusal, REQUEST_MS } from './jetstream.js';

/** Weights that stay unreplaced for this long belong to a run that is over. */
const KEPT_NS = 24 * 60 * 60 * 1_000_000_000;

/**
 * Makes the bucket in which the peers of a run leave their weights for each other, in the server's memory, where it is
 * missing. A peer could give a stream any subject and any destination, so the coordinator makes it; and none of its headers
 * empties what the others have left.
 *
 * @throws {CodistillError} As `openSnapshotBucket`.
 * @throws {Error} Whatever NATS says while it is away for a while.
 */
export async function makeWeightsBucket(
  connection: NatsConnection,
  natsUrl: string,
  runId: string,
): Promise<void> {
  const bucket = weightsBucket(runId);
  try {
    const manager = await connection.jetstreamManager({ timeout: REQUEST_MS, checkAPI: false });
    await manager.streams.add({
      name: `KV_${bucket}`,
      subjects: [`$KV.${bucket}.>`],
      retention: RetentionPolicy.Limits,
      storage: StorageType.Memory,
      num_replicas: replicasOf(natsUrl),
      max_msgs_per_subject: 1,
      max_age: KEPT_NS,
      allow_rollup_hdrs: false,
      deny_delete: true,
      deny_purge: true,
      // Its answer is a message of the caller's own bytes, on a subject of the caller's choice.
      allow_direct: false,
    });
  } catch (cause) {
    throw jetstreamRefusal(cause, connection, natsUrl) ?? cause;
  }
}
