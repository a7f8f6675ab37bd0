import { TRAINER_STATE } from '../../proto/codec.js';
import { CodistillError } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { Metrics } from '../core/scoring/scores.js';
import { bitsPerCharacter } from '../core/scoring/scores.js';
import { learningAdvice } from '../core/teaching/learning-advice.js';
import { learningRate } from '../core/teaching/schedule.js';
import { TeacherWatch } from '../core/teaching/teacher-watch.js';
import type { PlannedBatch } from '../data/batches.js';
import type { TextFacts } from '../data/dataset.js';
import type { TrainingStep } from '../graph/training-step.js';
import type { TrainerMessage, TrainingResult, WeightsMessage } from '../mailbox/messages.js';
import type { TrainerMailbox } from '../mailbox/trainer-mailbox.js';
import { NonFiniteGuard, type StepLosses, type TeacherExchange, type TrainingBatch } from '../model/train.js';
import type { LocalTeachers } from './local-teachers.js';
import { Meter } from './meter.js';
import { Pipeline } from './pipeline.js';
import { awaitWeights, openTeacherExchange } from './teacher-exchange.js';
import { watchedExchange } from './watched-exchange.js';

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
  readonly classes: number;
  /** A batch by name, where predictions are kept or asked for by sample. */
  readonly planned?: (step: number) => PlannedBatch;
  /** Teachers that run here, in `checkpoint` mode. */
  readonly localTeachers?: LocalTeachers;
  /** Takes what came from the I/O thread meanwhile, and answers students. Between two steps. */
  readonly serve?: (step: number) => void;
  /** The weights before `step`, where they are handed out to students that run them locally. */
  readonly weightsToPublish?: (step: number, validation: Metrics | undefined) => WeightsMessage | undefined;
  readonly evaluate: () => Metrics;
  /** What the samples of a text have that images have not. */
  readonly text?: TextFacts;
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

/**
 * Trains from `startStep` until the step at which the run stops: the loop of the product, top to bottom.
 *
 * @returns The result, and the step it stopped before.
 */
export function trainUntilStopped(session: TrainingSession, startStep: number): TrainingResult {
  const { spec, mailbox, stepsPerEpoch } = session;
  const meter = new Meter(session.nowMs);
  const { exchange, watch } = openExchange(session, meter);
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

  const take = (of: number): TrainingBatch => {
    const batch = meter.waitForData(() => session.takeBatch(of));
    return prepared(session, batch, step, paused);
  };
  const pipeline = spec.exchange.pipeline > 0 ? new Pipeline(session, exchange, take) : undefined;
  while (step < end()) {
    const seek = mailbox.takeSeekStep();
    if (seek > step) {
      step = Math.max(step, Math.min(seek, end()));
      continue; // the cohort may stop, or have stopped, before that step
    }
    between(session, step, validation, meter);
    const batch = pipeline?.take(step) ?? take(step);
    mailbox.setProgress(TRAINER_STATE.training, step, batch.epoch);
    pipeline?.predict(batch, end());
    const losses = session.step.run(batch, exchange);
    guard.check(losses, step, learningRate(spec.training, step, session.stepsTotal));
    meter.count(batch.rows);
    meter.age(staleness(session, step));
    step++;
    publishStep(session, step, batch.epoch, losses, meter, watch);
    if (step % evaluateEvery === 0) validate();
    else if (step % checkpointEvery === 0 && step < end()) paused(() => session.save(step, undefined, false));
  }
  exchange.foresight?.flush();
  if (validatedStep !== step) validate();
  session.flush();
  mailbox.setProgress(TRAINER_STATE.finished, step, Math.floor(Math.max(step - 1, 0) / stepsPerEpoch));
  return resultOf(step, validation, meter);
}

/** A batch, with the graph for its size made where there was none yet, which may take longer than any step. */
function prepared(
  { step: training, mailbox }: TrainingSession,
  batch: TrainingBatch,
  step: number,
  paused: (work: () => void) => void,
): TrainingBatch {
  if (training.isPrepared(batch.rows, batch.epoch)) return batch;
  mailbox.setProgress(TRAINER_STATE.evaluating, step, batch.epoch);
  paused(() => training.prepare(batch.rows, batch.epoch));
  mailbox.setProgress(TRAINER_STATE.training, step, batch.epoch);
  return batch;
}

