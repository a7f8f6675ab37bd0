import type { RunSpec } from '../../proto/run-spec.js';
import type { LiveView } from '../launch/live-view.js';
import type { RunDirectory } from '../launch/run-directory.js';
import type { Stage, StopHandlers, Stops } from '../launch/stage.js';
import type { RunSummary } from '../launch/summary.js';
import { initialView, updateView, type ViewEvent } from '../launch/view-state.js';
import { GrowingMetrics } from './metric-row.js';
import { type RunEvent, runEvents } from './run-event.js';

/** Shows a run to a program, as events, and lets it be stopped by a call: no signal is listened to, nothing printed. */
export class ProgramStage implements Stage {
  /** Resolves when the run has its directory. */
  readonly opened: Promise<Pick<RunDirectory, 'runId' | 'path'>>;
  readonly #tell: (event: RunEvent) => void;
  #open: (directory: RunDirectory) => void = () => {};
  #metrics: GrowingMetrics | undefined;
  #handlers: StopHandlers | undefined;
  #asked: string | undefined;

  constructor(tell: (event: RunEvent) => void) {
    this.#tell = tell;
    this.opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  readonly say = (text: string): void => this.#tell({ kind: 'notice', text });

  openView(directory: RunDirectory, spec: RunSpec): LiveView {
    const { runId, path: runDir, resumed } = directory;
    const tell = this.#tell;
    tell({ kind: 'started', runId, runDir, resumed, spec });
    this.#open(directory);
    this.#metrics = new GrowingMetrics(directory.metricsFile);
    let state = initialView(spec);
    return {
      get state() {
        return state;
      },
      say: this.say,
      show: (event: ViewEvent) => {
        this.#tellMetrics();
        const before = state;
        state = updateView(before, event);
        runEvents(before, state, event).forEach(tell);
      },
      close() {},
    };
  }

  onStop(handlers: StopHandlers): Stops {
    this.#handlers = handlers;
    if (this.#asked !== undefined) handlers.stop(this.#asked);
    return {
      interrupted: () => this.#asked !== undefined,
      release: () => {
        this.#handlers = undefined;
      },
    };
  }

  conclude(_directory: RunDirectory, summary: RunSummary): void {
    this.#handlers = undefined; // it is over: nothing can be stopped any more
    this.#tellMetrics();
    this.#tell({ kind: 'finished', summary });
  }

  #tellMetrics(): void {
    for (const row of this.#metrics?.take() ?? []) this.#tell({ kind: 'metrics', row });
  }

  /** Asks the run to stop soon, also before it has begun; a second call does nothing. */
  stop(why: string): void {
    if (this.#asked !== undefined) return;
    this.#asked = why;
    this.#handlers?.stop(why);
  }
}
