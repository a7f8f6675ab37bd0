import assert from 'node:assert/strict';
import { LIMITS } from '../../proto/limits.js';

/**
 * Shared memory between the trainer (consumer) and the prefetch thread (producer): a ring of slots, one batch each.
 *
 *      trainer                                                     prefetch thread
 *        │ seek: first step, released, generation+1 ── wake ─────▶ │
 *        │                                                         │ fills slot[step mod depth] while
 *        │                                                         │   step < released + depth
 *        │ ◀── notify ── stamp slot: step, generation ──────────── │
 *        │ take(step): waits for the stamp (generation, step)      │
 *        │ release: released = step + 1 ──────────── wake ───────▶ │
 *
 * A slot is valid for one (generation, step) only. After a seek the producer may still finish a slot of the
 * generation before; its stamp then matches nothing that is waited for, and the slot is filled again.
 */
export interface RingBuffers {
  readonly control: SharedArrayBuffer;
  readonly heads: SharedArrayBuffer;
  readonly inputs: SharedArrayBuffer;
  readonly labels: SharedArrayBuffer;
  readonly ids: SharedArrayBuffer;
  /** UTF-8 of what ended the producer. */
  readonly failure: SharedArrayBuffer;
  readonly depth: number;
  readonly rowsMax: number;
  readonly sample: SampleSize;
}

/** Numbers of one sample. */
export interface SampleSize {
  readonly inputs: number;
  readonly labels: number;
}

/** Int32 words of `control`. */
const WORD = {
  /** Rises with every change that the producer may wait for. */
  wake: 0,
  /** Rises with every slot filled, and on failure. */
  filled: 1,
  generation: 2,
  /** First step of the generation. */
  seekStep: 3,
  /** Steps below are done with. */
  released: 4,
  closed: 5,
  failureBytes: 6,
  size: 8,
} as const;

/** Int32 words of each slot's head; 16 bytes of digest start at `digest`. */
const HEAD = { generation: 0, step: 1, epoch: 2, rows: 3, digest: 4, size: 8 } as const; // 4 + 16 / 4

const FAILURE_BYTES_MAX = 4096;

export function createRing(depth: number, rowsMax: number, sample: SampleSize): RingBuffers {
  assert(depth >= 1 && rowsMax >= 1, 'a ring has slots and slots have rows');
  return {
    control: new SharedArrayBuffer(WORD.size * 4),
    heads: new SharedArrayBuffer(depth * HEAD.size * 4),
    inputs: new SharedArrayBuffer(depth * rowsMax * sample.inputs * 4),
    labels: new SharedArrayBuffer(depth * rowsMax * sample.labels * 4),
    ids: new SharedArrayBuffer(depth * rowsMax * 4),
    failure: new SharedArrayBuffer(FAILURE_BYTES_MAX),
    depth,
    rowsMax,
    sample,
  };
}

/** Views on one slot's memory, sized for the largest batch. */
interface Slot {
  readonly head: Int32Array;
  readonly digest: Uint8Array;
  readonly inputs: Float32Array;
  readonly labels: Int32Array;
  readonly ids: Uint32Array;
}

/** One batch as the ring carries it. */
export interface RingBatch {
  readonly step: number;
  readonly epoch: number;
  readonly rows: number;
  /** See `batchDigest`. */
  readonly digest: Uint8Array;
  /** float32 `[rows * sample.inputs]`. */
  readonly inputs: Float32Array;
  /** int32 `[rows * sample.labels]`. */
  readonly labels: Int32Array;
  /** Sample ids, uint32 `[rows]`. */
  readonly ids: Uint32Array;
}

/** The trainer's end. {@link wait} blocks its thread. */
export class RingConsumer {
  readonly #control: Int32Array;
  readonly #slots: readonly Slot[];
  readonly #ring: RingBuffers;

  constructor(ring: RingBuffers) {
    this.#ring = ring;
    this.#control = new Int32Array(ring.control);
    this.#slots = slotsOf(ring);
  }

  /** Makes the producer start again at a step; every slot is given back. */
  seek(step: number): void {
    const control = this.#control;
    Atomics.store(control, WORD.seekStep, step);
    Atomics.store(control, WORD.released, step);
    Atomics.add(control, WORD.generation, 1);
    wake(control);
  }

