import { join } from 'node:path';
import { TRAINER_STATE } from '../../proto/codec.js';
import type { FeatureShapes } from '../../proto/feature-shape.js';
import { checkNumerics, type Numerics, numericsDifference } from '../../proto/numerics.js';
import { type RunSpec, trainingHash } from '../../proto/run-spec.js';
import { stepForm } from '../core/teaching/step-form.js';
import { repeatedBatches } from '../data/fill.js';
import { InlineBatches } from '../data/inline-batches.js';
import { type PeerData, type SampleShape, sampleShape, viewOf } from '../data/peer-data.js';
import { type BatchSource, type PrefetchOptions, startPrefetch } from '../data/prefetch.js';
import { viewed } from '../data/views.js';
import { knownMetrics, saveCheckpoint } from '../files/checkpoint.js';
import { checkpointsKept } from '../files/checkpoint-steps.js';
import { peerDirectory } from '../files/life.js';
import { removeTestLogits } from '../files/outputs-file.js';
import { CompiledPrediction, type PredictionOptions } from '../graph/compiled-prediction.js';
import { CompiledStep } from '../graph/compiled-step.js';
import type { GraphCache } from '../graph/graph-cache.js';
import { alignedFloats } from '../graph/native-session.js';
import { eagerStep, type TrainingStep } from '../graph/training-step.js';
import type { TrainerOptions } from '../mailbox/messages.js';
import { TrainerMailbox } from '../mailbox/trainer-mailbox.js';
import { describeDevice, tf } from '../model/backend.js';
import { EVALUATION_BATCH, evaluate, type Predict } from '../model/evaluate.js';
import { openEventFiles } from '../model/event-files.js';
import { createExits } from '../model/exits.js';
import { createFeatureLearning } from '../model/feature-learning.js';
import { lossNamed } from '../model/losses/distillation.js';
import { loadUserLoss } from '../model/losses/user-loss.js';
import { Averaging } from '../model/optimizers/averaging.js';
import { createOptimizer } from '../model/optimizers/catalog.js';
import { createPeerNetwork } from '../model/peer-network.js';
import { createConstraints } from '../model/regularization/constraints.js';
import { createPenalties } from '../model/regularization/penalties.js';
import type { StepContext } from '../model/step-context.js';
import { checkTrainable } from '../model/trainable.js';
import { collectTrainingState, restoreTrainingState } from '../model/training-state.js';
import { namedWeights, parameterCount, trainableVariables } from '../model/weights.js';
import { takeInitialWeights } from './initial-weights.js';
import { learnedData, warnOfClasses } from './learned-data.js';
import { openServices } from './peer-services.js';
import type { TrainingSession, Validation } from './ports.js';
import { isRecorded } from './records.js';
import { type Remembered, Resumption } from './resumption.js';
import {
  checkPayload,
  graphCache,
  judgePrecision,
  mailboxFor,
  prepareData,
  readyMessage,
  type Thread,
} from './set-up.js';
import { leaveTestLogits } from './test-logits.js';
import { trainUntilStopped } from './training-loop.js';

/** A network with all that trains it, restored from its newest checkpoint; nothing is trained yet. */
interface Trainee {
  readonly context: StepContext;
  /** The optimizer, where averages of the weights are handed out. */
  readonly averages: Averaging | undefined;
  readonly resumption: Resumption;
  /** Steps from one checkpoint to the next. */
  readonly checkpointEverySteps: number;
}

