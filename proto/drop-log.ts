import { SparseLines } from './sparse-lines.js';

/** Kinds that are told apart: strangers choose their names, and must not fill the memory with them. */
const KINDS_MAX = 1_000;
const OTHER_KINDS = 'other kinds';

/** Tells of messages that are dropped: of each kind one now and then, and how many like it there were before. */
export class DropLog {
  readonly #say: (line: string) => void;
  readonly #lines: SparseLines<string>;
  readonly #untold = new Map<string, number>();

  /** @param quietMs - Of one kind no two lines come closer together, milliseconds. */
  constructor(quietMs: number, nowMs: () => number, say: (line: string) => void) {
    this.#say = say;
    this.#lines = new SparseLines(quietMs, nowMs);
  }

  /** @param named - Whose message of which kind it is. */
  drop(named: string, line: string): void {
    const kind = this.#untold.has(named) || this.#untold.size < KINDS_MAX ? named : OTHER_KINDS;
    const others = this.#untold.get(kind) ?? 0;
    const isDue = this.#lines.isDue(kind);
    this.#untold.set(kind, isDue ? 0 : others + 1);
    if (!isDue) return;
    this.#lines.told(kind);
    this.#say(others === 0 ? line : `${line}, like ${others} others before`);
  }
}
