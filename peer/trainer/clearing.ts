import { tf } from '../model/backend.js';

/** Frees what a run leaves in TensorFlow, so that its thread can take another one. */
export class Clearing {
  readonly #before = tf.memory().numTensors;

  /**
   * Frees every variable: networks and optimizers consist of them, and nothing else outlives a step.
   *
   * @returns Whether nothing is left; otherwise the thread is not to be used again.
   */
  clear(): boolean {
    tf.disposeVariables();
    return tf.memory().numTensors === this.#before;
  }
}