/** Runs a peer that learns: loads, joins, trains, and reports. */
export async function runLearner(thread: Thread): Promise<void> {
  const { options, scheme, inbox, post, warn, startUp } = thread;
  const { spec, peerId } = options;
  const graphs = graphCache(thread);
  const peer = peerOf(options);
  const device = describeDevice(options.device ?? peer.device);
  judgePrecision(thread, peer, device);
  const data = await prepareData(thread);
  const { dataset, format, split, plan } = data;
  startUp.end('data');
  // What an earlier life left is not of the checkpoints that this one will save.
  if (options.leavesTestLogits === true) removeTestLogits(options.runDir, peerId);
  const trainee = await createTrainee(thread, data);
  startUp.end('network');
  const trainingStep = createTrainingStep(thread, data, trainee, graphs);
  const { newestStep: step, steps: checkpointSteps } = trainee.resumption;
  const { network, features } = trainee.context;
  const featureShapes: FeatureShapes = features?.shapes ?? new Map();
  const buffers = mailboxFor(data, options.spec, featureShapes);
  const mailbox = new TrainerMailbox(buffers, () => post({ kind: 'call' }));
  mailbox.setProgress(TRAINER_STATE.ready, step, Math.floor(step / plan.stepsPerEpoch));
  const { averages } = trainee;
  const services = await openServices({
    ...{ spec, scheme, peerId, dataset, format, plan, network, graphs, inbox, post, warn, averages },
    step: trainingStep,
  });
  const parameters = parameterCount(network);
  post(readyMessage(thread, data, buffers, { step, checkpointSteps, device, parameters, featureShapes }));
  // The first batches are made while the cohort gathers; should it begin elsewhere, they are made again.
  const batches = await openBatches(thread, {
    samples: dataset.train,
    format,
    split,
    training: plan.spec,
    augment: spec.data.augment,
    startStep: step,
    held: 1 + spec.exchange.pipeline,
  });
  startUp.end('batches');
  const start = await inbox.start();
  mailbox.setProgress(TRAINER_STATE.ready, start.step, Math.floor(start.step / plan.stepsPerEpoch));
  const remembered = trainee.resumption.beginAt(start.step);
  if (remembered.accuracy !== undefined) mailbox.setValidationAccuracy(remembered.accuracy);
  startUp.end('join');
  const curves = openEventFiles(join(options.runDir, 'tensorboard', peerId), warn, thread.nowMs);
  const validation = validationOf(thread, data, trainee, remembered, {
    ...{ cache: graphs, home: trainingStep.home },
  });
  const session: TrainingSession = {
    ...{ spec, scheme, peerId, classes: dataset.classes },
    ...{ stepsTotal: plan.stepsTotal, stepsPerEpoch: plan.stepsPerEpoch },
    step: trainingStep,
    onFirstStep: () => tellStartUp(thread),
    takeBatch: (at) => batches.take(at),
    prepareBatch: (at) => batches.prepare?.(at),
    ...{ mailbox, post, nowMs: thread.nowMs, services },
    validation,
    counts: remembered.counts,
    curves,
    tensors: () => tf.memory().numTensors,
  };
  const result = trainUntilStopped(session, start.step);
  await batches.close();
  if (options.leavesTestLogits === true) validation.leaveTestLogits();
  post({ kind: 'finished', step: result.steps, result });
  curves.close();
  services.close?.();
  trainingStep.dispose();
}

/** Batches by a thread of their own, unless this peer has but one core to compute on. */
async function openBatches({ numerics }: Thread, options: PrefetchOptions): Promise<BatchSource> {
  return numerics.threads === 1 ? new InlineBatches(options, alignedFloats) : await startPrefetch(options);
}

function peerOf({ spec, peerId }: TrainerOptions): RunSpec['peers'][number] {
  return spec.peers.find((peer) => peer.id === peerId)!;
}

async function createTrainee(
  { options, scheme, numerics, post, warn }: Thread,
  data: PeerData,
): Promise<Trainee> {
  const { spec, peerId } = options;
  const { sample, plan } = data;
  const network = await createPeerNetwork(spec, peerId, sample);
  takeInitialWeights(network, peerOf(options), data, { post, warn });
  checkTrainable(network, plan.rowsMin);
  const [penalties, constraints] = [createPenalties(network), createConstraints(network)];
  const sampleOf = async (other: string): Promise<SampleShape> =>
    sampleShape(data.dataset, await viewed(data.dataset, viewOf(spec, other)));
  const features = await createFeatureLearning({ spec, scheme }, peerId, network, sample, sampleOf);
  checkPayload(plan.rowsMax, sample.classes * sample.positions + (features?.tap.size ?? 0));
  const exits = createExits(network, spec);
  const userLoss =
    scheme.loss === 'module' ? await loadUserLoss(spec.distillation.loss, sample.classes) : undefined;
  const own = (features?.variables ?? []).map(({ variable }) => variable);
  const variables = [...trainableVariables(network), ...own];
  const plain = createOptimizer(spec.training, variables);
  const { ema } = spec.exchange;
  const averages = ema > 0 ? new Averaging(plain, namedWeights(network), variables, ema) : undefined;
  const optimizer = averages ?? plain;
  const expect = {
    network: peerOf(options).network,
    runSpecHash: trainingHash(spec),
    stepsTotal: plan.stepsTotal,
  };
  const directory = checkpointDirectory(options);
  const { evaluateEverySteps, checkpointEverySteps } = spec.training;
  const everySteps = checkpointEverySteps || evaluateEverySteps || plan.stepsPerEpoch;
  const judgeNumerics = (before: Numerics | undefined): void => {
    const what = `the checkpoint in ${directory}`;
    if (scheme.strict) checkNumerics(numerics, before, what);
    const difference = numericsDifference(numerics, before, what);
    if (difference !== undefined) warn(difference);
  };
  const resumption = new Resumption(directory, expect, everySteps, {
    collect: () => collectTrainingState(network, optimizer, features?.variables),
    check: (checkpoint) => {
      warnOfClasses(post, data.dataset, checkpoint, `the checkpoint in ${directory}`);
      judgeNumerics(checkpoint.numerics);
    },
    restore: (state) => restoreTrainingState(network, optimizer, state, features?.variables),
  });
  const context: StepContext = {
    ...{ network, variables, optimizer, ...sample, spec, stepsTotal: plan.stepsTotal },
    ...{ features, exits, penalties, constraints },
    loss: lossNamed(scheme.loss, userLoss),
    measures: (step) => isRecorded(step + 1),
  };
  return { context, averages, resumption, checkpointEverySteps: everySteps };
}

