/**
 * A view for chaos runs that shows all of a sample and slows training down: whoever prepares batches, the prefetch thread or
 * a trainer that does so itself, waits before each for as long as a file says. So a run lasts as long as its events while it needs few cores, and the very same run without
 * events goes at full speed.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { workerData } from 'node:worker_threads';
import type { PrefetchWorkerData } from '../../peer/data/prefetch.js';
import type { TrainerOptions } from '../../peer/mailbox/messages.js';

/** Names the file, which holds milliseconds; without it nothing waits. */
export const PACE_VARIABLE = 'CODISTILL_CHAOS_PACE';
/** Samples of a batch. */
export const BATCH = 32;

const sleeper = new Int32Array(new SharedArrayBuffer(4));

export default function createView({ inputShape }: { readonly inputShape: readonly number[] }): {
  readonly shape: readonly number[];
  readonly view: (sample: Uint8Array) => Uint8Array;
} {
  const file = process.env[PACE_VARIABLE];
  const thread = workerData as Partial<PrefetchWorkerData & TrainerOptions> | null;
  const prepares = thread?.ring !== undefined || thread?.peerId !== undefined;
  let seen = 0;
  return {
    shape: inputShape,
    view(sample) {
      if (prepares && file !== undefined && seen++ % BATCH === 0) {
        Atomics.wait(sleeper, 0, 0, Number(readFileSync(file, 'utf8')));
      }
      return sample;
    },
  };
}
