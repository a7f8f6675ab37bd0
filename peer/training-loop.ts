import { PHASE, type Phase, TRAINER_STATE } from '../proto/codec.js';
import { CodistillError } from '../proto/errors.js';
import type { RunSpec } from '../proto/run-spec.js';
import { learningRate } from './core/schedule.js';
import type { TrainingStep } from './graph/training-step.js';
import { OUTCOME, REQUEST, type TrainerMailbox } from './mailbox.js';
import type { TrainerMessage, TrainingResult } from './messages.js';
import { Meter } from './meter.js';
import type { Metrics } from './model/evaluate.js';
import { NonFiniteGuard, type StepLosses, type TeacherExchange, type TrainingBatch } from './model/train.js';

/** What the loop needs of the world; `trainer.ts` builds it, tests may build a smaller one. */
export interface TrainingSession {
  readonly spec: RunSpec;
  readonly peerId: string;
  readonly step: TrainingStep;
  readonly stepsTotal: number;
  readonly stepsPerEpoch: number;
  readonly mailbox: TrainerMailbox;
  readonly post: (message: TrainerMessage) => void;
  readonly nowMs: () => number;
  readonly takeBatch: (step: number) => TrainingBatch;
  readonly evaluate: () => Metrics;
  /** Writes a checkpoint that stands before `step`. */
  readonly save: (step: number, validation: Metrics | undefined, best: boolean) => void;
  readonly scalars: (step: number, values: Readonly<Record<string, number>>) => void;
  readonly tensors: () => number;
  /** Writes out what TensorBoard is still owed. */
  readonly flush: () => void;
  /** Best validation loss so far (of the restored checkpoint), infinity without one. */
  readonly bestLoss: number;
  /** How much longer than a step's longest wait the I/O thread may take to answer, milliseconds. @default 30000 */
  readonly answerSlackMs?: number;
}

/** Steps between two `step` records in metrics.jsonl. */
const RECORD_STEPS = 20;

/** The I/O thread closes an exchange long before; past this it is dead. */
const MAILBOX_SLACK_MS = 30_000;

/**
 * Trains from `startStep` until the step at which the run stops: the loop of the product, top to bottom.
 *
 * @returns The result, and the step it stopped before.
 */
export function trainUntilStopped(session: TrainingSession, startStep: number): TrainingResult {
  const { spec, mailbox, stepsPerEpoch } = session;
  const meter = new Meter(session.nowMs);
  const exchange = mailboxExchange(session, meter);
  const guard = new NonFiniteGuard();
  const evaluateEvery = spec.training.evaluateEverySteps || stepsPerEpoch;
  const checkpointEvery = spec.training.checkpointEverySteps || evaluateEvery;
  let best = session.bestLoss;
  let validation: Metrics | undefined;
  let validatedStep = -1;
  let step = startStep;

  /** The step before which training ends, as far as is known now. */
  const end = (): number => {
    const { stepsTotal } = session;
    return mailbox.stopAtStep < 0 ? stepsTotal : Math.min(mailbox.stopAtStep, stepsTotal);
  };

  /** Work during which no predictions are sent: the students are told, and it counts as no training time. */
  const paused = (work: () => void): void => {
    session.post({ kind: 'busy', step, forMs: meter.pauseEstimateMs });
    meter.pause(() => {
      session.step.settle();
      work();
    });
  };

  const validate = (): void => {
    const epoch = Math.floor(Math.max(step - 1, 0) / stepsPerEpoch);
    mailbox.setProgress(TRAINER_STATE.evaluating, step, epoch);
    paused(() => {
      validation = finiteMetrics(session.evaluate(), step);
      const improved = validation.loss < best;
      if (improved) best = validation.loss;
      session.save(step, validation, improved);
    });
    validatedStep = step;
    publishValidation(session, step, epoch, validation!, meter);
  };

  while (step < end()) {
    const seek = mailbox.takeSeekStep();
    if (seek > step) {
      step = Math.max(step, Math.min(seek, end()));
      continue; // the cohort may stop, or have stopped, before that step
    }
    const batch = session.takeBatch(step);
    mailbox.setProgress(TRAINER_STATE.training, step, batch.epoch);
    const losses = session.step.run(batch, exchange);
    guard.check(losses, step, learningRate(spec.training, step, session.stepsTotal));
    meter.count(batch.rows);
    step++;
    publishStep(session, step, batch.epoch, losses, meter);
    if (step % evaluateEvery === 0) validate();
    else if (step % checkpointEvery === 0 && step < end()) paused(() => session.save(step, undefined, false));
  }
  if (validatedStep !== step) validate();
  session.flush();
  mailbox.setProgress(TRAINER_STATE.finished, step, Math.floor(Math.max(step - 1, 0) / stepsPerEpoch));
  return {
    steps: step,
    validationAccuracy: validation?.accuracy ?? Number.NaN,
    samplesPerSecond: meter.samplesPerSecond,
    waitFraction: meter.waitFraction,
  };
}

