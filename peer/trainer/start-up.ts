/** Where the time from a peer's start to its first step went. */
export class StartUpClock {
  readonly #nowMs: () => number;
  readonly #partsMs = new Map<string, number>();
  #sinceMs: number;

  /** @param sinceMs - When the process started, on the clock of `nowMs`. */
  constructor(nowMs: () => number, sinceMs: number) {
    this.#nowMs = nowMs;
    this.#sinceMs = sinceMs;
  }

  /** Ends a part: it gets the time since the last one ended. A part may come more than once. */
  end(part: string, atMs: number = this.#nowMs()): void {
    this.#partsMs.set(part, (this.#partsMs.get(part) ?? 0) + atMs - this.#sinceMs);
    this.#sinceMs = atMs;
  }

  /** Milliseconds of each part, in the order in which they first came. */
  get partsMs(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#partsMs);
  }
}
