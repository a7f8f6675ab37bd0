const WAIT_MS_MIN = 1_000;
const WAIT_MS_MAX = 60_000;

/** Says when to try again what has failed: after a second, then twice as long each time, at most a minute. */
export class BackOff {
  readonly #nowMs: () => number;
  #waitMs = 0;
  #dueAtMs = Number.NEGATIVE_INFINITY;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get isDue(): boolean {
    return this.#nowMs() >= this.#dueAtMs;
  }

  /** Time from the last failure until it is due again, milliseconds; 0: nothing has failed. */
  get waitMs(): number {
    return this.#waitMs;
  }

  get hasFailed(): boolean {
    return this.#waitMs > 0;
  }

  failed(): void {
    this.#waitMs = Math.min(Math.max(2 * this.#waitMs, WAIT_MS_MIN), WAIT_MS_MAX);
    this.#dueAtMs = this.#nowMs() + this.#waitMs;
  }

  succeeded(): void {
    this.#waitMs = 0;
    this.#dueAtMs = Number.NEGATIVE_INFINITY;
  }
}
