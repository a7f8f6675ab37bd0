import { tf } from './backend.js';

/** TensorBoard scalars of one peer. */
export interface EventFiles {
  /** Writes each named value at a step; non-finite ones too, as TensorBoard shows them. */
  scalars(step: number, values: Readonly<Record<string, number>>): void;
  /** Writes out the events that are still queued. */
  flush(): void;
}

/** Most scalars TensorFlow keeps in memory, and for how long, before it writes them by itself. */
const QUEUE_MAX = 100;
const FLUSH_MS = 5_000;

/**
 * Opens TensorBoard event files: `tensorboard --logdir RUN_DIR/tensorboard` shows every peer as a run.
 *
 * @param directory - `RUN_DIR/tensorboard/<peer>`; made if missing.
 */
export function openEventFiles(directory: string): EventFiles {
  const writer = tf.node.summaryFileWriter(directory, QUEUE_MAX, FLUSH_MS);
  return {
    scalars(step, values) {
      for (const [name, value] of Object.entries(values)) writer.scalar(name, value, step);
    },
    flush() {
      writer.flush();
    },
  };
}
