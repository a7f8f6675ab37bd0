/** Share of the time so far that has to pass between two lines about one thing: a log of days is not a million lines. */
const QUIET_SHARE = 0.02;

/** Tells when the next line about each of several things that go on is due: the longer it all takes, the more seldom. */
export class SparseLines<Thing> {
  readonly #quietMs: number;
  readonly #nowMs: () => number;
  readonly #startMs: number;
  readonly #lastMs = new Map<Thing, number>();

  /** @param quietMs - Of a thing without news a line is due after this long without one, milliseconds. */
  constructor(quietMs: number, nowMs: () => number) {
    this.#quietMs = quietMs;
    this.#nowMs = nowMs;
    this.#startMs = nowMs();
  }

  /** Whether a line is due; one that was never told of is due at once. */
  isDue(thing: Thing, isNews = false): boolean {
    const nowMs = this.#nowMs();
    const sparseMs = QUIET_SHARE * (nowMs - this.#startMs);
    const quietMs = nowMs - (this.#lastMs.get(thing) ?? Number.NEGATIVE_INFINITY);
    return quietMs >= (isNews ? sparseMs : Math.max(this.#quietMs, sparseMs));
  }

  told(thing: Thing): void {
    this.#lastMs.set(thing, this.#nowMs());
  }
}
