import { Leftovers } from '../../proto/leftovers.js';
import { tf } from '../model/backend.js';

/** Frees what a run leaves, so that its thread can take another one. */
export class Clearing {
  readonly #before = tf.memory().numTensors;
  readonly #leftovers = new Leftovers();

  /**
   * Frees every variable: networks and optimizers consist of them, and nothing else outlives a step.
   *
   * @returns Whether no tensor is left; otherwise the thread is not to be used again.
   */
  clear(): boolean {
    tf.disposeVariables();
    this.#leftovers.runEnded();
    return tf.memory().numTensors === this.#before;
  }
}
