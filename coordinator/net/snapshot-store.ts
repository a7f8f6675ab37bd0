import { setTimeout as delay } from 'node:timers/promises';
import { type KV, type KvEntry, type NatsConnection, NatsError, StorageType } from 'nats';
import { type CoordinatorSnapshot, snapshotCodec } from '../../proto/codec.js';
import { DecodeError } from '../../proto/errors.js';
import { SNAPSHOT_BUCKET } from '../../proto/subjects.js';

/** One request to JetStream; a server that is there answers in milliseconds, a disk under load in hundreds. */
const REQUEST_MS = 2_000;
const RETRY_MS_MIN = 50;
const RETRY_MS_MAX = 1_000;
/** JetStream's "wrong last sequence": somebody else has written the key. */
const WRONG_LAST_SEQUENCE = 10_071;

/** How a write ended. */
export type SaveOutcome =
  | { readonly kind: 'saved' }
  /** Written by an earlier coordinator since this one loaded: load again. */
  | { readonly kind: 'outdated' }
  /** A later coordinator has taken over. */
  | { readonly kind: 'fenced'; readonly reason: string }
  /** The signal was aborted first. */
  | { readonly kind: 'aborted' };

/** The coordinator's snapshot on JetStream's disk, one key a run. */
export interface SnapshotStore {
  /** @returns `null` when there is none, or when it cannot be read: peers report the rest. */
  load(signal: AbortSignal): Promise<CoordinatorSnapshot | null>;
  /** Writes if nobody else has since this store last read or wrote; tries until it is known to be done. */
  save(snapshot: CoordinatorSnapshot, signal: AbortSignal): Promise<SaveOutcome>;
}

export interface SnapshotStoreOptions {
  readonly runId: string;
  /** The connection in use, `null` while NATS is away. */
  readonly connection: () => NatsConnection | null;
  /** Told once for each kind of trouble. */
  readonly onTrouble: (message: string) => void;
}

/** Opens the store of one run. Nothing is sent before the first call. */
export function openSnapshotStore(options: SnapshotStoreOptions): SnapshotStore {
  const { runId } = options;
  let revision = 0;
  let hasWritten = false;

  const read = async (kv: KV): Promise<KvEntry | null> => {
    const entry = await kv.get(runId);
    revision = entry?.revision ?? 0;
    return entry === null || entry.operation !== 'PUT' ? null : entry;
  };

  /** Who wrote instead, and what follows. `null`: nobody that counts, write again on top. */
  const settleConflict = async (kv: KV, bytes: Uint8Array, term: number): Promise<SaveOutcome | null> => {
    const entry = await read(kv);
    // The store was wiped: what this coordinator knows is the truth.
    if (entry === null) return null;
    // Our own write, of which only the acknowledgement was lost.
    if (Buffer.compare(entry.value, bytes) === 0) return { kind: 'saved' };
    const rival = decode(entry, options);
    if (rival === null || rival.term < term) return hasWritten ? null : { kind: 'outdated' };
    return {
      kind: 'fenced',
      reason: `another coordinator of run "${runId}" has written term ${rival.term}; this one has ${term}`,
    };
  };

  return {
    async load(signal) {
      const entry = await untilDone(options, signal, read);
      return entry === null ? null : decode(entry, options);
    },
    async save(snapshot, signal) {
      const bytes = snapshotCodec.encode(snapshot);
      const outcome = await untilDone<SaveOutcome>(options, signal, async (kv) => {
        while (!signal.aborted) {
          try {
            revision = await kv.put(runId, bytes, { previousSeq: revision });
            return { kind: 'saved' };
          } catch (error) {
            if (!isConflict(error)) throw error;
            const settled = await settleConflict(kv, bytes, snapshot.term);
            if (settled !== null) return settled;
          }
        }
        return { kind: 'aborted' };
      });
      if (outcome?.kind === 'saved') hasWritten = true;
      return outcome ?? { kind: 'aborted' };
    },
  };
}

function decode(entry: KvEntry, options: SnapshotStoreOptions): CoordinatorSnapshot | null {
  try {
    return snapshotCodec.decode(entry.value);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    options.onTrouble(
      `the snapshot of run "${options.runId}" cannot be read and is replaced: ${error.message}`,
    );
    return null;
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof NatsError && error.api_error?.err_code === WRONG_LAST_SEQUENCE;
}

/**
 * Runs an operation on the bucket until it works: NATS may be away, or its disk.
 *
 * @returns `null` when the signal was aborted first.
 */
async function untilDone<R>(
  options: SnapshotStoreOptions,
  signal: AbortSignal,
  operation: (kv: KV) => Promise<R>,
): Promise<R | null> {
  let waitMs = RETRY_MS_MIN;
  let said = '';
  while (!signal.aborted) {
    const connection = options.connection();
    try {
      if (connection !== null) return await operation(await openBucket(connection));
    } catch (error) {
      // NATS reports its troubles as NatsError, a connection that closes meanwhile as a plain Error.
      const message = error instanceof Error ? error.message : String(error);
      if (message !== said)
        options.onTrouble(`the snapshot store does not answer (${message}); trying again`);
      said = message;
    }
    await delay(waitMs, undefined, { signal }).catch(() => undefined);
    waitMs = Math.min(2 * waitMs, RETRY_MS_MAX);
  }
  return null;
}

function openBucket(connection: NatsConnection): Promise<KV> {
  const jetstream = connection.jetstream({ timeout: REQUEST_MS });
  return jetstream.views.kv(SNAPSHOT_BUCKET, {
    history: 1,
    storage: StorageType.File,
    timeout: REQUEST_MS,
    // A direct read may come from a replica that is behind.
    allow_direct: false,
  });
}
