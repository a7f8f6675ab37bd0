import { LIMITS } from '../../proto/limits.js';

/** A step that is over, as the trainer hands it in. */
export interface DoneStep {
  readonly step: number;
  /** Teachers whose answer had grown too old when the step came: their positions in the run spec's list of peers. */
  readonly expired: readonly number[];
}

/** Int32 words; the last two have one for each position in the run spec's list of peers. */
const WORD = { doneStep: 0, expired: 1, newest: 2, usableUntil: 2 + LIMITS.peersMax } as const;

const SIZE = WORD.usableUntil + LIMITS.peersMax;
const ALWAYS = 2 ** 31 - 1;

export function createRecallWords(): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(SIZE * 4);
  const words = new Int32Array(buffer);
  words[WORD.doneStep] = -1;
  words.fill(-1, WORD.newest, WORD.newest + LIMITS.peersMax);
  words.fill(ALWAYS, WORD.usableUntil);
  return buffer;
}

/**
 * Words of the mailbox for what is asked ahead of its step. An answer is given while another step computes, so only the
 * trainer knows when it is used: it looks up how far the teacher has come by then.
 */
export class RecallWords {
  readonly #words: Int32Array;

  constructor(buffer: SharedArrayBuffer) {
    this.#words = new Int32Array(buffer);
  }

  /** The step whose logits are handed in; `undefined`: none was predicted since the last time. */
  get done(): DoneStep | undefined {
    const step = this.#words[WORD.doneStep]!;
    if (step < 0) return undefined;
    const mask = this.#words[WORD.expired]!;
    const positions = Array.from({ length: LIMITS.peersMax }, (_, position) => position);
    return { step, expired: positions.filter((position) => (mask >> position) & 1) };
  }

  set done(done: DoneStep | undefined) {
    this.#words[WORD.doneStep] = done?.step ?? -1;
    this.#words[WORD.expired] = (done?.expired ?? []).reduce((mask, position) => mask | (1 << position), 0);
  }

  /** Tells, at any time, how far a peer has come: the newest step that it is known to have predicted for. */
  setNewestStep(position: number, step: number): void {
    Atomics.store(this.#words, WORD.newest + position, step);
  }

  /** @param step - Once its teacher is known to be past it an answer is too old; absent: it never is. */
  setUsableUntil(position: number, step: number | undefined): void {
    this.#words[WORD.usableUntil + position] = step ?? ALWAYS;
  }

  /** Whether the answer of a teacher has grown too old by now. */
  isExpired(position: number): boolean {
    return Atomics.load(this.#words, WORD.newest + position) > this.#words[WORD.usableUntil + position]!;
  }
}
