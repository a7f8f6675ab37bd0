import { LIMITS } from '../../proto/limits.js';

/** Memory between a peer's two threads for what goes beside logits; part of the mailbox. */
export interface FeatureBuffers {
  /** Of the offered batch, float32. */
  readonly outbox: SharedArrayBuffer;
  /** Of each teacher in the answer, float32. */
  readonly inbox: SharedArrayBuffer;
  /** How many numbers are offered, then how many each teacher sent; 0: none. Int32. */
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

/** Either thread's hands on them. Who may write when, the mailbox's words say. */
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
  offer(features: Float32Array | undefined): void {
    this.#lengths[0] = features?.length ?? 0;
    if (features !== undefined) this.#outbox.set(features);
  }

  /** A fresh copy of what is offered as little-endian bytes, `undefined` where there is nothing. */
  copyOffered(): Uint8Array | undefined {
    const length = this.#lengths[0]!;
    return length === 0 ? undefined : new Uint8Array(this.#outbox.slice(0, length).buffer);
  }

  /**
   * @param teacher - Its place in the answer.
   * @param features - Little-endian float32, checked; copied.
   */
  answer(teacher: number, features: Uint8Array | undefined): void {
    this.#lengths[1 + teacher] = (features?.length ?? 0) / 4;
    if (features === undefined) return;
    new Uint8Array(this.#inbox.buffer, teacher * this.#numbersMax * 4, features.length).set(features);
  }

  /** What a teacher sent, a view that the next answer overwrites; `undefined`: nothing. */
  answered(teacher: number): Float32Array | undefined {
    const length = this.#lengths[1 + teacher]!;
    const from = teacher * this.#numbersMax;
    return length === 0 ? undefined : this.#inbox.subarray(from, from + length);
  }
}
