import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { tf } from '../model/backend.js';

/** A collection takes as long as a run of a few steps; so many runs of a small network leave a few megabytes. */
const RUNS_A_COLLECTION = 8;

/** Frees what a run leaves, so that its thread can take another one. */
export class Clearing {
  readonly #before = tf.memory().numTensors;
  readonly #collect: () => void;
  #runs = 0;

  constructor() {
    setFlagsFromString('--expose-gc');
    this.#collect = runInNewContext('gc') as () => void;
  }

  /**
   * Frees every variable, as networks and optimizers consist of them, and nothing else outlives a step; and now and then
   * the memory of all objects, which would otherwise stay until much more has gathered.
   *
   * @returns Whether no tensor is left; otherwise the thread is not to be used again.
   */
  clear(): boolean {
    tf.disposeVariables();
    this.#runs++;
    if (this.#runs % RUNS_A_COLLECTION === 0) this.#collect();
    return tf.memory().numTensors === this.#before;
  }
}
