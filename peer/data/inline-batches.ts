import assert from 'node:assert/strict';
import { BatchPlan, type PlannedBatch } from './batches.js';
import { gatherLabels, InputFiller } from './fill.js';
import { type BatchSource, type PrefetchOptions, sampleSize } from './prefetch.js';
import type { RingBatch, SampleSize } from './prefetch-ring.js';

/** Memory for one batch of the largest size, and the batch that lies there. */
interface Slot {
  readonly inputs: Float32Array;
  readonly labels: Int32Array;
  planned: PlannedBatch | undefined;
}

/**
 * Training batches made on the trainer's own thread, the next one while it waits for its teachers: for a peer whose share
 * of the cores is one, where a second thread would only take it away. Byte for byte those of `startPrefetch`.
 */
export class InlineBatches implements BatchSource {
  readonly plan: BatchPlan;
  readonly #options: PrefetchOptions;
  readonly #filler: InputFiller;
  readonly #sample: SampleSize;
  readonly #slots: readonly Slot[];

  /** @param memory - Makes room for float32 numbers, aligned as TensorFlow wants to read them. */
  constructor(options: PrefetchOptions, memory = (length: number): Float32Array => new Float32Array(length)) {
    const { format, split, training, augment, held = 1 } = options;
    this.#options = options;
    this.plan = new BatchPlan(split.train, training, augment);
    this.#filler = new InputFiller(format);
    this.#sample = sampleSize(options);
    const rows = this.plan.rowsMax;
    this.#slots = Array.from({ length: held + 1 }, () => ({
      inputs: memory(rows * this.#sample.inputs),
      labels: new Int32Array(rows * this.#sample.labels),
      planned: undefined,
    }));
  }

  /**
   * The batch of a step.
   *
   * @param step - 0 to `plan.stepsTotal - 1`.
   * @returns Views that stay valid until `held` more batches are taken.
   */
  take(step: number): RingBatch {
    this.prepare(step);
    const { inputs, labels, planned } = this.#slotOf(step);
    const { ids, epoch, digest } = planned!;
    const rows = ids.length;
    return {
      ...{ step, epoch, rows, digest, ids },
      inputs: inputs.subarray(0, rows * this.#sample.inputs),
      labels: labels.subarray(0, rows * this.#sample.labels),
    };
  }

  /** Makes the batch of a step, if it is not there, in the place of one that nobody holds any more. */
  prepare(step: number): void {
    assert(step >= 0 && step < this.plan.stepsTotal, 'the step is in the plan');
    const slot = this.#slotOf(step);
    if (slot.planned?.step === step) return;
    const planned = this.plan.at(step);
    const { samples, split } = this.#options;
    slot.planned = undefined; // should filling throw, nothing lies here
    this.#filler.fill(samples, planned.ids, slot.inputs, planned.augmentationSeed);
    gatherLabels(split.labels, samples.count, planned.ids, slot.labels);
    slot.planned = planned;
  }

  async close(): Promise<void> {}

  #slotOf(step: number): Slot {
    return this.#slots[step % this.#slots.length]!;
  }
}
