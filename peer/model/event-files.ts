import { BackOff } from '../files/back-off.js';
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

type Writer = ReturnType<typeof tf.node.summaryFileWriter>;

/**
 * Opens TensorBoard event files: `tensorboard --logdir RUN_DIR/tensorboard` shows every peer as a run.
 *
 * A full disk costs points of the curves, never training. Afterwards a new file is begun, since the old one may end in
 * half an event; meanwhile nothing is handed over, because TensorFlow would keep all of it in memory.
 *
 * @param directory - `RUN_DIR/tensorboard/<peer>`; made if missing.
 * @param warn - Called when points begin to be lost.
 */
export function openEventFiles(
  directory: string,
  warn: (message: string) => void,
  nowMs: () => number,
): EventFiles {
  const backOff = new BackOff(nowMs);
  let writer: Writer | undefined;
  const attempt = (work: (writer: Writer) => void): void => {
    if (!backOff.isDue) return;
    try {
      writer ??= tf.node.summaryFileWriter(directory, QUEUE_MAX, FLUSH_MS);
      work(writer);
    } catch (error) {
      if (!backOff.hasFailed) {
        warn(
          `TensorBoard's curves in ${directory} cannot be written until the disk allows it: ${String(error)}`,
        );
      }
      writer = undefined;
      backOff.failed();
      return;
    }
    backOff.succeeded();
  };
  return {
    scalars(step, values) {
      attempt((open) => {
        for (const [name, value] of Object.entries(values)) open.scalar(name, value, step);
      });
    },
    flush() {
      attempt((open) => open.flush());
    },
  };
}
