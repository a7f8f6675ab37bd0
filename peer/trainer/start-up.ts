import type { TrainingStep } from '../graph/training-step.js';

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

/** The same step; `told` is called when the first one is over. */
export function withFirstStepTold(step: TrainingStep, told: () => void): TrainingStep {
  let first = true;
  const done = <Result>(result: Result): Result => {
    if (first) told();
    first = false;
    return result;
  };
  return {
    isPrepared: (rows, epoch) => step.isPrepared(rows, epoch),
    prepare: (rows, epoch) => step.prepare(rows, epoch),
    settle: () => step.settle(),
    dispose: () => step.dispose(),
    formOf: (batch) => step.formOf(batch),
    predict: (batch) => step.predict(batch),
    train: (batch, teach) => done(step.train(batch, teach)),
    trainTaught: (batch, teachings) => done(step.trainTaught(batch, teachings)),
  };
}
