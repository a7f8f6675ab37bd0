import { PHASE, TRAINER_STATE } from '../../proto/codec.js';
import { assertNever, CodistillError } from '../../proto/errors.js';
import type { Metrics } from '../core/scoring/scores.js';
import { GradientWatch } from '../core/teaching/gradient-watch.js';
import { learningAdvice } from '../core/teaching/learning-advice.js';
import { distillationWeight, learningRate } from '../core/teaching/schedule.js';
import { taughtShares } from '../core/teaching/taught-share.js';
import { TeacherWatch } from '../core/teaching/teacher-watch.js';
import type { TrainingStep } from '../graph/training-step.js';
import type { TrainingResult } from '../mailbox/messages.js';
import type { StepLosses, TrainingBatch } from '../model/step-context.js';
import { NonFiniteGuard } from '../model/train.js';
import { CheckpointKeeper, sleepThread } from './checkpoint-keeper.js';
import { Meter } from './meter.js';
import { Pipeline } from './pipeline.js';
import type { TeacherExchange, TrainingSession } from './ports.js';
import { publishStep, publishValidation, staleness, taughtEdges } from './records.js';
import { awaitWeights, openTeacherExchange } from './teacher-exchange.js';
import { countedStep, type TrainingCounts } from './training-counts.js';

/** A network and its teachers. */
export interface Learner {
  readonly step: TrainingStep;
  readonly exchange: TeacherExchange;
  /** Whether anybody learns from the predictions of the network after this update. */
  readonly teachesAfterUpdate: (step: number) => boolean;
}

/**
 * One step of a peer: forward, exchange, update. Deep mutual learning (Zhang et al. 2018, Algorithm 1) where the exchange
 * stands between forward and update; codistillation (Anil et al. 2018) where it does not hold them up.
 */
export function trainOn({ step, exchange, teachesAfterUpdate }: Learner, batch: TrainingBatch): StepLosses {
  const form = step.formOf(batch);
  let losses: StepLosses;
  switch (form) {
    case 'split': // forward ─ exchange ─ update
      losses = step.train(batch, ({ logits, features }) => exchange.learn(batch, logits, features));
      break;
    case 'whole': {
      // The teachings are there before: forward and update are one run.
      const taught = step.trainTaught(batch, exchange.foresight?.hear(batch) ?? []);
      exchange.foresight?.tell(batch, taught.predicted.logits, taught.predicted.features);
      losses = taught.losses;
      break;
    }
    case 'alone': {
      // Nobody teaches this peer, but it may teach others.
      const alone = step.trainTaught(batch, []);
      const { logits, features } = alone.predicted;
      losses = { ...alone.losses, teachers: exchange.learn(batch, logits, features).length };
      break;
    }
    default:
      return assertNever(form);
  }
  if (losses.applied && teachesAfterUpdate(batch.step)) {
    const { logits, features } = step.predict(batch);
    exchange.teach(batch, logits, PHASE.afterUpdate, features);
  }
  return losses;
}

/**
 * Trains from `startStep` until the step at which the run stops: the loop of the product, top to bottom.
 *
 * @returns The result, and the step it stopped before.
 */
export function trainUntilStopped(session: TrainingSession, startStep: number): TrainingResult {
  const { spec, mailbox, stepsPerEpoch, stepsTotal } = session;
  const meter = new Meter(session.nowMs);
  const { learner, watch, guard, pull } = openLearner(session, meter);
  const evaluateEvery = spec.training.evaluateEverySteps || stepsPerEpoch;
  const checkpointEvery = spec.training.checkpointEverySteps || evaluateEvery;
  const checkpoints = keeperOf(session);
  let validation: Metrics | undefined;
  let validatedStep = -1;
  let counts = session.counts;
  let step = startStep;

  /** The step before which training ends, as far as is known now. */
  const end = (): number => (mailbox.stopAtStep < 0 ? stepsTotal : Math.min(mailbox.stopAtStep, stepsTotal));

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
      validation = finiteMetrics(session.validation.evaluate(), step);
      checkpoints.save({ step, validation, counts });
    });
    validatedStep = step;
    if (validation !== undefined) publishValidation(session, step, epoch, validation, meter);
  };

  const take = (of: number): TrainingBatch => {
    const batch = meter.waitForData(() => session.takeBatch(of));
    return prepared(session, batch, step, paused);
  };
  const pipeline = spec.exchange.pipeline > 0 ? new Pipeline(session, learner.exchange, take) : undefined;
  while (step < end() || mailbox.isSentBack(step)) {
    const sought = soughtStep(mailbox, step, end());
    if (sought !== step) {
      step = sought;
      continue; // the cohort may stop, or have stopped, before that step
    }
    between(session, step, validation, meter);
    const batch = pipeline?.take(step) ?? take(step);
    mailbox.setProgress(TRAINER_STATE.training, step, batch.epoch);
    pipeline?.predict(batch, end());
    const losses = trainOn(learner, batch);
    if (counts === session.counts) session.onFirstStep?.(); // nothing is counted before
    guard.check(losses, step, learningRate(spec.training, step, stepsTotal));
    counts = countedStep(counts, losses, batch, session);
    meter.count(batch.rows);
    meter.age(staleness(session, step));
    step++;
    publishStep(session, { step, epoch: batch.epoch }, losses, { meter, watch, counts, pull });
    if (mailbox.isSentBack(step)) continue; // nothing to go on from: steps before are left out
    if (step % evaluateEvery === 0) validate();
    else if ((step % checkpointEvery === 0 || checkpoints.isOwed) && step < end())
      paused(() => checkpoints.save({ step, validation: undefined, counts }));
  }
  learner.exchange.foresight?.flush();
  if (validatedStep !== step) validate();
  checkpoints.conclude({ step, validation, counts });
  session.curves.flush();
  mailbox.setProgress(TRAINER_STATE.finished, step, Math.floor(Math.max(step - 1, 0) / stepsPerEpoch));
  return resultOf(step, validation, meter, { ...counts, gradientRatio: pull.mean, ...taughtEdges(session) });
}

