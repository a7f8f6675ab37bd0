import { type LaunchedRun, type LaunchSettings, launchInStudy } from './launched-run.js';
import { remainingSeconds } from './remaining-time.js';
import {
  isToDo,
  prepareRun,
  type RunFailure,
  type RunPlace,
  recordFailure,
  stateOf,
} from './study-directory.js';

/** The display of a study while its runs go on. */
export interface StudyView {
  started(place: RunPlace): void;
  /** @param share - Of the run's steps, 0 to 1. */
  moved(place: RunPlace, share: number): void;
  /** @param failure - `null` when it ended as it should. */
  ended(place: RunPlace, seconds: number, failure: RunFailure | null): void;
  /** @param seconds - About how long all still takes; `null` while nothing tells. */
  progress(done: number, total: number, secondsLeft: number | null): void;
  /** A line of our own. */
  say(line: string): void;
  close(): void;
}

export interface StudyRunOptions {
  readonly places: readonly RunPlace[];
  readonly parallel: number;
  /** A run begins while the one before it is scored, whose processor time its own measured times then feel. */
  readonly scoresAside: boolean;
  readonly settings: LaunchSettings;
  readonly retryFailed: boolean;
  /** A run that was killed half-way goes on from its checkpoints, instead of beginning again. */
  readonly resume: boolean;
  readonly view: StudyView;
  /** Aborted: the runs under way are asked to end, and no other is begun. */
  readonly interruption: AbortSignal;
  readonly nowMs: () => number;
}

/** A study under way: the runs of it that are not done yet, several at once. */
export class StudyRun {
  readonly #options: StudyRunOptions;
  readonly #waiting: RunPlace[];
  readonly #running = new Map<RunPlace, { run: LaunchedRun; startMs: number; share: number | null }>();
  readonly #ended: { variant: string; seconds: number }[] = [];
  #done: number;

  constructor(options: StudyRunOptions) {
    this.#options = options;
    const { places, retryFailed } = options;
    const states = places.map((place) => ({ place, state: stateOf(place) }));
    this.#waiting = places.filter((place) => isToDo(place, retryFailed));
    this.#done = places.length - this.#waiting.length;
    for (const { place, state } of states) {
      if (state.kind === 'done')
        this.#ended.push({ variant: place.run.variant, seconds: state.summary.wallSeconds });
    }
  }

  /** Resolves when every run has ended, or, once interrupted, those that were under way. */
  async finish(): Promise<void> {
    const { parallel, scoresAside, interruption, view } = this.#options;
    const stop = (): void => {
      for (const { run } of this.#running.values()) run.stop();
    };
    interruption.addEventListener('abort', stop, { once: true });
    this.#showProgress();
    const worker = async (): Promise<void> => {
      let scored = Promise.resolve();
      try {
        while (!interruption.aborted) {
          const place = this.#waiting.shift();
          if (place === undefined) return;
          const { trained, ended } = this.#begin(place);
          ended.catch(() => {}); // it is waited for below
          await (scoresAside ? trained : ended);
          await scored; // no more than one at a time
          scored = ended;
        }
      } finally {
        await scored;
      }
    };
    try {
      await Promise.all(Array.from({ length: parallel }, worker));
    } finally {
      interruption.removeEventListener('abort', stop);
      view.close();
    }
  }

  /** Ends every process of the runs under way at once. */
  kill(): void {
    for (const { run } of this.#running.values()) run.kill();
  }

  #begin(place: RunPlace): { readonly trained: Promise<void>; readonly ended: Promise<void> } {
    const { settings, view, nowMs, resume } = this.#options;
    prepareRun(place, resume);
    const startMs = nowMs();
    const run = launchInStudy(place, settings, (line) => {
      const share = shareOf(line);
      const entry = this.#running.get(place);
      if (share === null || entry === undefined) return;
      entry.share = share;
      view.moved(place, share);
      this.#showProgress();
    });
    this.#running.set(place, { run, startMs, share: null });
    view.started(place);
    return { trained: run.trained, ended: this.#ending(place, run, startMs) };
  }

  async #ending(place: RunPlace, run: LaunchedRun, startMs: number): Promise<void> {
    const { view, interruption, nowMs } = this.#options;
    const failure = await run.ended;
    this.#running.delete(place);
    const seconds = (nowMs() - startMs) / 1000;
    const isDone = failure === null && stateOf(place).kind === 'done';
    // What an interruption ended is no failure; it is begun again the next time.
    if (!isDone && interruption.aborted) return;
    const reason = isDone
      ? null
      : (failure ?? { code: 'ERR_INTERNAL', message: 'it ended without a summary' });
    if (reason !== null) recordFailure(place, reason);
    else this.#ended.push({ variant: place.run.variant, seconds });
    this.#done += 1;
    view.ended(place, seconds, reason);
    this.#showProgress();
  }

  #showProgress(): void {
    const { places, parallel, view, nowMs } = this.#options;
    const running = [...this.#running].map(([{ run }, { startMs, share }]) => ({
      variant: run.variant,
      seconds: (nowMs() - startMs) / 1000,
      share,
    }));
    const waiting = this.#waiting.map(({ run }) => run.variant);
    const left = remainingSeconds({ ended: this.#ended, running, waiting, parallel });
    view.progress(this.#done, places.length, left);
  }
}

/** The share of its steps that a peer has done, from a line of the launcher's. */
function shareOf(line: string): number | null {
  const match = /: epoch \d+, step (\d+)\/(\d+)/.exec(line);
  return match === null ? null : Number(match[1]) / Number(match[2]);
}
