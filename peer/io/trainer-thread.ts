import { Worker } from 'node:worker_threads';
import { CodistillError } from '../../proto/errors.js';
import { bounded } from '../../proto/net/bounded-wait.js';
import type {
  IoMessage,
  NextMessage,
  RestedMessage,
  TrainerMessage,
  TrainerOptions,
} from '../mailbox/messages.js';

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

/** Keeps a trainer's thread from one run to the next: to load TensorFlow takes longer than a small network trains. */
export class TrainerRest {
  #worker: Worker | undefined;

  /** The thread that rests here, which is then no more kept. */
  take(): Worker | undefined {
    const worker = this.#worker;
    this.#worker = undefined;
    return worker;
  }

  keep(worker: Worker): void {
    this.#worker = worker;
  }
}

/**
 * @param url - The compiled trainer.
 * @param rest - Whence the thread is taken, if one rests there, and where it may rest afterwards. Absent: it ends.
 */
export function startTrainer(
  url: URL,
  options: TrainerOptions,
  handlers: TrainerHandlers,
  rest?: TrainerRest,
): TrainerThread {
  const workerData: TrainerOptions = rest === undefined ? options : { ...options, stays: true };
  const rested = rest?.take();
  const worker = rested ?? new Worker(url, { workerData, name: `trainer ${options.peerId}` });
  let state: 'running' | 'rested' | 'exited' = 'running';
  let settle!: () => void;
  const over = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const onMessage = (message: TrainerMessage | RestedMessage): void => {
    if (message.kind === 'rested') {
      state = 'rested';
      settle();
    } else {
      handlers.onMessage(message);
    }
  };
  const onUnreadable = (cause: Error): void =>
    handlers.onDeath(death('a message of the trainer cannot be read', cause));
  const onError = (cause: unknown): void =>
    handlers.onDeath(death(`the trainer thread failed: ${String((cause as Error)?.stack ?? cause)}`, cause));
  const onExit = (code: number): void => {
    state = 'exited';
    settle();
    handlers.onDeath(death(`the trainer thread ended with code ${code} and said nothing`));
  };
  worker.on('message', onMessage).on('messageerror', onUnreadable).on('error', onError).on('exit', onExit);
  rested?.postMessage({ kind: 'next', options: workerData } satisfies NextMessage);
  return {
    tell(message) {
      worker.postMessage(message);
    },
    async end(graceMs) {
      await bounded(over, graceMs);
      if (state === 'exited') return;
      if (state === 'rested') {
        worker.off('message', onMessage).off('messageerror', onUnreadable);
        worker.off('error', onError).off('exit', onExit);
        rest?.keep(worker);
        return;
      }
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
