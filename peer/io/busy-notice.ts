/** Students are told anew this often that the trainer is busy, and believe it for three times as long. */
const REPEAT_MS = 500;
const LEASE_MS = 3 * REPEAT_MS;

/** What students are told. */
export interface BusyWord {
  readonly step: number;
  readonly forMs: number;
}

/** Says again and again that the trainer evaluates or saves, for as long as it does. */
export class BusyNotice {
  #step = 0;
  #untilMs = Number.NEGATIVE_INFINITY;
  #repeatAtMs = Number.POSITIVE_INFINITY;

  /** The trainer will not offer for about so long. */
  begin(step: number, forMs: number, nowMs: number): void {
    this.#step = step;
    this.#untilMs = nowMs + forMs;
    this.#repeatAtMs = nowMs;
  }

  /** The trainer offers again. */
  end(): void {
    this.#repeatAtMs = Number.POSITIVE_INFINITY;
  }

  /**
   * What is to be said now, if anything.
   *
   * @param evaluating - Whether the trainer still says so: an estimate may be too short.
   */
  due(nowMs: number, evaluating: boolean): BusyWord | undefined {
    if (nowMs < this.#repeatAtMs) return undefined;
    if (!evaluating && nowMs > this.#untilMs) {
      this.end();
      return undefined;
    }
    this.#repeatAtMs = nowMs + REPEAT_MS;
    return { step: this.#step, forMs: LEASE_MS };
  }
}
