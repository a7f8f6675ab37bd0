import { type NatsConnection, type ObjectStore, StorageType } from 'nats';
import { weightsBucket } from '../../proto/subjects.js';

/** One JetStream request; weights of a large network come in many chunks, each within this time. */
const REQUEST_MS = 5_000;
/** Weights that nobody has replaced for so long belong to a run that is over. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** Newest weights of a peer, as it published them. */
export interface PublishedWeights {
  /** Differs for every publication. */
  readonly revision: string;
  /** A checkpoint: it carries its own hashes, and NATS checks another over the chunks. */
  readonly checkpoint: Uint8Array;
}

/** The weights of a run's peers in NATS's object store: hashed, in chunks, the newest of each peer. */
export interface WeightsStore {
  /** @throws Whatever NATS says: the caller goes on without. */
  publish(peerId: string, checkpoint: Uint8Array): Promise<void>;
  /** @returns `null` when the peer has published nothing newer than `knownRevision`. */
  newest(peerId: string, knownRevision: string | undefined): Promise<PublishedWeights | null>;
}

/** @param connection - The connection in use, `null` while NATS is away. */
export function openWeightsStore(runId: string, connection: () => NatsConnection | null): WeightsStore {
  const open = async (): Promise<ObjectStore> => {
    const live = connection();
    if (live === null) throw new Error('not connected to NATS');
    const jetstream = live.jetstream({ timeout: REQUEST_MS });
    return jetstream.views.os(weightsBucket(runId), {
      storage: StorageType.Memory,
      ttl: KEPT_MS * 1_000_000,
    });
  };
  return {
    async publish(peerId, checkpoint) {
      await (await open()).putBlob({ name: peerId }, checkpoint);
    },
    async newest(peerId, knownRevision) {
      const store = await open();
      const info = await store.info(peerId);
      if (info === null || info.deleted || info.nuid === knownRevision) return null;
      const checkpoint = await store.getBlob(peerId);
      return checkpoint === null ? null : { revision: info.nuid, checkpoint };
    },
  };
}
