/** Time and samples: where a peer's time goes. Pauses (validation, checkpoints) count for nothing. */
export class Meter {
  readonly #nowMs: () => number;
  readonly #startedMs: number;
  #pausedMs = 0;
  #waitedMs = 0;
  #waitedForDataMs = 0;
  #samples = 0;
  #recentSamples = 0;
  #recentFromMs: number;
  #lastPauseMs = 0;
  recentSamplesPerSecond = 0;
  /** Age of the oldest weights that ever taught, in steps. */
  stalenessStepsMax = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#startedMs = nowMs();
    this.#recentFromMs = this.#startedMs;
  }

  count(samples: number): void {
    this.#samples += samples;
    this.#recentSamples += samples;
    const elapsedMs = this.#nowMs() - this.#recentFromMs;
    if (elapsedMs < 500) return;
    this.recentSamplesPerSecond = (this.#recentSamples / elapsedMs) * 1000;
    this.#recentSamples = 0;
    this.#recentFromMs = this.#nowMs();
  }

  /** Waiting for the cohort. */
  wait<R>(blocking: () => R): R {
    const fromMs = this.#nowMs();
    const result = blocking();
    this.#waitedMs += this.#nowMs() - fromMs;
    return result;
  }

  /** Taking a batch: next to nothing unless the batch is not ready. */
  waitForData<R>(blocking: () => R): R {
    const fromMs = this.#nowMs();
    const result = blocking();
    this.#waitedForDataMs += this.#nowMs() - fromMs;
    return result;
  }

  pause(work: () => void): void {
    const fromMs = this.#nowMs();
    work();
    this.#lastPauseMs = this.#nowMs() - fromMs;
    this.#pausedMs += this.#lastPauseMs;
    this.#recentFromMs += this.#lastPauseMs;
  }

  /** Weights of that age, in steps, taught this step. */
  age(steps: number): void {
    this.stalenessStepsMax = Math.max(this.stalenessStepsMax, steps);
  }

  /** Upper bound on the next pause, milliseconds, estimated from the last one. */
  get pauseEstimateMs(): number {
    return this.#lastPauseMs === 0 ? 60_000 : 3 * this.#lastPauseMs + 1_000;
  }

  /** Time since the start, without pauses. */
  get trainingMs(): number {
    return Math.max(this.#nowMs() - this.#startedMs - this.#pausedMs, 1e-6);
  }

  get samplesPerSecond(): number {
    return (this.#samples / this.trainingMs) * 1000;
  }

  /** Share of the training time spent waiting for the cohort. */
  get waitFraction(): number {
    return this.#waitedMs / this.trainingMs;
  }

  /** Share of the training time spent waiting for batches. */
  get dataWaitFraction(): number {
    return this.#waitedForDataMs / this.trainingMs;
  }
}
