import { type NatsConnection, type ObjectResult, type ObjectStore, StorageType } from 'nats';
import { weightsBucket } from '../../proto/subjects.js';

/** One JetStream request; weights of a large network come in many chunks, each within this time. */
const REQUEST_MS = 5_000;
/** Between two looks at whether what is being read is still there. */
const LOOK_MS = 250;
/** Weights that stay unreplaced for this long belong to a run that is over. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** Newest weights of a peer, as it published them. */
export interface PublishedWeights {
  /** Differs for every publication. */
  readonly revision: string;
  /** A checkpoint: it carries its own hashes, and NATS checks another over the chunks. */
  readonly checkpoint: Uint8Array;
}

/** The weights of a run's peers in NATS's object store: hashed, in chunks, the newest by each name. Everything throws what NATS says. */
export interface WeightsStore {
  /** @param step - Updates behind these weights, to be read without fetching them. */
  publish(name: string, step: number, checkpoint: Uint8Array): Promise<void>;
  /** @returns `null` when nothing newer than `knownRevision` was published by that name. */
  newest(name: string, knownRevision: string | undefined): Promise<PublishedWeights | null>;
  /** @returns The step that was published last by that name, `null` when nothing was. */
  stepOf(name: string): Promise<number | null>;
}

/** @param connection - The connection in use, `null` while NATS is away. */
export function openWeightsStore(runId: string, connection: () => NatsConnection | null): WeightsStore {
  let opened: { readonly live: NatsConnection; readonly bucket: Promise<ObjectStore> } | null = null;
  const open = async (): Promise<ObjectStore> => {
    const live = connection();
    if (live === null) throw new Error('not connected to NATS');
    if (opened?.live !== live) {
      const limits = { storage: StorageType.Memory, ttl: KEPT_MS * 1_000_000 };
      const bucket = live.jetstream({ timeout: REQUEST_MS }).views.os(weightsBucket(runId), limits);
      opened = { live, bucket };
    }
    return opened.bucket;
  };
  /** A server that was started again has forgotten the bucket: the store opens it again after an error. */
  const using = async <T>(work: (bucket: ObjectStore) => Promise<T>): Promise<T> => {
    try {
      return await work(await open());
    } catch (error) {
      opened = null;
      throw error;
    }
  };
  return {
    publish: (name, step, checkpoint) =>
      using(async (bucket) => {
        await bucket.putBlob({ name, description: String(step) }, checkpoint);
      }),
    newest: (name, knownRevision) =>
      using(async (bucket) => {
        const info = await bucket.info(name);
        if (info === null || info.deleted || info.nuid === knownRevision) return null;
        const object = await bucket.get(name);
        if (object === null) return null;
        return { revision: object.info.nuid, checkpoint: await readObject(bucket, object) };
      }),
    stepOf: (name) =>
      using(async (bucket) => {
        const info = await bucket.info(name);
        return info === null || info.deleted ? null : Number(info.description);
      }),
  };
}

/**
 * Reads an object to its end.
 *
 * @throws {Error} When it is replaced meanwhile: its chunks are then gone, and nats.js would wait for them for ever.
 */
async function readObject(bucket: ObjectStore, { info, data, error }: ObjectResult): Promise<Uint8Array> {
  const reader = data.getReader();
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  const look = setInterval(() => {
    bucket.info(info.name).then((newest) => newest?.nuid === info.nuid || cancel(), cancel);
  }, LOOK_MS);
  try {
    const chunks: Uint8Array[] = [];
    for (let read = await reader.read(); !read.done; read = await reader.read()) chunks.push(read.value);
    const failure = await error;
    if (failure) throw failure;
    const content = Buffer.concat(chunks);
    if (content.length !== info.size) throw new Error(`${info.name} was replaced while it was read`);
    return content;
  } finally {
    clearInterval(look);
  }
}
