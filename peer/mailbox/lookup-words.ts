import type { PeerId } from '../../proto/identity.js';
import { LIMITS } from '../../proto/limits.js';

/** A step that is over, as the trainer hands it in. */
export interface DoneStep {
  readonly step: number;
  /** Teachers whose answer had grown too old when the step came. */
  readonly expired: readonly PeerId[];
}

/** Int32 words; the last two have one for each position in the run spec's list of peers. */
const WORD = { doneStep: 0, expired: 1, newest: 2, usableUntil: 2 + LIMITS.peersMax } as const;

const SIZE = WORD.usableUntil + LIMITS.peersMax;
const ALWAYS = 2 ** 31 - 1;

export function createLookupWords(): Int32Array {
  const words = new Int32Array(new SharedArrayBuffer(SIZE * 4));
  words[WORD.doneStep] = -1;
  words.fill(-1, WORD.newest, WORD.newest + LIMITS.peersMax);
  words.fill(ALWAYS, WORD.usableUntil);
  return words;
}

/**
 * Words of the mailbox for predictions that are asked for ahead of their step. An answer is given while another step
 * computes, so only the trainer knows when it is used: it looks up how far the teacher has come by then.
 */
export class LookupWords {
  readonly #words: Int32Array;
  readonly #peerIds: readonly PeerId[];

  /** @param peerIds - The run's peers, in the run spec's order. */
  constructor(words: Int32Array, peerIds: readonly PeerId[]) {
    this.#words = words;
    this.#peerIds = peerIds;
  }

  /** The step whose logits are handed in; `undefined`: none was predicted since the last call. */
  get done(): DoneStep | undefined {
    const step = this.#words[WORD.doneStep]!;
    if (step < 0) return undefined;
    const mask = this.#words[WORD.expired]!;
    return { step, expired: this.#peerIds.filter((_, position) => (mask >> position) & 1) };
  }

  set done(done: DoneStep | undefined) {
    const expired = done?.expired ?? [];
    this.#words[WORD.doneStep] = done?.step ?? -1;
    this.#words[WORD.expired] = expired.reduce((mask, peerId) => mask | (1 << this.#positionOf(peerId)), 0);
  }

  /** Writes, at any time, the newest step that each teacher is known to have predicted for. */
  setNewestSteps(teachers: ReadonlyMap<PeerId, { readonly newestStep: number }>): void {
    this.#peerIds.forEach((peerId, position) => {
      const teacher = teachers.get(peerId);
      if (teacher !== undefined) Atomics.store(this.#words, WORD.newest + position, teacher.newestStep);
    });
  }

  /** @param step - Once its teacher is known to be past it an answer is too old; absent: it never is. */
  setUsableUntil(peerId: PeerId, step: number | undefined): void {
    this.#words[WORD.usableUntil + this.#positionOf(peerId)] = step ?? ALWAYS;
  }

  /** Whether the answer of a teacher has grown too old by now. */
  isExpired(peerId: PeerId): boolean {
    const position = this.#positionOf(peerId);
    return Atomics.load(this.#words, WORD.newest + position) > this.#words[WORD.usableUntil + position]!;
  }

  #positionOf(peerId: PeerId): number {
    return this.#peerIds.indexOf(peerId);
  }
}
