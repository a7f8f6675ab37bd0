/** Bounds on the store of one teacher. */
export interface StoreBounds {
  /** Values of one sample: its logits. */
  readonly valuesPerSample: number;
  /** Samples kept at most; infinity: all that come. */
  readonly entriesMax: number;
}

/** One kept prediction; `values` is a view that the next `put` may overwrite. */
export interface StoredPrediction {
  readonly id: number;
  readonly madeAtStep: number;
  readonly values: Float32Array;
}

const NONE = -1;

/**
 * The predictions of one teacher by sample id, each with the step of its maker at which it was made.
 *
 * Flat arrays: ids point to slots, slots hold the numbers. They grow by doubling, up to the bound, and what is removed
 * leaves its slot to the next. Unlike the rest of the core it is changed in place, since a copy for every batch would
 * cost more than the training step. Nothing in it depends on time or chance.
 */
export class PredictionStore {
  readonly #bounds: StoreBounds;
  #slots = new Int32Array(0);
  /** Of each slot: its sample ({@link NONE}: free), step, and when it came. */
  #ids = new Int32Array(0);
  #steps = new Float64Array(0);
  #arrivals = new Float64Array(0);
  #values = new Float32Array(0);
  /** Slots ever used, and those of them that are free again. */
  #used = 0;
  readonly #free: number[] = [];
  #arrival = 0;

  constructor(bounds: StoreBounds) {
    this.#bounds = bounds;
  }

  /** Samples it has a prediction for. */
  get size(): number {
    return this.#used - this.#free.length;
  }

  has(id: number): boolean {
    return this.#slotOf(id) !== NONE;
  }

  /** Step of its maker at which the prediction for a sample was made, or `undefined`. */
  madeAtStep(id: number): number | undefined {
    const slot = this.#slotOf(id);
    return slot === NONE ? undefined : this.#steps[slot];
  }

  /** The prediction for a sample, a view that the next `put` may overwrite; `undefined`: none. */
  get(id: number): Float32Array | undefined {
    const slot = this.#slotOf(id);
    return slot === NONE ? undefined : this.#at(slot);
  }

  /**
   * Keeps a prediction, in place of an older one for the same sample.
   *
   * @param values - float32 `[valuesPerSample]`; copied.
   * @returns False when it was not kept: the store is full, or has a newer one.
   */
  put(id: number, madeAtStep: number, values: Float32Array): boolean {
    const known = this.#slotOf(id);
    if (known !== NONE && this.#steps[known]! > madeAtStep) return false;
    if (known === NONE && this.size >= this.#bounds.entriesMax) return false;
    const slot = known === NONE ? this.#take(id) : known;
    this.#steps[slot] = madeAtStep;
    this.#arrivals[slot] = this.#arrival++;
    this.#values.set(values, slot * this.#bounds.valuesPerSample);
    return true;
  }

  delete(id: number): void {
    const slot = this.#slotOf(id);
    if (slot === NONE) return;
    this.#slots[id] = NONE;
    this.#ids[slot] = NONE;
    this.#free.push(slot);
  }

  /** Removes what was made before a step. */
  deleteBefore(step: number): void {
    for (let slot = 0; slot < this.#used; slot++) {
      if (this.#ids[slot]! !== NONE && this.#steps[slot]! < step) this.delete(this.#ids[slot]!);
    }
  }

  /** Ids of the `count` oldest predictions: by the step they were made at, then in the order in which they came. */
  oldest(count: number): number[] {
    const slots = Array.from({ length: this.#used }, (_, slot) => slot).filter(
      (slot) => this.#ids[slot] !== NONE,
    );
    slots.sort((a, b) => this.#steps[a]! - this.#steps[b]! || this.#arrivals[a]! - this.#arrivals[b]!);
    return slots.slice(0, count).map((slot) => this.#ids[slot]!);
  }

  /** Every prediction, oldest first. */
  *entries(): Generator<StoredPrediction> {
    for (const id of this.oldest(this.size)) {
      const slot = this.#slotOf(id);
      yield { id, madeAtStep: this.#steps[slot]!, values: this.#at(slot) };
    }
  }

  #slotOf(id: number): number {
    return id < this.#slots.length ? this.#slots[id]! : NONE;
  }

  #at(slot: number): Float32Array {
    const size = this.#bounds.valuesPerSample;
    return this.#values.subarray(slot * size, (slot + 1) * size);
  }

  /** A slot for a sample that has none. */
  #take(id: number): number {
    const slot = this.#free.pop() ?? this.#used++;
    if (id >= this.#slots.length) {
      this.#slots = grown(this.#slots, new Int32Array(capacityFor(id + 1)).fill(NONE));
    }
    if (slot >= this.#ids.length) {
      const capacity = capacityFor(slot + 1);
      this.#ids = grown(this.#ids, new Int32Array(capacity));
      this.#steps = grown(this.#steps, new Float64Array(capacity));
      this.#arrivals = grown(this.#arrivals, new Float64Array(capacity));
      this.#values = grown(this.#values, new Float32Array(capacity * this.#bounds.valuesPerSample));
    }
    this.#slots[id] = slot;
    this.#ids[slot] = id;
    return slot;
  }
}

/**
 * The cached predictions that are replaced in one epoch: `floor(fraction · size)` of those that the cache had when the
 * epoch began, the oldest ones. Each is asked for when its sample comes up, and replaced once; a miss is no refresh.
 */
export interface RefreshPlan {
  readonly epoch: number;
  /** Samples still to be asked for. */
  readonly due: Set<number>;
}

export function planRefresh(store: PredictionStore, epoch: number, fraction: number): RefreshPlan {
  return { epoch, due: new Set(store.oldest(Math.floor(fraction * store.size))) };
}

/** The next power of two. */
function capacityFor(needed: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(needed, 16)));
}

function grown<A extends Int32Array | Float32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
