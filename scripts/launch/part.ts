import type { CodistillError } from '../../proto/errors.js';
import type { RunOwner } from '../join/run-owner.js';
import type { WatchOptions } from '../net/watch.js';
import type { Guest } from './guest.js';
import type { LiveView } from './live-view.js';
import type { Cohort } from './processes.js';
import type { RunScores } from './summary.js';

/** The outcome of bringing results together. */
export interface Brought {
  /** A result that did not come to where the run was begun. */
  readonly loss?: CodistillError | undefined;
  /** Of the peers of this machine, where they have been scored already. */
  readonly scores?: RunScores | undefined;
}

/** The course of that part: how the run is watched, and its end. */
export interface PartCourse extends Pick<WatchOptions, 'member' | 'onOpen' | 'onTrouble'> {
  /** Brings results to where the run was begun, when the peers of this machine have ended and its server has not. */
  bring(): Promise<Brought>;
}

/** The part that a machine has in a run which several share. */
export interface Part {
  /** The peers that it runs. */
  readonly here: readonly string[];
  /** Peers that a scheduler starts with this run directory, elsewhere: they want keys. */
  readonly units?: readonly string[];
  /** Of the machine that lets the others in. */
  readonly owner?: RunOwner;
  /** Of a machine that was let in. */
  readonly guest?: Guest;
  /** Begins with the run. */
  begin(view: LiveView, cohort: Cohort): PartCourse;
  close(): Promise<void>;
}
