import { type CheckpointExpectation, loadNewestCheckpoint } from '../files/checkpoint.js';
import type { Checkpoint } from '../files/checkpoint-format.js';
import { checkpointSteps, dropCheckpointsAfter, loadCheckpointOf } from '../files/checkpoint-steps.js';
import type { TrainingState } from '../model/training-state.js';
import { countsFrom, NO_COUNTS, type TrainingCounts } from './training-counts.js';

/** The training state of a network, taken out and put back. */
export interface Restorable {
  readonly collect: () => TrainingState;
  /** Looks whether a checkpoint is of the data at hand. */
  readonly check: (checkpoint: Checkpoint) => void;
  readonly restore: (state: TrainingState) => void;
}

/** The scores and counts that a checkpoint remembers. */
export interface Remembered {
  /** Best validation loss so far; infinite without one. */
  readonly bestLoss: number;
  /** Of the newest validation. */
  readonly accuracy: number | undefined;
  readonly counts: TrainingCounts;
}

const NOTHING: Remembered = { bestLoss: Number.POSITIVE_INFINITY, accuracy: undefined, counts: NO_COUNTS };

/** A network that begins from one of its checkpoints: the newest is restored at once, an older one where the cohort says so. */
export class Resumption {
  /** Step of the newest checkpoint, 0 without one. */
  readonly newestStep: number;
  /** Steps that it can begin from, ascending; 0 are its first weights. */
  readonly steps: readonly number[];
  readonly #directory: string;
  readonly #expect: CheckpointExpectation;
  readonly #network: Restorable;
  readonly #newest: Remembered;
  /** The first weights, while they are one of the choices. */
  readonly #first: TrainingState | undefined;

  /** @param everySteps - Steps from one checkpoint to the next. */
  constructor(directory: string, expect: CheckpointExpectation, everySteps: number, network: Restorable) {
    this.#directory = directory;
    this.#expect = expect;
    this.#network = network;
    const newest = loadNewestCheckpoint(directory, expect);
    this.steps = checkpointSteps(directory, newest, everySteps, expect);
    this.newestStep = newest?.step ?? 0;
    this.#newest = newest === undefined ? NOTHING : remembered(newest);
    if (newest === undefined) return;
    network.check(newest);
    if (this.steps[0] === 0) this.#first = network.collect();
    network.restore(newest);
  }

  /**
   * Makes the network the one that begins at a step: where this is the step of an older checkpoint, that one is loaded,
   * and then, not before, the newer ones are removed.
   *
   * @throws {CodistillError} `ERR_CHECKPOINT_CORRUPT` when the checkpoint is damaged; then nothing was changed.
   */
  beginAt(step: number): Remembered {
    if (step >= this.newestStep) return this.#newest;
    const older = step === 0 ? undefined : loadCheckpointOf(this.#directory, step, this.#expect);
    this.#network.restore(older ?? this.#first!);
    dropCheckpointsAfter(this.#directory, step);
    return older === undefined ? NOTHING : remembered(older);
  }
}

function remembered({ metrics, step }: Checkpoint): Remembered {
  const { bestValidationLoss, newestValidationAccuracy } = metrics;
  return {
    bestLoss: bestValidationLoss ?? NOTHING.bestLoss,
    accuracy: newestValidationAccuracy,
    counts: countsFrom(metrics, step),
  };
}
