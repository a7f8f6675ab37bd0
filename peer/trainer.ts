/**
 * The trainer: the one thread of a peer that owns TensorFlow. It blocks while it waits for its teachers, so all I/O
 * with the cohort lives on the main thread (`main.ts`); the two share a mailbox.
 */
import process from 'node:process';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { CodistillError } from '../proto/errors.js';
import { isFrozen } from '../proto/run-spec.js';
import { schemeOf } from '../proto/scheme.js';
import { KeptDataset } from './data/kept-dataset.js';
import { KeptSession } from './graph/kept-session.js';
import type {
  IoMessage,
  NextMessage,
  RestedMessage,
  TrainerMessage,
  TrainerOptions,
} from './mailbox/messages.js';
import { Clearing } from './trainer/clearing.js';
import { runFrozenTeacher } from './trainer/frozen-teacher.js';
import { runLearner } from './trainer/learner.js';
import { machineNumerics } from './trainer/machine-numerics.js';
import type { Thread } from './trainer/set-up.js';
import { StartUpClock } from './trainer/start-up.js';
import { TrainerInbox } from './trainer/trainer-inbox.js';

/** @param sinceMs - When the start of this run began, milliseconds since 1970. */
async function run(
  port: MessagePort,
  options: TrainerOptions,
  sinceMs: number,
  kept: Thread['kept'],
): Promise<void> {
  const startUp = new StartUpClock(() => performance.timeOrigin + performance.now(), sinceMs);
  startUp.end('process', options.threadStartedAtMs);
  startUp.end('library');
  const inbox = new TrainerInbox(port);
  const post = (message: TrainerMessage): void => port.postMessage(message);
  const scheme = schemeOf(options.spec);
  const numerics = machineNumerics(process.env);
  const warn = (message: string): void => post({ kind: 'warning', message });
  const nowMs = (): number => performance.now();
  const thread = { options, scheme, numerics, inbox, post, warn, nowMs, startUp, kept };
  await (isFrozen(options.spec, options.peerId) ? runFrozenTeacher(thread) : runLearner(thread));
  inbox.close();
}

/** One run after the other, as long as nothing is left of the one before. */
async function runAll(port: MessagePort, first: TrainerOptions): Promise<void> {
  const clearing = new Clearing();
  let options = first;
  const kept = options.stays === true ? { session: new KeptSession(), data: new KeptDataset() } : undefined;
  await run(port, options, performance.timeOrigin, kept);
  while (options.stays === true && !isFrozen(options.spec, options.peerId) && clearing.clear()) {
    options = await nextRun(port);
    await run(port, options, options.threadStartedAtMs ?? Date.now(), kept);
  }
}

/** Says that there is room for another run, and waits for it. What still comes for the last one is for nobody. */
function nextRun(port: MessagePort): Promise<TrainerOptions> {
  return new Promise((resolve) => {
    const receive = (message: IoMessage | NextMessage): void => {
      if (message.kind !== 'next') return;
      port.off('message', receive);
      resolve(message.options);
    };
    port.on('message', receive);
    port.postMessage({ kind: 'rested' } satisfies RestedMessage);
  });
}

function failure(error: unknown): TrainerMessage {
  if (error instanceof CodistillError) {
    const { code, message, fix, facts } = error;
    const step = typeof facts.step === 'number' ? facts.step : 0;
    return { kind: 'failed', step, code, message, fix, facts };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    kind: 'failed',
    step: 0,
    code: 'ERR_INTERNAL',
    message: text,
    fix: 'this is a bug: please report it',
    facts: {},
  };
}

const port = parentPort;
if (port === null) throw new Error('trainer.ts runs in a worker thread that main.ts starts');
runAll(port, workerData as TrainerOptions)
  .catch((error: unknown) => port.postMessage(failure(error)))
  .finally(() => port.unref()); // its listener would keep this thread alive
