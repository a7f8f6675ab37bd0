/**
 * A trainer thread without TensorFlow: offers recognisable logits for a given number of steps and checks what it is
 * taught. What it should do comes as JSON in `dataDir`, see {@link FakeTraining}.
 */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { createMailbox } from '../../peer/mailbox/buffers.js';
import { OUTCOME } from '../../peer/mailbox/call.js';
import { type TrainerMessage, type TrainerOptions, UNTRAINED } from '../../peer/mailbox/messages.js';
import { TrainerMailbox } from '../../peer/mailbox/trainer-mailbox.js';
import { PHASE, TRAINER_STATE } from '../../proto/codec.js';
import { batchDigest } from '../../proto/identity.js';
import { exchange } from './mailbox-kit.js';

export interface FakeTraining {
  readonly stepsTotal: number;
  readonly stepMs: number;
  /** Step of its newest checkpoint. */
  readonly resumesAt?: number;
  /** Throws, exits or hangs before this step. */
  readonly throwAt?: number;
  readonly exitAt?: number;
  readonly hangAt?: number;
  /** Trains on other samples than the others from this step on. */
  readonly otherBatchAt?: number;
  /** Evaluates so long after this step. */
  readonly evaluateAt?: number;
  readonly evaluateMs?: number;
}

export const FAKE_ROWS = 128;
export const FAKE_CLASSES = 10;
const FAKE_RECORD_STEPS = 10;

/** The logit that a peer predicts throughout a step's batch. */
export function fakeLogit(peer: number, step: number, phase: number): number {
  return peer * 10_000 + step + phase * 0.5;
}

const options = workerData as TrainerOptions;
const port = parentPort;
if (port !== null) await train();

async function train(): Promise<void> {
  const post = (message: TrainerMessage): void => port!.postMessage(message);
  const training = JSON.parse(options.dataDir ?? '{}') as FakeTraining;
  const buffers = createMailbox({
    peerIds: options.spec.peers.map(({ id }) => id),
    classes: FAKE_CLASSES,
    logitsMax: FAKE_ROWS * FAKE_CLASSES,
    samplesMax: FAKE_ROWS,
  });
  const mailbox = new TrainerMailbox(buffers, () => post({ kind: 'call' }));
  const { resumesAt = 0 } = training;
  mailbox.setProgress(TRAINER_STATE.ready, resumesAt, 0);
  const started = once(port!, 'message');
  post({
    kind: 'ready',
    mailbox: buffers,
    dataDigest: 'fake',
    classNames: [],
    classes: FAKE_CLASSES,
    positions: 1,
    featureShapes: new Map(),
    stepsTotal: training.stepsTotal,
    step: resumesAt,
    checkpointSteps: [resumesAt],
    device: 'none',
    numerics: '',
    parameters: 1,
  });
  const [start] = (await started) as [{ step: number }];
  const steps: number[] = [];
  let step = start.step;
  while (step < training.stepsTotal && !(mailbox.stopAtStep >= 0 && step >= mailbox.stopAtStep)) {
    const seek = mailbox.takeSeekStep();
    if (seek > step) step = seek;
    mailbox.setProgress(TRAINER_STATE.training, step, 0);
    if (step === training.throwAt) throw new Error('a fault of the trainer');
    if (step === training.exitAt) process.exit(7);
    if (step === training.hangAt) for (;;) block(1_000);
    block(training.stepMs);
    const teachers = teach(mailbox, training, step);
    steps.push(teachers);
    if (step % FAKE_RECORD_STEPS === 0)
      post({ kind: 'record', record: { kind: 'step', peer: options.peerId, step, teachers } });
    step++;
    if (step === training.evaluateAt) {
      mailbox.setProgress(TRAINER_STATE.evaluating, step, 0);
      post({ kind: 'busy', step, forMs: training.evaluateMs ?? 0 });
      block(training.evaluateMs ?? 0);
      post({ kind: 'evaluation', step, epoch: 0, validationAccuracy: 0.5, validationLoss: 1 });
    }
  }
  mailbox.setProgress(TRAINER_STATE.finished, step, 0);
  post({
    kind: 'record',
    record: { kind: 'taught', peer: options.peerId, from: start.step, teachers: steps },
  });
  const trainedSteps = steps.length;
  const result = { ...UNTRAINED, steps: step, trainedSteps, validationAccuracy: 0.5, samplesPerSecond: 1 };
  post({ kind: 'finished', step, result });
}

/** One exchange; returns how many teachers there were. */
function teach(mailbox: TrainerMailbox, training: FakeTraining, step: number): number {
  const peers = options.spec.peers.map((peer) => peer.id).sort();
  const self = peers.indexOf(options.peerId);
  const sequential = options.spec.distillation.update === 'sequential';
  const seed = training.otherBatchAt !== undefined && step >= training.otherBatchAt ? 1 : 0;
  const digest = batchDigest(Uint32Array.of(step), seed);
  const samples = { ids: new Uint32Array(0), augmentationSeed: 0, ahead: null };
  const batch = { step, epoch: 0, rows: FAKE_ROWS, digest };
  const logits = (phase: number): Float32Array =>
    new Float32Array(FAKE_ROWS * FAKE_CLASSES).fill(fakeLogit(self, step, phase));
  const answer = exchange(
    mailbox,
    { kind: 'exchange', ...batch, ...samples, logits: logits(PHASE.beforeUpdate) },
    60_000,
  );
  if (answer === undefined) throw new Error('no answer');
  if (answer.outcome === OUTCOME.strictTimeout) {
    const message = `not every teacher was heard at step ${step}`;
    port!.postMessage({ kind: 'failed', step, code: 'ERR_STRICT_TIMEOUT', message, fix: '', facts: {} });
    process.exit();
  }
  const possible = peers.flatMap((_, i) =>
    i === self ? [] : [fakeLogit(i, step, sequential && i < self ? PHASE.afterUpdate : PHASE.beforeUpdate)],
  );
  for (const { logits: taught } of answer.teachers) {
    const first = taught[0]!;
    if (!possible.includes(first) || !taught.every((logit) => logit === first)) {
      throw new Error(`step ${step} was taught with ${first}, expected one of ${possible.join(', ')}`);
    }
  }
  if (sequential) {
    exchange(
      mailbox,
      { kind: 'sendOnly', ...batch, phase: PHASE.afterUpdate, logits: logits(PHASE.afterUpdate) },
      60_000,
    );
  }
  return answer.teachers.length;
}

function block(delayMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs);
}