/** A network whose validation loss is not finite teaches nothing and cannot be saved as good. */
function finiteMetrics(metrics: Metrics, step: number): Metrics {
  if (Number.isFinite(metrics.loss)) return metrics;
  throw new CodistillError('ERR_NON_FINITE', `the validation loss is not a finite number at step ${step}`, {
    fix: 'lower --lr or check the data for NaN',
    facts: { step },
  });
}

/** The exchange over the mailbox: blocks this thread until the I/O thread closes it. */
function mailboxExchange(session: TrainingSession, meter: Meter): TeacherExchange {
  const { mailbox, spec } = session;
  const timeoutMs = spec.exchange.waitMsMax + (session.answerSlackMs ?? MAILBOX_SLACK_MS);
  const ask = (
    batch: TrainingBatch,
    logits: Float32Array,
    phase: Phase,
    request: 0 | 1,
  ): readonly Float32Array[] => {
    const { step, epoch, rows, digest } = batch;
    const answer = meter.wait(() =>
      mailbox.exchange({ step, epoch, phase, rows, request, digest }, logits, timeoutMs),
    );
    if (answer === undefined) {
      throw new CodistillError(
        'ERR_INTERNAL',
        `the I/O thread did not answer for ${timeoutMs} ms at step ${step}`,
      );
    }
    if (answer.outcome === OUTCOME.strictTimeout) {
      throw new CodistillError('ERR_STRICT_TIMEOUT', `not every teacher was heard at step ${step}`, {
        fix: 'see the log for who was missing; raise --wait-max, or train without --strict',
        facts: { step },
      });
    }
    return answer.teachers;
  };
  return {
    learn: (batch, logits) =>
      allFinite(logits) ? ask(batch, logits, PHASE.beforeUpdate, REQUEST.exchange) : [],
    teach: (batch, logits, phase) => {
      if (allFinite(logits)) ask(batch, logits, phase, REQUEST.sendOnly);
    },
  };
}

/** Non-finite predictions are never sent. */
function allFinite(logits: Float32Array): boolean {
  for (const logit of logits) if (!Number.isFinite(logit)) return false;
  return true;
}

function publishStep(
  session: TrainingSession,
  step: number,
  epoch: number,
  losses: StepLosses,
  meter: Meter,
): void {
  const { mailbox } = session;
  mailbox.setGauge('supervisedLoss', losses.supervised);
  mailbox.setGauge('distillationLoss', losses.distillation);
  mailbox.setGauge('distillationWeight', losses.weight);
  mailbox.setGauge('samplesPerSecond', meter.recentSamplesPerSecond);
  mailbox.setGauge('waitFraction', meter.waitFraction);
  if (step % RECORD_STEPS !== 0) return;
  const { supervised, distillation, weight, teachers } = losses;
  session.post({
    kind: 'record',
    record: {
      kind: 'step',
      peer: session.peerId,
      step,
      epoch,
      supervised,
      distillation,
      weight,
      teachers,
      samplesPerSecond: meter.recentSamplesPerSecond,
      waitFraction: meter.waitFraction,
    },
  });
  session.scalars(step, { 'loss/supervised': supervised, 'loss/distillation': distillation });
}

function publishValidation(
  session: TrainingSession,
  step: number,
  epoch: number,
  validation: Metrics,
  meter: Meter,
): void {
  const { accuracy, loss } = validation;
  session.mailbox.setGauge('validationAccuracy', accuracy);
  session.post({ kind: 'evaluation', step, epoch, validationAccuracy: accuracy, validationLoss: loss });
  session.post({
    kind: 'record',
    record: {
      kind: 'evaluation',
      peer: session.peerId,
      step,
      epoch,
      validationAccuracy: accuracy,
      validationLoss: loss,
      tensors: session.tensors(),
      samplesPerSecond: meter.samplesPerSecond,
      waitFraction: meter.waitFraction,
    },
  });
  session.scalars(step, { 'validation/accuracy': accuracy, 'validation/loss': loss });
}
