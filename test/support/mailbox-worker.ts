/** A thread that exchanges over a mailbox as the trainer does, and tells what it was answered. */
import { parentPort, workerData } from 'node:worker_threads';
import type { MailboxBuffers } from '../../peer/mailbox/buffers.js';
import { TrainerMailbox } from '../../peer/mailbox/trainer-mailbox.js';
import { exchange } from './mailbox-kit.js';

export interface MailboxWork {
  readonly buffers: MailboxBuffers;
  readonly exchanges: number;
  readonly rows: number;
  readonly classes: number;
  readonly timeoutMs: number;
}

/** What came of it: wrong answers in words, and how often no answer came in time. */
export interface MailboxReport {
  readonly wrong: readonly string[];
  readonly unanswered: number;
}

/** Tells the main thread of a call, then of the end. */
export type MailboxWorkerMessage = 'call' | MailboxReport;

/** After this many waits in vain nobody is there: a failing test must not last for ever. */
const UNANSWERED_MAX = 3;

/** The logits of an exchange, and those that teacher t answers. */
export function logitOf(step: number, i: number): number {
  return step + i / 1024;
}
export function taughtLogit(step: number, i: number, t: number): number {
  return logitOf(step, i) * (t + 2);
}

function exchangeAll(work: MailboxWork, post: (message: MailboxWorkerMessage) => void): void {
  const mailbox = new TrainerMailbox(work.buffers, () => post('call'));
  const wrong: string[] = [];
  let unanswered = 0;
  const size = work.rows * work.classes;
  const digest = new Uint8Array(16);
  for (let step = 0; step < work.exchanges && unanswered < UNANSWERED_MAX; step++) {
    const logits = Float32Array.from({ length: size }, (_, i) => logitOf(step, i));
    const samples = { ids: new Uint32Array(0), augmentationSeed: 0, ahead: null };
    const call = { kind: 'exchange', step, epoch: 0, rows: work.rows, digest, logits, ...samples } as const;
    const answer = exchange(mailbox, call, work.timeoutMs);
    if (answer === undefined) {
      unanswered++;
      continue;
    }
    answer.teachers.forEach(({ logits: taught }, t) => {
      const right =
        taught.length === size && taught.every((v, i) => v === Math.fround(taughtLogit(step, i, t)));
      if (!right) wrong.push(`step ${step}: teacher ${t}`);
    });
    if (answer.teachers.length !== step % 3) wrong.push(`step ${step}: ${answer.teachers.length} teachers`);
  }
  post({ wrong: wrong.slice(0, 5), unanswered });
}

const port = parentPort;
if (port !== null) exchangeAll(workerData as MailboxWork, (message) => port.postMessage(message));