function keeperOf({ validation, post, nowMs }: TrainingSession): CheckpointKeeper {
  const warn = (message: string): void => post({ kind: 'warning', message, toUser: true });
  return new CheckpointKeeper(validation, { warn, nowMs, sleep: sleepThread });
}

/** The step at which to go on: further ahead, back where nobody else trains what was left out, or as it is. */
function soughtStep(mailbox: TrainingSession['mailbox'], step: number, end: number): number {
  const ahead = mailbox.takeSeekStep();
  const back = mailbox.takeReturnStep();
  if (back >= 0 && back < step) return back;
  return ahead > step ? Math.max(step, Math.min(ahead, end)) : step;
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

function resultOf(
  steps: number,
  validation: Metrics | undefined,
  meter: Meter,
  counts: TrainingCounts & Pick<TrainingResult, 'gradientRatio'> & ReturnType<typeof taughtEdges>,
): TrainingResult {
  const { trainedSteps, leftOutSteps, dueSteps, gradientRatio, edges = {} } = counts;
  return {
    ...{ steps, trainedSteps, leftOutSteps, dueSteps, ...taughtShares(counts), gradientRatio },
    validationAccuracy: validation?.accuracy ?? Number.NaN,
    samplesPerSecond: meter.samplesPerSecond,
    waitFraction: meter.waitFraction,
    stalenessStepsMax: meter.stalenessStepsMax,
    dataWaitFraction: meter.dataWaitFraction,
    trainingSeconds: meter.trainingMs / 1000,
    edges,
  };
}

/** A learner with those who watch over its teachers and its losses. */
function openLearner(session: TrainingSession, meter: Meter) {
  const watch = new TeacherWatch(session.peerId, session.classes, session.spec.distillation.teacherGate);
  adviseOnce(session);
  const exchange = openTeacherExchange({ ...session, ...session.services }, meter, watch);
  return {
    learner: { step: session.step, exchange, teachesAfterUpdate: laterPeersLearn(session) },
    watch,
    guard: new NonFiniteGuard(),
    pull: new GradientWatch(),
  };
}

/** With sequential updates a peer's updated network teaches those that come later in the order of ids. */
function laterPeersLearn({ spec, peerId, stepsTotal }: TrainingSession): Learner['teachesAfterUpdate'] {
  const owed = spec.distillation.update === 'sequential' && spec.peers.some((peer) => peer.id > peerId);
  return (step) => owed && distillationWeight(spec, step, stepsTotal) > 0;
}

/** The advice on the run spec comes from its first learner alone. */
function adviseOnce({ spec, peerId, post }: TrainingSession): void {
  if (spec.peers.find(({ role }) => role === 'learner')?.id !== peerId) return;
  for (const message of learningAdvice(spec)) post({ kind: 'warning', message });
}

/** Serves the others between two steps; in a strict run it then waits for its teachers' weights. */
function between(
  session: TrainingSession,
  step: number,
  validation: Metrics | undefined,
  meter: Meter,
): void {
  session.services.serve(step);
  const weights = session.services.weightsToPublish(step, validation);
  if (weights === undefined) return;
  if (session.spec.exchange.quorum === 'any') {
    session.post(weights);
    return;
  }
  awaitWeights(session, weights, meter);
  session.services.serve(step);
}

/** A network whose validation loss is not finite teaches nothing and cannot be saved as good. */
function finiteMetrics(metrics: Metrics | undefined, step: number): Metrics | undefined {
  if (metrics === undefined || Number.isFinite(metrics.loss)) return metrics;
  throw new CodistillError('ERR_NON_FINITE', `the validation loss is not a finite number at step ${step}`, {
    fix: 'lower --lr or check the data for NaN',
    facts: { step },
  });
}
