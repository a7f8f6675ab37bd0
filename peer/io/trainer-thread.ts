import { Worker } from 'node:worker_threads';
import { CodistillError } from '../../proto/errors.js';
import { bounded } from '../../proto/net/bounded-wait.js';
import type { IoMessage, TrainerMessage, TrainerOptions } from '../mailbox/messages.js';

/** The trainer's worker thread as the I/O thread handles it. */
export interface TrainerThread {
  tell(message: IoMessage): void;
  /** Ends the thread: by itself within `graceMs`, otherwise by force. Never waits much longer than that. */
  end(graceMs: number): Promise<void>;
}

export interface TrainerHandlers {
  readonly onMessage: (message: TrainerMessage) => void;
  /** It ended, or failed, without having said so in a message. */
  readonly onDeath: (error: CodistillError) => void;
}

/** How long a terminated thread may take: native code cannot be interrupted. */
const TERMINATE_MS = 1_000;

/** @param url - The compiled trainer. */
export function startTrainer(url: URL, options: TrainerOptions, handlers: TrainerHandlers): TrainerThread {
  const worker = new Worker(url, { workerData: options, name: `trainer ${options.peerId}` });
  let exited = false;
  const exit = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      exited = true;
      resolve();
      handlers.onDeath(death(`the trainer thread ended with code ${code} and said nothing`));
    });
  });
  worker.on('message', (message: TrainerMessage) => handlers.onMessage(message));
  worker.on('messageerror', (cause) =>
    handlers.onDeath(death('a message of the trainer cannot be read', cause)),
  );
  worker.on('error', (cause) => {
    handlers.onDeath(death(`the trainer thread failed: ${String((cause as Error)?.stack ?? cause)}`, cause));
  });
  return {
    tell(message) {
      worker.postMessage(message);
    },
    async end(graceMs) {
      await bounded(exit, graceMs);
      if (exited) return;
      await bounded(worker.terminate(), TERMINATE_MS);
      worker.unref();
    },
  };
}

function death(message: string, cause?: unknown): CodistillError {
  return new CodistillError('ERR_INTERNAL', message, {
    fix: 'see the log of this peer',
    ...(cause === undefined ? {} : { cause }),
  });
}
