/**
 * A process with one real trainer in it, answered as by an I/O thread that hears no teacher. TensorFlow's addon loads
 * in one worker of a process only, so every trainer of a test needs a process of its own: run this file with a
 * {@link TrainerWork} as JSON; it prints each of the trainer's messages as a line of JSON.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Call, OUTCOME } from '../../peer/mailbox/call.js';
import { IoMailbox } from '../../peer/mailbox/io-mailbox.js';
import type { RestedMessage, TrainerMessage, TrainerOptions } from '../../peer/mailbox/messages.js';
import { kindOf, stepOf } from './mailbox-kit.js';

export interface TrainerWork {
  readonly options: TrainerOptions;
  /** Ordered before training starts. */
  readonly stopAtStep?: number;
  /** Runs that the same thread makes afterwards, if it stays. */
  readonly again?: readonly TrainerOptions[];
  /** The process is killed at the call of this step. */
  readonly killAtStep?: number;
}

/** A message of the trainer without its shared memory, and each exchange that it asked for. */
export type TrainerLine =
  | Exclude<TrainerMessage, { kind: 'ready' | 'call' }>
  | RestedMessage
  | (Omit<Extract<TrainerMessage, { kind: 'ready' }>, 'mailbox'> & { readonly logitsMax: number })
  | { readonly kind: 'exchange'; readonly step: number; readonly request: Call['kind'] };

const PROCESS_MS_MAX = 600_000;

/** Runs a trainer in a process of its own to its end. Never takes longer than ten minutes. */
export async function runTrainerProcess(
  work: TrainerWork,
  environment: NodeJS.ProcessEnv = {},
): Promise<readonly TrainerLine[]> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(work)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
    timeout: PROCESS_MS_MAX,
    killSignal: 'SIGKILL',
  });
  const lines: TrainerLine[] = [];
  for await (const line of createInterface({ input: child.stdout }))
    lines.push(JSON.parse(line) as TrainerLine);
  return lines;
}

function main(work: TrainerWork): void {
  const print = (line: TrainerLine): void => {
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  const worker = new Worker(new URL('../../peer/trainer.js', import.meta.url), { workerData: work.options });
  let io: IoMailbox | undefined;
  const again = [...(work.again ?? [])];
  worker.on('message', (message: TrainerMessage | RestedMessage) => {
    if (message.kind === 'ready') {
      const { mailbox, ...rest } = message;
      io = new IoMailbox(mailbox);
      io.orderStop(work.stopAtStep ?? -1);
      print({ ...rest, logitsMax: mailbox.shape.logitsMax });
      worker.postMessage({ kind: 'start', step: message.step });
    } else if (message.kind === 'call') {
      answer(io!, work, print);
    } else if (message.kind === 'rested') {
      print(message);
      const options = again.shift();
      if (options === undefined) void worker.terminate();
      else worker.postMessage({ kind: 'next', options });
    } else {
      print(message);
    }
  });
}

function answer(io: IoMailbox, work: TrainerWork, print: (line: TrainerLine) => void): void {
  const call = io.openCall!;
  const step = stepOf(call);
  if (step === work.killAtStep) process.kill(process.pid, 'SIGKILL');
  print({ kind: 'exchange', step, request: kindOf(call) });
  io.answer(call, OUTCOME.closed, []);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(JSON.parse(process.argv[2]!) as TrainerWork);