function checkpointDirectory({ runDir, peerId }: TrainerOptions): string {
  return join(peerDirectory(runDir, peerId), 'checkpoints');
}

/** The compiled step, its graph made for batches of the usual size; or the eager one, if the run spec says so. */
function createTrainingStep(
  { options, scheme, startUp, warn, kept }: Thread,
  { plan }: PeerData,
  { context, resumption }: Trainee,
  cache: GraphCache,
): TrainingStep {
  const { spec } = options;
  if (spec.training.eager) return eagerStep(context);
  const step = new CompiledStep(context, {
    formAt: (epoch) => stepForm(scheme, spec.distillation, epoch),
    ...{ warn, cache, kept: kept?.session, precision: peerOf(options).precision },
    onPart: (part) => startUp.end(part),
  });
  step.prepare(plan.rowsMax, Math.floor(resumption.newestStep / plan.stepsPerEpoch));
  return step;
}

/** Validates on the validation samples, saves checkpoints, and at last predicts the test samples by them. */
function validationOf(
  { options, scheme, numerics, warn, nowMs }: Thread,
  { dataset, format, split, plan }: PeerData,
  { context, checkpointEverySteps }: Trainee,
  { bestLoss, accuracy }: Remembered,
  services: Pick<PredictionOptions, 'cache' | 'home'>,
): Validation & { leaveTestLogits(): void } {
  const { spec, peerId } = options;
  const { network, optimizer, features } = context;
  const { precision } = peerOf(options);
  const prediction = new CompiledPrediction(network, warn, {
    ...{ eager: spec.training.eager, precision, ...services },
  });
  const predict: Predict = (inputs, rows) => prediction.predict(inputs, rows);
  let bestValidationLoss = bestLoss;
  let newestValidationAccuracy = accuracy;
  const learners = spec.peers.filter(({ role }) => role === 'learner').length;
  const kept = checkpointsKept(scheme, learners, checkpointEverySteps);
  const { validation, labels } = split;
  const batches = repeatedBatches(format, dataset.train, EVALUATION_BATCH, validation, labels);
  let sampleMs: number | undefined;
  return {
    evaluate: () => {
      if (validation.length === 0) return undefined;
      const startMs = nowMs();
      const metrics = evaluate(predict, batches, dataset.classes);
      sampleMs = (nowMs() - startMs) / validation.length;
      return metrics;
    },
    leaveTestLogits() {
      if (precision !== 'float32') return; // a network is scored in float32
      const expect = { network: peerOf(options).network, runSpecHash: trainingHash(spec) };
      const own = { runDir: options.runDir, peerId, directory: checkpointDirectory(options), expect };
      leaveTestLogits({ ...own, network, predict, data: { dataset, format } }, sampleMs);
    },
    ...(dataset.text === undefined ? {} : { text: dataset.text }),
    save({ step, validation, best, counts }) {
      const lowest = best && validation !== undefined ? validation.loss : bestValidationLoss;
      newestValidationAccuracy = validation?.accuracy ?? newestValidationAccuracy;
      const metrics = knownMetrics({
        bestValidationLoss: lowest,
        newestValidationAccuracy,
        validationLoss: validation?.loss,
        validationAccuracy: validation?.accuracy,
        ...counts,
      });
      const epoch = Math.floor(step / plan.stepsPerEpoch);
      const named = { network: peerOf(options).network, runSpecHash: trainingHash(spec), peerId };
      const data = learnedData(dataset, format);
      const state = collectTrainingState(network, optimizer, features?.variables);
      saveCheckpoint(
        checkpointDirectory(options),
        { step, epoch, ...named, metrics, ...state, data, numerics },
        { best, kept },
      );
      bestValidationLoss = lowest;
    },
    bestLoss,
  };
}

/** Records how long each part of start-up took, for whoever asks why a run was slow to begin. */
function tellStartUp({ options, startUp, post }: Thread): void {
  startUp.end('first step');
  const record = {
    kind: 'start-up',
    peer: options.peerId,
    firstStepAt: new Date().toISOString(),
    partsMs: startUp.partsMs,
  };
  post({ kind: 'record', record });
}
