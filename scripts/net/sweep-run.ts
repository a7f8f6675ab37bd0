import { NatsError } from 'nats';
import type { NatsAccess } from '../../proto/nats-access.js';
import { SWEEPER_INBOX } from '../../proto/net/accounts.js';
import { dialNats } from '../../proto/net/dial.js';
import { SNAPSHOT_BUCKET, weightsBucket } from '../../proto/subjects.js';

const REQUEST_MS = 2_000;
/** JetStream's "stream not found". */
const NO_STREAM = 10_059;

/**
 * Removes what a run that is over has left at a nats-server: its snapshot, the mark that stands where that was deleted, and
 * its peers' weights.
 *
 * @param access - With a sweeper's credentials.
 * @throws {CodistillError} As `dialNats`.
 * @throws {NatsError} When the server does not answer in time.
 */
export async function sweepRun(access: NatsAccess, runId: string): Promise<void> {
  const connection = await dialNats({
    ...access,
    party: 'launcher',
    name: 'sweeper',
    inbox: SWEEPER_INBOX,
  });
  try {
    const { streams } = await connection.jetstreamManager({ timeout: REQUEST_MS, checkAPI: false });
    const filter = `$KV.${SNAPSHOT_BUCKET}.${runId}`;
    await unlessMissing(streams.purge(`KV_${SNAPSHOT_BUCKET}`, { filter }));
    await unlessMissing(streams.delete(`KV_${weightsBucket(runId)}`));
  } finally {
    await connection.close();
  }
}

async function unlessMissing(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!(error instanceof NatsError) || error.api_error?.err_code !== NO_STREAM) throw error;
  }
}
