import { createHash, randomUUID } from 'node:crypto';
import type { KV, NatsConnection } from 'nats';
import * as z from 'zod';
import { chunkCount, chunkOf } from '../../proto/chunks.js';
import { weightsBucket } from '../../proto/subjects.js';

/** One JetStream request; weights of a large network come in many chunks, each within this time. */
const REQUEST_MS = 5_000;

/** Newest weights of a peer, as it published them. */
export interface PublishedWeights {
  /** Differs for every publication. */
  readonly revision: string;
  /** A checkpoint: it carries its own hashes, and another over the whole is checked. */
  readonly checkpoint: Uint8Array;
}

/**
 * The weights of a run's peers in a key-value bucket of NATS: in chunks, hashed, the newest by each name. Everything throws
 * what NATS says.
 */
export interface WeightsStore {
  /**
   * @param name - A peer's id, maybe with a part after a dot: a peer may write below its own id alone.
   * @param step - Updates behind these weights, to be read without fetching them.
   */
  publish(name: string, step: number, checkpoint: Uint8Array): Promise<void>;
  /** @returns `null` when nothing newer than `knownRevision` was published by that name. */
  newest(name: string, knownRevision: string | undefined): Promise<PublishedWeights | null>;
  /** @returns The step that was published last by that name, `null` when nothing was. */
  stepOf(name: string): Promise<number | null>;
}

/** The entry by which weights are found: it is written after their chunks. */
const HEAD = z.strictObject({
  revision: z.string(),
  step: z.int().nonnegative(),
  /** The chunks lie in two halves, written in turn: what somebody reads stays for one publication more. */
  half: z.int().min(0).max(1),
  bytes: z.int().nonnegative(),
  sha256: z.string(),
});

/**
 * The coordinator makes the bucket. Each chunk is asked for by itself: a consumer would deliver them faster, and could be
 * told to deliver them anywhere.
 *
 * @param connection - The connection in use, `null` while NATS is away.
 */
export function openWeightsStore(runId: string, connection: () => NatsConnection | null): WeightsStore {
  const halves = new Map<string, number>();
  const bucket = async (): Promise<KV> => {
    const live = connection();
    if (live === null) throw new Error('not connected to NATS');
    const jetstream = live.jetstream({ timeout: REQUEST_MS, checkAPI: false });
    return jetstream.views.kv(weightsBucket(runId), { bindOnly: true, allow_direct: false });
  };
  const head = async (kv: KV, name: string): Promise<z.infer<typeof HEAD> | null> => {
    const entry = await kv.get(`${name}.head`);
    return entry === null ? null : HEAD.parse(entry.json());
  };
  return {
    async publish(name, step, checkpoint) {
      const kv = await bucket();
      const half = 1 - (halves.get(name) ?? 1);
      halves.set(name, half);
      const keys = chunkKeys(name, half, checkpoint.length);
      await Promise.all(keys.map((key, i) => kv.put(key, chunkOf(checkpoint, i))));
      const facts = {
        revision: randomUUID(),
        step,
        half,
        bytes: checkpoint.length,
        sha256: digest(checkpoint),
      };
      await kv.put(`${name}.head`, JSON.stringify(facts));
    },
    async newest(name, knownRevision) {
      const kv = await bucket();
      const found = await head(kv, name);
      if (found === null || found.revision === knownRevision) return null;
      const chunks: Uint8Array[] = [];
      for (const key of chunkKeys(name, found.half, found.bytes)) {
        const entry = await kv.get(key);
        if (entry !== null) chunks.push(entry.value);
      }
      const checkpoint = Buffer.concat(chunks);
      if (digest(checkpoint) !== found.sha256) throw new Error(`${name} was replaced while it was read`);
      return { revision: found.revision, checkpoint };
    },
    stepOf: async (name) => (await head(await bucket(), name))?.step ?? null,
  };
}

function chunkKeys(name: string, half: number, bytes: number): string[] {
  return Array.from({ length: chunkCount(bytes) }, (_, i) => `${name}.${half}.${i}`);
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
