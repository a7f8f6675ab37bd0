import { CodistillError, type ErrorCode } from '../../proto/errors.js';
import { BackOff } from '../files/back-off.js';
import { LAST_WAITS_MS } from '../files/last-write.js';
import type { Save, Validation } from './ports.js';

/** Troubles of a disk, which may pass while training goes on. */
const PASSING: readonly ErrorCode[] = ['ERR_DISK', 'ERR_RUN_DIR'];

/** The world of a keeper. */
export interface KeeperWorld {
  readonly warn: (message: string) => void;
  readonly nowMs: () => number;
  /** Blocks this thread, which has nothing else to do. */
  readonly sleep: (ms: number) => void;
}

/** A learner as it stands before a step: its last validation, where it was validated just then. */
export type Standing = Omit<Save, 'best'>;

/**
 * Saves a learner's checkpoints, the best one by validation loss too, on a disk that may be full, or gone, for a while.
 */
export class CheckpointKeeper {
  readonly #write: Validation['save'];
  readonly #world: KeeperWorld;
  readonly #backOff: BackOff;
  /** Validation loss of the best checkpoint on the disk. */
  #bestLoss: number;

  constructor({ save, bestLoss }: Pick<Validation, 'save' | 'bestLoss'>, world: KeeperWorld) {
    this.#write = save;
    this.#bestLoss = bestLoss;
    this.#world = world;
    this.#backOff = new BackOff(world.nowMs);
  }

  /** Whether the newest checkpoint could not be written and it is time to try again. */
  get isOwed(): boolean {
    return this.#backOff.hasFailed && this.#backOff.isDue;
  }

  /** Writes a checkpoint, or leaves it for later. */
  save(standing: Standing): void {
    if (this.#backOff.isDue) this.#try(standing);
  }

  /**
   * Writes the last checkpoint of a training, unless it is on the disk.
   *
   * @throws {CodistillError} `ERR_DISK` or `ERR_RUN_DIR` when several tries have failed.
   */
  conclude(standing: Standing): void {
    if (!this.#backOff.hasFailed) return;
    let failure = this.#try(standing);
    for (const waitMs of LAST_WAITS_MS) {
      if (failure === undefined) return;
      this.#world.sleep(waitMs);
      failure = this.#try(standing);
    }
    if (failure !== undefined) throw failure;
  }

  #try(standing: Standing): CodistillError | undefined {
    const loss = standing.validation?.loss ?? Number.POSITIVE_INFINITY;
    const best = loss < this.#bestLoss;
    try {
      this.#write({ ...standing, best });
    } catch (error) {
      if (!(error instanceof CodistillError && PASSING.includes(error.code))) throw error;
      if (!this.#backOff.hasFailed) {
        this.#world.warn(
          `training goes on without new checkpoints, until they can be written: ${error.message}`,
        );
      }
      this.#backOff.failed();
      return error;
    }
    if (best) this.#bestLoss = loss;
    if (this.#backOff.hasFailed) {
      this.#world.warn(`checkpoints can be written again, from step ${standing.step}`);
    }
    this.#backOff.succeeded();
    return undefined;
  }
}

/** Blocks the calling thread, which must not be the main one. */
export function sleepThread(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
