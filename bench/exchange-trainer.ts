/**
 * A trainer thread without TensorFlow: exchanges logits step after step, as fast as answers come, and notes how long
 * each exchange took. Everything around it is the product: mailbox, I/O thread, cores, ZeroMQ. What it should do comes
 * as JSON in `dataDir`, see {@link ExchangeWork}; what came of it goes to `metrics.jsonl`, see {@link ExchangeSpans}.
 */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { createMailbox } from '../peer/mailbox/buffers.js';
import {
  type StartMessage,
  type TrainerMessage,
  type TrainerOptions,
  UNTRAINED,
} from '../peer/mailbox/messages.js';
import { TrainerMailbox } from '../peer/mailbox/trainer-mailbox.js';
import { TRAINER_STATE } from '../proto/codec.js';
import { batchDigest } from '../proto/identity.js';
import { mainThreadMs } from './thread-time.js';

/** Exchanges of one batch size, one after the other. */
export interface ExchangeStage {
  readonly rows: number;
  /** Not noted: code that runs for the first time, links that are not up yet. */
  readonly warmUps: number;
  readonly exchanges: number;
}

export interface ExchangeWork {
  readonly classes: number;
  readonly stages: readonly ExchangeStage[];
  /** Steps begin no closer together, milliseconds. @default as fast as answers come */
  readonly stepMs?: number;
  /** Teachers in each answer. @default all others */
  readonly teachers?: number;
}

/** One line of `metrics.jsonl` for each stage and peer. */
export interface ExchangeSpans {
  readonly kind: 'spans';
  readonly peer: string;
  readonly rows: number;
  /** From the call to its answer, milliseconds, in order. */
  readonly spansMs: readonly number[];
  /** First call to last return, milliseconds. */
  readonly elapsedMs: number;
  /** Noted exchanges that a teacher was missing in. */
  readonly incomplete: number;
  /** Processor time of the main thread meanwhile, milliseconds; NaN: not known, `null` as JSON. */
  readonly mainThreadMs: number | null;
  /** When the noted exchanges began, milliseconds since 1970. */
  readonly fromMs: number;
}

const TIMEOUT_MS = 60_000;

async function exchangeAll(options: TrainerOptions): Promise<void> {
  const post = (message: TrainerMessage): void => parentPort!.postMessage(message);
  const work = JSON.parse(options.dataDir ?? '') as ExchangeWork;
  const rowsMax = Math.max(...work.stages.map((stage) => stage.rows));
  const buffers = createMailbox({
    peerIds: options.spec.peers.map(({ id }) => id),
    classes: work.classes,
    logitsMax: rowsMax * work.classes,
    samplesMax: rowsMax,
  });
  const mailbox = new TrainerMailbox(buffers, () => post({ kind: 'call' }));
  mailbox.setProgress(TRAINER_STATE.ready, 0, 0);
  const started = once(parentPort!, 'message');
  post({
    kind: 'ready',
    mailbox: buffers,
    dataDigest: 'none',
    classNames: [],
    classes: work.classes,
    positions: 1,
    featureShapes: new Map(),
    stepsTotal: stepsOf(work),
    step: 0,
    checkpointSteps: [0],
    device: 'none',
    numerics: '',
    parameters: 0,
  });
  const [start] = (await started) as [StartMessage];
  let { step } = start;
  for (const stage of work.stages) {
    post({ kind: 'record', record: { ...runStage(mailbox, options, work, stage, step) } });
    step += stage.warmUps + stage.exchanges;
  }
  mailbox.setProgress(TRAINER_STATE.finished, step, 0);
  const result = { ...UNTRAINED, steps: step };
  post({ kind: 'finished', step, result });
}

export function stepsOf(work: ExchangeWork): number {
  return work.stages.reduce((sum, { warmUps, exchanges }) => sum + warmUps + exchanges, 0);
}

function runStage(
  mailbox: TrainerMailbox,
  options: TrainerOptions,
  { classes, stepMs = 0, teachers = options.spec.peers.length - 1 }: ExchangeWork,
  stage: ExchangeStage,
  startStep: number,
): ExchangeSpans {
  const { rows, warmUps, exchanges } = stage;
  const clock = new Int32Array(new SharedArrayBuffer(4));
  const beganMs = performance.now();
  const logits = Float32Array.from({ length: rows * classes }, (_, i) => (i % 1_000) / 100);
  const spansMs: number[] = [];
  let incomplete = 0;
  let elapsedFromMs = 0;
  let threadFromMs = 0;
  for (let i = 0; i < warmUps + exchanges; i++) {
    const step = startStep + i;
    logits[0] = step; // no two predictions are the same
    const digest = batchDigest(Uint32Array.of(step), 0);
    const samples = { ids: new Uint32Array(0), augmentationSeed: 0, ahead: null };
    const call = { kind: 'exchange', step, epoch: 0, rows, digest, logits, ...samples } as const;
    mailbox.setProgress(TRAINER_STATE.training, step, 0);
    const earlyMs = beganMs + i * stepMs - performance.now();
    if (earlyMs > 0) Atomics.wait(clock, 0, 0, earlyMs);
    if (i === warmUps) {
      elapsedFromMs = performance.now();
      threadFromMs = mainThreadMs();
    }
    const fromMs = performance.now();
    mailbox.call(call);
    const answer = mailbox.takeAnswer(TIMEOUT_MS);
    const spanMs = performance.now() - fromMs;
    if (answer === undefined) throw new Error(`the I/O thread did not answer at step ${step}`);
    if (i < warmUps) continue;
    spansMs.push(spanMs);
    if (answer.teachers.length < teachers) incomplete++;
  }
  const elapsedMs = performance.now() - elapsedFromMs;
  const spentMs = mainThreadMs() - threadFromMs;
  const fromMs = performance.timeOrigin + elapsedFromMs;
  return {
    kind: 'spans',
    peer: options.peerId,
    rows,
    spansMs,
    elapsedMs,
    incomplete,
    mainThreadMs: spentMs,
    fromMs,
  };
}

if (parentPort !== null) await exchangeAll(workerData as TrainerOptions);
