import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BackOff } from '../files/back-off.js';
import { nativeBackend, type Tensor, tf } from './backend.js';
import { runNativeOp } from './native-op.js';

/** TensorBoard scalars of one peer. */
export interface EventFiles {
  /** Writes each named value at a step; non-finite ones too, as TensorBoard shows them. */
  scalars(step: number, values: Readonly<Record<string, number>>): void;
  /** Writes out the events that are still queued. */
  flush(): void;
  /** Writes them out and closes the file. */
  close(): void;
}

/** Most scalars TensorFlow keeps in memory before it writes them by itself. */
const QUEUE_MAX = 100;
/**
 * Points are written out when so long has passed since they last were, milliseconds: whoever is killed loses no more.
 * TensorFlow's own time is looked at with the next point only, and there may be none.
 */
const FLUSH_MS = 1_000;

/** TensorFlow's own writer. That of tfjs cannot be closed, and comes again for a folder that was removed meanwhile. */
interface Writer {
  scalar(name: string, value: number, step: number): void;
  flush(): void;
  close(): void;
}

function openWriter(folder: string): Writer {
  const backend = nativeBackend();
  const resource = backend.summaryWriter(folder) as Tensor;
  try {
    tf.tidy(() => backend.createSummaryFileWriter(resource, folder, QUEUE_MAX, FLUSH_MS));
  } catch (error) {
    resource.dispose();
    throw error;
  }
  return {
    scalar: (name, value, step) => backend.writeScalarSummary(resource, step, name, value),
    flush: () => backend.flushSummaryWriter(resource),
    close() {
      runNativeOp('CloseSummaryWriter', {}, [resource], 0);
      resource.dispose();
    },
  };
}

/**
 * Opens TensorBoard event files: `tensorboard --logdir RUN_DIR/tensorboard` shows every peer as a run.
 *
 * Each life of a peer has a folder of its own, since one that resumes repeats steps which a folder may have only once.
 *
 * A full disk costs points of the curves, never training. Afterwards a new file is begun, since the old one may end in
 * half an event; meanwhile nothing is handed over, because TensorFlow would keep all of it in memory.
 *
 * @param directory - `RUN_DIR/tensorboard/<peer>`; made if missing, and left to an earlier life if not.
 * @param warn - Called when points begin to be lost.
 */
export function openEventFiles(
  directory: string,
  warn: (message: string) => void,
  nowMs: () => number,
): EventFiles {
  const backOff = new BackOff(nowMs);
  const folder = folderOfLife(directory);
  let writer: Writer | undefined;
  let flushedAtMs = Number.NEGATIVE_INFINITY;
  // TensorFlow has one writer for a folder, until that is closed.
  const close = (): void => {
    writer?.close();
    writer = undefined;
  };
  const attempt = (work: (writer: Writer) => void): void => {
    if (!backOff.isDue) return;
    try {
      writer ??= openWriter(folder);
      work(writer);
    } catch (error) {
      if (!backOff.hasFailed) {
        warn(
          `TensorBoard's curves in ${directory} cannot be written until the disk allows it: ${String(error)}`,
        );
      }
      close();
      backOff.failed();
      return;
    }
    backOff.succeeded();
  };
  return {
    scalars(step, values) {
      attempt((open) => {
        for (const [name, value] of Object.entries(values)) open.scalar(name, value, step);
        if (nowMs() - flushedAtMs < FLUSH_MS) return;
        open.flush();
        flushedAtMs = nowMs();
      });
    },
    flush() {
      attempt((open) => open.flush());
    },
    close() {
      if (writer !== undefined) attempt((open) => open.flush());
      close();
    },
  };
}

/** The peer's folder; below it, where an earlier life has written into that, `resumed-1`, `resumed-2` … */
function folderOfLife(directory: string): string {
  if (!existsSync(directory)) return directory;
  const lives = readdirSync(directory).filter((name) => name.startsWith('resumed-')).length;
  return join(directory, `resumed-${lives + 1}`);
}
