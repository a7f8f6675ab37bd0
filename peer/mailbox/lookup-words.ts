import type { PeerId } from '../../proto/identity.js';

/** A step that is over, as the trainer hands it in. */
export interface DoneStep {
  readonly step: number;
  /** Teachers whose answer had grown too old when the step came. */
  readonly expired: readonly PeerId[];
}

const ALWAYS = 2 ** 31 - 1;

/** Int32 words for each position in the run spec's list of peers, after the one of the step that is over. */
const ROWS = { newest: 0, usableUntil: 1, expired: 2 } as const;

/** @param peers - Peers of the run. */
export function createLookupWords(peers: number): Int32Array {
  const words = new Int32Array(new SharedArrayBuffer((1 + 3 * peers) * 4));
  words.fill(-1, 0, 1 + peers);
  words.fill(ALWAYS, 1 + ROWS.usableUntil * peers, 1 + ROWS.expired * peers);
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
    const step = this.#words[0]!;
    if (step < 0) return undefined;
    return { step, expired: this.#peerIds.filter((_, i) => this.#words[this.#at('expired', i)] === 1) };
  }

  set done(done: DoneStep | undefined) {
    this.#words[0] = done?.step ?? -1;
    this.#words.fill(0, this.#at('expired', 0));
    for (const peerId of done?.expired ?? []) this.#words[this.#at('expired', this.#positionOf(peerId))] = 1;
  }

  /** Writes, at any time, the newest step that each teacher is known to have predicted for. */
  setNewestSteps(teachers: ReadonlyMap<PeerId, { readonly newestStep: number }>): void {
    this.#peerIds.forEach((peerId, position) => {
      const teacher = teachers.get(peerId);
      if (teacher !== undefined) Atomics.store(this.#words, this.#at('newest', position), teacher.newestStep);
    });
  }

  /** @param step - Once its teacher is known to be past it an answer is too old; absent: it never is. */
  setUsableUntil(peerId: PeerId, step: number | undefined): void {
    this.#words[this.#at('usableUntil', this.#positionOf(peerId))] = step ?? ALWAYS;
  }

  /** Whether the answer of a teacher has grown too old by now. */
  isExpired(peerId: PeerId): boolean {
    const position = this.#positionOf(peerId);
    const newest = Atomics.load(this.#words, this.#at('newest', position));
    return newest > this.#words[this.#at('usableUntil', position)]!;
  }

  #at(row: keyof typeof ROWS, position: number): number {
    return 1 + ROWS[row] * this.#peerIds.length + position;
  }

  #positionOf(peerId: PeerId): number {
    return this.#peerIds.indexOf(peerId);
  }
}
