import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CodistillError } from '../../proto/errors.js';
import { programUrl } from '../../proto/program.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { BatchPlan, type PlanSpec } from './batches.js';
import { type InputShape, type Samples, sampleBytes } from './dataset.js';
import { type InputFormat, seenShape } from './input-format.js';
import type { Normalization } from './normalization.js';
import {
  createRing,
  type RingBatch,
  type RingBuffers,
  RingConsumer,
  type SampleSize,
} from './prefetch-ring.js';
import type { TrainingSplit } from './split.js';

/** The samples and the plan that batches are made from. */
export interface PrefetchOptions {
  /** The data set's `train`. */
  readonly samples: Samples;
  readonly format: InputFormat;
  readonly split: Pick<TrainingSplit, 'train' | 'labels'>;
  readonly training: PlanSpec;
  readonly augment: RunSpec['data']['augment'];
  /** First step that will be taken. */
  readonly startStep: number;
  /** Batches prepared ahead. @default 4 */
  readonly depth?: number;
  /** Batches taken one after the other that stay valid together, less than `depth`. @default 1 */
  readonly held?: number;
  /** The prefetch thread counts as dead when it fills nothing for this long while `take` waits. @default 60000 */
  readonly waitMsMax?: number;
}

/** Where a trainer takes its batches from. */
export interface BatchSource {
  take(step: number): RingBatch;
  /** Makes the batch of a step ahead, where no other thread does. */
  prepare?(step: number): void;
  close(): Promise<void>;
}

/** Numbers of a sample as its batches hold it. */
export function sampleSize({ samples, format, split }: PrefetchOptions): SampleSize {
  return { inputs: sampleBytes(seenShape(format)), labels: split.labels.length / samples.count };
}

/** The start message of the prefetch thread: shared memory and numbers, nothing is copied. */
export interface PrefetchWorkerData {
  readonly ring: RingBuffers;
  readonly samples: Samples;
  readonly labels: Int32Array;
  readonly trainIds: Uint32Array;
  readonly inputShape: InputShape;
  readonly normalization: Normalization;
  /** A view is a function, which does not travel to a thread: it is loaded there again by its name. */
  readonly view: string;
  readonly training: PlanSpec;
  readonly augment: RunSpec['data']['augment'];
}

/**
 * Training batches prepared ahead by a thread of their own (one without TensorFlow, which may be loaded once a
 * process). All methods are synchronous: the training loop never has to return to its event loop.
 */
export class PrefetchSource implements BatchSource {
  readonly plan: BatchPlan;
  readonly #worker: Worker;
  readonly #ring: RingConsumer;
  readonly #waitMsMax: number;
  readonly #heldMax: number;
  #next: number;
  /** First step taken since the ring was last restarted. */
  #first: number;

  constructor(
    plan: BatchPlan,
    worker: Worker,
    ring: RingBuffers,
    options: { startStep: number; waitMsMax: number; held: number },
  ) {
    this.plan = plan;
    this.#worker = worker;
    this.#ring = new RingConsumer(ring);
    this.#waitMsMax = options.waitMsMax;
    this.#heldMax = options.held;
    this.#next = options.startStep;
    this.#first = options.startStep;
    this.#ring.seek(options.startStep);
  }

  /**
   * The batch of a step; blocks while it is not ready. The step after the last one taken is ready as a rule; any
   * other restarts the ring from there. Gives back what was taken before, but for the last `held` - 1 batches.
   *
   * @param step - 0 to `plan.stepsTotal - 1`.
   * @returns Views on shared memory, valid until `close`, or until `held` more batches are taken.
   * @throws {CodistillError} `ERR_INTERNAL` when the prefetch thread failed or is dead.
   */
  take(step: number): RingBatch {
    assert(
      Number.isInteger(step) && step >= 0 && step < this.plan.stepsTotal,
      `no step ${step} in this plan`,
    );
    if (step !== this.#next) {
      this.#ring.seek(step);
      this.#first = step;
    } else if (step - this.#heldMax >= this.#first) {
      this.#ring.release(step - this.#heldMax);
    }
    const batch = this.#await(step);
    this.#next = step + 1;
    return batch;
  }

  /** Ends the prefetch thread. */
  async close(): Promise<void> {
    this.#ring.close();
    await this.#worker.terminate();
  }

  #await(step: number): RingBatch {
    let seen = this.#ring.filled;
    let batch = this.#ring.get(step);
    if (batch !== undefined) return batch;
    for (;;) {
      const failure = this.#ring.failure;
      if (failure !== undefined) throw dead(step, failure);
      // A healthy thread fills something all the time, so each wait is bounded by itself.
      if (!this.#ring.wait(seen, this.#waitMsMax)) throw dead(step, `nothing for ${this.#waitMsMax} ms`);
      seen = this.#ring.filled;
      batch = this.#ring.get(step);
      if (batch !== undefined) return batch;
    }
  }
}

/**
 * Starts the prefetch thread and waits until it runs; the batches are byte for byte those of `fillBatch`.
 * The thread does not keep the process alive.
 *
 * @throws {CodistillError} `ERR_INTERNAL` when the thread does not start.
 */
export async function startPrefetch(options: PrefetchOptions): Promise<PrefetchSource> {
  const { samples, format, split, training, augment } = options;
  const plan = new BatchPlan(split.train, training, augment);
  const ring = createRing(options.depth ?? 4, plan.rowsMax, sampleSize(options));
  const workerData: PrefetchWorkerData = {
    ring,
    samples,
    labels: split.labels,
    trainIds: split.train,
    inputShape: format.inputShape,
    normalization: format.normalization,
    view: format.view?.name ?? 'full',
    training,
    augment,
  };
  const worker = new Worker(programUrl('peer/data/prefetch-worker'), { workerData });
  try {
    await once(worker, 'message'); // rejects on 'error'
  } catch (cause) {
    await worker.terminate();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CodistillError('ERR_INTERNAL', `the prefetch thread did not start: ${reason}`, { cause });
  }
  worker.unref();
  return new PrefetchSource(plan, worker, ring, {
    startStep: options.startStep,
    waitMsMax: options.waitMsMax ?? 60_000,
    held: options.held ?? 1,
  });
}

function dead(step: number, reason: string): CodistillError {
  return new CodistillError('ERR_INTERNAL', `the prefetch thread gave no batch for step ${step}: ${reason}`, {
    facts: { step },
  });
}