  /** The batch of this step, or `undefined` while it is being filled. Views on the slot, valid until released. */
  get(step: number): RingBatch | undefined {
    const slot = this.#slots[step % this.#ring.depth]!;
    const generation = Atomics.load(this.#control, WORD.generation);
    // The producer stamps the step before the generation, so a fresh generation vouches for the step.
    if (Atomics.load(slot.head, HEAD.generation) !== generation) return undefined;
    if (Atomics.load(slot.head, HEAD.step) !== step) return undefined;
    const rows = slot.head[HEAD.rows]!;
    const { sample } = this.#ring;
    return {
      step,
      epoch: slot.head[HEAD.epoch]!,
      rows,
      digest: slot.digest,
      inputs: slot.inputs.subarray(0, rows * sample.inputs),
      labels: slot.labels.subarray(0, rows * sample.labels),
      ids: slot.ids.subarray(0, rows),
    };
  }

  /** Number that changes with every slot filled: read it before {@link get}, then {@link wait} on it. */
  get filled(): number {
    return Atomics.load(this.#control, WORD.filled);
  }

  /** Blocks until a slot is filled after `seen` was read; false when `timeoutMs` passed before. */
  wait(seen: number, timeoutMs: number): boolean {
    return Atomics.wait(this.#control, WORD.filled, seen, timeoutMs) !== 'timed-out';
  }

  /** Gives back the slots of all steps up to this one. */
  release(step: number): void {
    Atomics.store(this.#control, WORD.released, step + 1);
    wake(this.#control);
  }

  /** Tells the producer to end. */
  close(): void {
    Atomics.store(this.#control, WORD.closed, 1);
    wake(this.#control);
  }

  /** The error that ended the producer, or `undefined` while it runs. */
  get failure(): string | undefined {
    const bytes = Atomics.load(this.#control, WORD.failureBytes);
    return bytes === 0 ? undefined : Buffer.from(new Uint8Array(this.#ring.failure, 0, bytes)).toString();
  }
}

/** The producer's next order. */
export type RingOrder =
  | { readonly kind: 'fill'; readonly step: number; readonly generation: number }
  | { readonly kind: 'closed' };

/** The prefetch thread's end. {@link nextOrder} blocks its thread. */
export class RingProducer {
  readonly #control: Int32Array;
  readonly #slots: readonly Slot[];
  readonly #ring: RingBuffers;
  readonly #stepsTotal: number;
  #generation = 0;
  #next = 0;

  /** @param stepsTotal - Steps from here on are never filled. */
  constructor(ring: RingBuffers, stepsTotal: number) {
    this.#ring = ring;
    this.#stepsTotal = stepsTotal;
    this.#control = new Int32Array(ring.control);
    this.#slots = slotsOf(ring);
  }

  /** Blocks until there is a slot to fill or the ring is closed. Generation 0 is before the first seek. */
  nextOrder(): RingOrder {
    const control = this.#control;
    for (;;) {
      const seen = Atomics.load(control, WORD.wake);
      if (Atomics.load(control, WORD.closed) === 1) return { kind: 'closed' };
      const generation = Atomics.load(control, WORD.generation);
      if (generation !== this.#generation) {
        this.#generation = generation;
        this.#next = Atomics.load(control, WORD.seekStep);
      }
      const room = this.#next < Atomics.load(control, WORD.released) + this.#ring.depth;
      if (generation > 0 && room && this.#next < this.#stepsTotal) {
        return { kind: 'fill', step: this.#next, generation };
      }
      Atomics.wait(control, WORD.wake, seen);
    }
  }

  /** Memory of a step's slot, to be filled and then {@link publish}ed. */
  slot(step: number): Pick<Slot, 'inputs' | 'labels' | 'ids'> {
    return this.#slots[step % this.#ring.depth]!;
  }

  /** Stamps a filled slot and wakes the trainer. */
  publish(
    order: { readonly step: number; readonly generation: number },
    batch: { readonly epoch: number; readonly rows: number; readonly digest: Uint8Array },
  ): void {
    const slot = this.#slots[order.step % this.#ring.depth]!;
    slot.head[HEAD.epoch] = batch.epoch;
    slot.head[HEAD.rows] = batch.rows;
    slot.digest.set(batch.digest);
    Atomics.store(slot.head, HEAD.step, order.step);
    Atomics.store(slot.head, HEAD.generation, order.generation);
    this.#next = order.step + 1;
    this.#notify();
  }

  /** Leaves word of why the producer ends. */
  fail(message: string): void {
    const bytes = Buffer.from(message || 'no reason given').subarray(0, FAILURE_BYTES_MAX);
    new Uint8Array(this.#ring.failure).set(bytes);
    Atomics.store(this.#control, WORD.failureBytes, bytes.length);
    this.#notify();
  }

  #notify(): void {
    Atomics.add(this.#control, WORD.filled, 1);
    Atomics.notify(this.#control, WORD.filled);
  }
}

function wake(control: Int32Array): void {
  Atomics.add(control, WORD.wake, 1);
  Atomics.notify(control, WORD.wake);
}

function slotsOf(ring: RingBuffers): Slot[] {
  const inputs = ring.rowsMax * ring.sample.inputs;
  const labels = ring.rowsMax * ring.sample.labels;
  return Array.from({ length: ring.depth }, (_, i) => {
    const head = i * HEAD.size * 4;
    return {
      head: new Int32Array(ring.heads, head, HEAD.size),
      digest: new Uint8Array(ring.heads, head + HEAD.digest * 4, LIMITS.batchDigestBytes),
      inputs: new Float32Array(ring.inputs, i * inputs * 4, inputs),
      labels: new Int32Array(ring.labels, i * labels * 4, labels),
      ids: new Uint32Array(ring.ids, i * ring.rowsMax * 4, ring.rowsMax),
    };
  });
}
