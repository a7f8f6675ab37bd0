import { type KV, type KvEntry, NatsError } from 'nats';
import { type CoordinatorSnapshot, snapshotCodec } from '../../proto/codec.js';
import { DecodeError } from '../../proto/errors.js';
import { type JetStream, untilDone } from './jetstream.js';
import { openSnapshotBucket } from './snapshot-bucket.js';

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
  /** Deletes the snapshot of a run that is over, so that the same run may be resumed later without its stop. */
  forget(signal: AbortSignal): Promise<void>;
}

export interface SnapshotStoreOptions extends JetStream {
  readonly runId: string;
  /** Told of a snapshot that nobody can read. */
  readonly warn: (message: string) => void;
}

/** Opens the store of one run. Nothing is sent before the first call. */
export function openSnapshotStore(options: SnapshotStoreOptions): SnapshotStore {
  const { runId, natsUrl } = options;
  const withBucket = <R>(signal: AbortSignal, operation: (kv: KV) => Promise<R>): Promise<R | null> =>
    untilDone(options, signal, async (connection) =>
      operation(await openSnapshotBucket(connection, natsUrl)),
    );
  /** The snapshot that this store read at its start or wrote last. */
  let known: Uint8Array | null = null;
  /** Term that this store wrote last; `null`: it has written nothing. */
  let writtenTerm: number | null = null;

  /** The consequence of a snapshot that somebody else wrote. `null`: nothing, write over it. */
  const judge = (entry: KvEntry, bytes: Uint8Array, term: number): SaveOutcome | null => {
    // Our own write, of which only the acknowledgement was lost.
    if (isSame(entry.value, bytes)) return { kind: 'saved' };
    const rival = decode(entry, options);
    // Also a term that we have gone beyond since, as a peer told of it, was another's turn if it is later than what we wrote.
    const tookOver = rival !== null && (rival.term >= term || rival.term > (writtenTerm ?? term));
    if (!tookOver) return writtenTerm === null ? { kind: 'outdated' } : null;
    return {
      kind: 'fenced',
      reason: `another coordinator of run "${runId}" has written term ${rival.term}; this one has ${term}`,
    };
  };

  /** Compares and sets. The bytes are compared as well: after a wipe, revisions start at 1 again for everybody. */
  const write = async (kv: KV, bytes: Uint8Array, term: number): Promise<SaveOutcome | null> => {
    const entry = await kv.get(runId);
    const present = entry?.operation === 'PUT' ? entry : null;
    if (present !== null && (known === null || !isSame(present.value, known))) {
      const verdict = judge(present, bytes, term);
      if (verdict !== null) return verdict;
    }
    try {
      await kv.put(runId, bytes, { previousSeq: entry?.revision ?? 0 });
      return { kind: 'saved' };
    } catch (error) {
      if (!isConflict(error)) throw error;
      return null;
    }
  };

  return {
    async load(signal) {
      const entry = await withBucket(signal, (kv) => kv.get(runId));
      const present = entry?.operation === 'PUT' ? entry : null;
      known = present?.value ?? null;
      return present === null ? null : decode(present, options);
    },
    async save(snapshot, signal) {
      const bytes = snapshotCodec.encode(snapshot);
      const outcome = await withBucket<SaveOutcome>(signal, async (kv) => {
        while (!signal.aborted) {
          const written = await write(kv, bytes, snapshot.term);
          if (written !== null) return written;
        }
        return { kind: 'aborted' };
      });
      if (outcome?.kind === 'saved') {
        known = bytes;
        writtenTerm = snapshot.term;
      }
      return outcome ?? { kind: 'aborted' };
    },
    async forget(signal) {
      await withBucket(signal, (kv) => kv.delete(runId));
    },
  };
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function decode(entry: KvEntry, options: SnapshotStoreOptions): CoordinatorSnapshot | null {
  try {
    return snapshotCodec.decode(entry.value);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    options.warn(`the snapshot of run "${options.runId}" cannot be read and is replaced: ${error.message}`);
    return null;
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof NatsError && error.api_error?.err_code === WRONG_LAST_SEQUENCE;
}
