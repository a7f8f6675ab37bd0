import type { RunSpec } from '../../proto/run-spec.js';
import type { Ending } from './closing-text.js';
import type { LiveView } from './live-view.js';
import type { RunDirectory } from './run-directory.js';
import type { RunSummary } from './summary.js';

/** The ways in which a run may be stopped from outside. */
export interface StopHandlers {
  /** All peers stop at one step near by; `why` is told to the user. */
  stop(why: string): void;
  /** Ends every process at once. */
  kill(): void;
}

/** A listener to those who may stop a run. */
export interface Stops {
  /** Whether the run was asked to stop. */
  readonly interrupted: () => boolean;
  /** Stops listening. */
  release(): void;
}

/** The end of a run, besides its summary. */
export interface RunEnding extends Omit<Ending, 'args'> {
  /** Whether another machine has begun the run. */
  readonly isGuest: boolean;
  /** Whether it could not train at all. */
  readonly failed: boolean;
}

/** Where a run is shown, and whence it is stopped: a terminal, or a program. */
export interface Stage {
  /** A line from before the run has a view. */
  readonly say: (line: string) => void;
  /** @param here - The peers of this machine. @default all */
  openView(directory: RunDirectory, spec: RunSpec, here?: readonly string[]): LiveView;
  onStop(handlers: StopHandlers): Stops;
  /** The last word; a failure is thrown after it. */
  conclude(directory: RunDirectory, summary: RunSummary, ending: RunEnding): void;
}