function resultOf(steps: number, validation: Metrics | undefined, meter: Meter): TrainingResult {
  return {
    steps,
    validationAccuracy: validation?.accuracy ?? Number.NaN,
    samplesPerSecond: meter.samplesPerSecond,
    waitFraction: meter.waitFraction,
    stalenessStepsMax: meter.stalenessStepsMax,
    dataWaitFraction: meter.dataWaitFraction,
  };
}

/** The exchange with this peer's teachers, watched over. */
function openExchange(
  session: TrainingSession,
  meter: Meter,
): { exchange: TeacherExchange; watch: TeacherWatch } {
  const watch = new TeacherWatch(session.peerId, session.classes);
  const warn = (message: string): void => session.post({ kind: 'warning', message });
  adviseOnce(session);
  return { exchange: watchedExchange(openTeacherExchange(session, meter), watch, warn), watch };
}

/** What there is to say of the run spec is said by its first learner alone. */
function adviseOnce({ spec, peerId, post }: TrainingSession): void {
  if (spec.peers.find(({ role }) => role === 'learner')?.id !== peerId) return;
  for (const message of learningAdvice(spec)) post({ kind: 'warning', message });
}

/** Age of the oldest weights that are run here, in steps of this peer; 0 without any. */
function staleness({ localTeachers }: TrainingSession, step: number): number {
  return Math.max(0, step - (localTeachers?.oldestStep ?? step));
}

/** What a peer does for the others between two steps; in a strict run it then waits for its teachers' weights. */
function between(
  session: TrainingSession,
  step: number,
  validation: Metrics | undefined,
  meter: Meter,
): void {
  session.serve?.(step);
  const weights = session.weightsToPublish?.(step, validation);
  if (weights === undefined) return;
  if (session.spec.exchange.quorum === 'any') {
    session.post(weights);
    return;
  }
  awaitWeights(session, weights, meter);
  session.serve?.(step);
}

/** A network whose validation loss is not finite teaches nothing and cannot be saved as good. */
function finiteMetrics(metrics: Metrics, step: number): Metrics {
  if (Number.isFinite(metrics.loss)) return metrics;
  throw new CodistillError('ERR_NON_FINITE', `the validation loss is not a finite number at step ${step}`, {
    fix: 'lower --lr or check the data for NaN',
    facts: { step },
  });
}

function publishStep(
  session: TrainingSession,
  step: number,
  epoch: number,
  losses: StepLosses,
  meter: Meter,
  watch: TeacherWatch,
): void {
  const { mailbox } = session;
  mailbox.setGauge('supervisedLoss', losses.supervised);
  mailbox.setGauge('distillationLoss', losses.distillation);
  mailbox.setGauge('distillationWeight', losses.weight);
  mailbox.setGauge('samplesPerSecond', meter.recentSamplesPerSecond);
  mailbox.setGauge('waitFraction', meter.waitFraction);
  mailbox.setGauge('stalenessSteps', staleness(session, step - 1));
  if (step % RECORD_STEPS !== 0) return;
  const { supervised, distillation, feature, exits, weight, teachers } = losses;
  session.post({
    kind: 'record',
    record: {
      kind: 'step',
      peer: session.peerId,
      step,
      epoch,
      supervised,
      distillation,
      feature,
      exits,
      weight,
      teachers,
      agreement: watch.takeAgreement(),
      quarantined: watch.quarantined,
      trainingMs: meter.trainingMs,
      samplesPerSecond: meter.recentSamplesPerSecond,
      waitFraction: meter.waitFraction,
      dataWaitFraction: meter.dataWaitFraction,
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
  const bits = session.text === undefined ? undefined : bitsPerCharacter(loss, session.text);
  session.mailbox.setValidationAccuracy(accuracy);
  session.mailbox.setGauge('bitsPerCharacter', bits ?? 0);
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
      ...(bits === undefined ? {} : { bitsPerCharacter: bits }),
      trainingSeconds: meter.trainingMs / 1000,
      tensors: session.tensors(),
      samplesPerSecond: meter.samplesPerSecond,
      waitFraction: meter.waitFraction,
      dataWaitFraction: meter.dataWaitFraction,
    },
  });
  session.scalars(step, { 'validation/accuracy': accuracy, 'validation/loss': loss });
}
