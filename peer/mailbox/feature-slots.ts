/** Memory between a peer's two threads for the features beside the logits; part of the mailbox. */
export interface FeatureBuffers {
  /** Of the call's batch. */
  readonly outbox: Float32Array;
  /** Of each teacher in the answer. */
  readonly inbox: Float32Array;
  /** Length of the features in the outbox, then of those of each teacher; 0: none. */
  readonly lengths: Int32Array;
  /** Numbers of the largest batch, by the peer whose features are largest. */
  readonly numbersMax: number;
}

export function createFeatureBuffers(numbersMax: number, teachersMax: number): FeatureBuffers {
  return {
    outbox: new Float32Array(new SharedArrayBuffer(numbersMax * 4)),
    inbox: new Float32Array(new SharedArrayBuffer(numbersMax * 4 * teachersMax)),
    lengths: new Int32Array(new SharedArrayBuffer(4 * (1 + teachersMax))),
    numbersMax,
  };
}

/** Either end's access to that memory. The mailbox's words say which end may write when. */
export class FeatureSlots {
  readonly #buffers: FeatureBuffers;

  constructor(buffers: FeatureBuffers) {
    this.#buffers = buffers;
  }

  /** @param features - float32 `[samples * size]`; copied. `undefined`: there are none. */
  send(features: Float32Array | undefined): void {
    const { lengths, outbox } = this.#buffers;
    lengths[0] = features?.length ?? 0;
    if (features !== undefined) outbox.set(features);
  }

  /** A fresh copy of the features of the call, `undefined` where there are none. */
  copySent(): Float32Array | undefined {
    const { lengths, outbox } = this.#buffers;
    return lengths[0] === 0 ? undefined : outbox.slice(0, lengths[0]);
  }

  /**
   * @param teacher - Its place in the answer.
   * @param features - Of the shape that was agreed; copied.
   */
  answer(teacher: number, features: Float32Array | undefined): void {
    const { lengths, inbox, numbersMax } = this.#buffers;
    lengths[1 + teacher] = features?.length ?? 0;
    if (features !== undefined) inbox.set(features, teacher * numbersMax);
  }

  /** The features of a teacher, a view that the next answer overwrites; `undefined` where it sent none. */
  answered(teacher: number): Float32Array | undefined {
    const { lengths, inbox, numbersMax } = this.#buffers;
    const length = lengths[1 + teacher]!;
    const from = teacher * numbersMax;
    return length === 0 ? undefined : inbox.subarray(from, from + length);
  }
}
