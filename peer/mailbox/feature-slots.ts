import { LIMITS } from '../../proto/limits.js';

/** Memory between a peer's two threads for the features beside the logits; part of the mailbox. */
export interface FeatureBuffers {
  /** Of the call's batch, float32. */
  readonly outbox: SharedArrayBuffer;
  /** Of each teacher in the answer, float32. */
  readonly inbox: SharedArrayBuffer;
  /** Length of the features in the outbox, then of those of each teacher; 0: none. Int32. */
  readonly lengths: SharedArrayBuffer;
  /** Numbers of the largest batch, by the peer whose features are largest. */
  readonly numbersMax: number;
}

export function createFeatureBuffers(numbersMax: number): FeatureBuffers {
  return {
    outbox: new SharedArrayBuffer(numbersMax * 4),
    inbox: new SharedArrayBuffer(numbersMax * 4 * LIMITS.peersMax),
    lengths: new SharedArrayBuffer(4 * (1 + LIMITS.peersMax)),
    numbersMax,
  };
}

/** Either end's access to that memory. The mailbox's words say which end may write when. */
export class FeatureSlots {
  readonly #outbox: Float32Array;
  readonly #inbox: Float32Array;
  readonly #lengths: Int32Array;
  readonly #numbersMax: number;

  constructor(buffers: FeatureBuffers) {
    this.#outbox = new Float32Array(buffers.outbox);
    this.#inbox = new Float32Array(buffers.inbox);
    this.#lengths = new Int32Array(buffers.lengths);
    this.#numbersMax = buffers.numbersMax;
  }

  /** @param features - float32 `[samples * size]`; copied. `undefined`: there are none. */
  send(features: Float32Array | undefined): void {
    this.#lengths[0] = features?.length ?? 0;
    if (features !== undefined) this.#outbox.set(features);
  }

  /** A fresh copy of the features of the call, `undefined` where there are none. */
  copySent(): Float32Array | undefined {
    const length = this.#lengths[0]!;
    return length === 0 ? undefined : this.#outbox.slice(0, length);
  }

  /**
   * @param teacher - Its place in the answer.
   * @param features - Of the shape that was agreed; copied.
   */
  answer(teacher: number, features: Float32Array | undefined): void {
    this.#lengths[1 + teacher] = features?.length ?? 0;
    if (features !== undefined) this.#inbox.set(features, teacher * this.#numbersMax);
  }

  /** The features of a teacher, a view that the next answer overwrites; `undefined` where it sent none. */
  answered(teacher: number): Float32Array | undefined {
    const length = this.#lengths[1 + teacher]!;
    const from = teacher * this.#numbersMax;
    return length === 0 ? undefined : this.#inbox.subarray(from, from + length);
  }
}
