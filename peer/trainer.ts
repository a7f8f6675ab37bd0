/**
 * The trainer: the one thread of a peer that owns TensorFlow. It blocks while it waits for its teachers, so all I/O
 * with the cohort lives on the main thread (`main.ts`); the two share a mailbox.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { TRAINER_STATE } from '../proto/codec.js';
import { CodistillError } from '../proto/errors.js';
import { LIMITS } from '../proto/limits.js';
import { runSpecHash } from '../proto/run-spec.js';
import { BatchPlan } from './data/batches.js';
import { loadDataset } from './data/catalog.js';
import type { Dataset } from './data/dataset.js';
import { evaluationBatches } from './data/fill.js';
import { type PrefetchSource, startPrefetch } from './data/prefetch.js';
import { splitTraining, type TrainingSplit } from './data/split.js';
import { CompiledPrediction } from './graph/compiled-prediction.js';
import { CompiledStep } from './graph/compiled-step.js';
import { eagerStep, type StepContext, type TrainingStep } from './graph/training-step.js';
import { peerDirectory } from './incarnation.js';
import { createMailbox, TrainerMailbox } from './mailbox.js';
import type { StartMessage, TrainerMessage, TrainerOptions } from './messages.js';
import { describeDevice, type LayersModel, tf } from './model/backend.js';
import { loadNewestCheckpoint, saveCheckpoint } from './model/checkpoint.js';
import { evaluate } from './model/evaluate.js';
import { openEventFiles } from './model/event-files.js';
import { createOptimizer, type Optimizer } from './model/optimizers/optimizer.js';
import { createPeerNetwork } from './model/peer-network.js';
import { collectTrainingState, restoreTrainingState } from './model/training-state.js';
import { parameterCount, trainableVariables } from './model/weights.js';
import { type TrainingSession, trainUntilStopped } from './training-loop.js';

const EVALUATION_BATCH = 250;

type Post = (message: TrainerMessage) => void;

/** Everything loaded, nothing trained yet. */
interface Prepared {
  readonly options: TrainerOptions;
  readonly dataset: Dataset;
  readonly split: TrainingSplit;
  readonly plan: BatchPlan;
  readonly network: LayersModel;
  readonly optimizer: Optimizer;
  readonly trainingStep: TrainingStep;
  readonly device: string;
  /** Step and best validation loss of the restored checkpoint. */
  readonly step: number;
  readonly bestLoss: number;
}

/** The compiled step, its graphs made; or the eager one, if the run spec says so. */
function createTrainingStep(
  { spec, peerId }: TrainerOptions,
  { dataset, plan, network, optimizer }: Pick<Prepared, 'dataset' | 'plan' | 'network' | 'optimizer'>,
  post: Post,
): TrainingStep {
  const context: StepContext = {
    network,
    variables: trainableVariables(network),
    optimizer,
    inputShape: dataset.inputShape,
    classes: dataset.classes,
    spec,
    stepsTotal: plan.stepsTotal,
    hasLaterPeers: spec.peers.some((peer) => peer.id > peerId),
  };
  if (spec.training.eager) return eagerStep(context);
  const step = new CompiledStep(context, {
    mayBeTaught: spec.exchange.mode === 'lockstep' && spec.peers.length > 1,
    warn: (message) => post({ kind: 'warning', message }),
  });
  step.prepare(plan.rows);
  return step;
}

async function prepare(options: TrainerOptions, post: Post): Promise<Prepared> {
  const { spec, peerId } = options;
  const peer = spec.peers.find((one) => one.id === peerId)!;
  const device = describeDevice(peer.device);
  const dataset = await loadDataset(spec.data.name, {
    seed: spec.training.seed,
    cacheDir: options.cacheDir,
    ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
  });
  const split = splitTraining(dataset, spec.data, spec.training.seed);
  const plan = new BatchPlan(split.train, spec.training, spec.data.augment);
  checkPayload(plan.rowsMax, dataset.classes);
  const network = await createPeerNetwork(spec, peerId, dataset);
  const optimizer = createOptimizer(spec.training, trainableVariables(network));
  const expect = { network: peer.network, runSpecHash: runSpecHash(spec) };
  const checkpoint = loadNewestCheckpoint(checkpointDirectory(options), expect);
  if (checkpoint !== undefined) restoreTrainingState(network, optimizer, checkpoint);
  return {
    options,
    dataset,
    split,
    plan,
    network,
    optimizer,
    trainingStep: createTrainingStep(options, { dataset, plan, network, optimizer }, post),
    device,
    step: checkpoint?.step ?? 0,
    bestLoss: checkpoint?.metrics.bestValidationLoss ?? Number.POSITIVE_INFINITY,
  };
}

function checkpointDirectory(options: TrainerOptions): string {
  return join(peerDirectory(options.runDir, options.peerId), 'checkpoints');
}

/** Binds what was prepared to the loop's small interfaces. */
function session(
  prepared: Prepared,
  mailbox: TrainerMailbox,
  post: Post,
  batches: PrefetchSource,
): TrainingSession {
  const { options, dataset, split, plan, network, optimizer } = prepared;
  const { spec, peerId } = options;
  const events = openEventFiles(join(options.runDir, 'tensorboard', peerId));
  const warn = (message: string): void => post({ kind: 'warning', message });
  const prediction = spec.training.eager ? undefined : new CompiledPrediction(network, warn);
  let bestLoss = prepared.bestLoss;
  return {
    spec,
    peerId,
    step: prepared.trainingStep,
    stepsTotal: plan.stepsTotal,
    stepsPerEpoch: plan.stepsPerEpoch,
    mailbox,
    post,
    nowMs: () => performance.now(),
    takeBatch: (step) => batches.take(step),
    evaluate: () => {
      prediction?.refresh();
      return evaluate(
        network,
        evaluationBatches(dataset, dataset.train, EVALUATION_BATCH, split.validation, split.labels),
        prediction === undefined ? undefined : (inputs, rows) => prediction.predict(inputs, rows),
      );
    },
    save(step, validation, best) {
      if (best && validation !== undefined) bestLoss = validation.loss;
      saveCheckpoint(
        checkpointDirectory(options),
        {
          step,
          epoch: Math.floor(step / plan.stepsPerEpoch),
          network: spec.peers.find((one) => one.id === peerId)!.network,
          runSpecHash: runSpecHash(spec),
          peerId,
          metrics: finite({
            bestValidationLoss: bestLoss,
            validationLoss: validation?.loss,
            validationAccuracy: validation?.accuracy,
          }),
          ...collectTrainingState(network, optimizer),
        },
        { best },
      );
    },
    scalars: (step, values) => events.scalars(step, values),
    tensors: () => tf.memory().numTensors,
    flush: () => events.flush(),
    bestLoss: prepared.bestLoss,
  };
}

/** @throws {CodistillError} `ERR_CONFIG` when one batch of predictions would be more than a frame may hold. */
function checkPayload(rows: number, classes: number): void {
  if (rows * classes * 4 <= LIMITS.payloadBytesMax) return;
  throw new CodistillError(
    'ERR_CONFIG',
    `predictions of ${rows} samples × ${classes} classes exceed ${LIMITS.payloadBytesMax} bytes`,
    {
      fix: `use a --batch of at most ${Math.floor(LIMITS.payloadBytesMax / 4 / classes)}`,
      facts: { rows, classes },
    },
  );
}

/** A checkpoint holds finite numbers only; what is unknown yet is left out. */
function finite(metrics: Readonly<Record<string, number | undefined>>): Record<string, number> {
  const known = Object.entries(metrics).filter((entry): entry is [string, number] =>
    Number.isFinite(entry[1]),
  );
  return Object.fromEntries(known);
}

async function run(port: MessagePort, options: TrainerOptions): Promise<void> {
  const post: Post = (message) => port.postMessage(message);
  const prepared = await prepare(options, post);
  const { dataset, plan, network } = prepared;
  const buffers = createMailbox(plan.rowsMax * dataset.classes);
  const mailbox = new TrainerMailbox(buffers, () => post({ kind: 'offer' }));
  mailbox.setProgress(TRAINER_STATE.ready, prepared.step, Math.floor(prepared.step / plan.stepsPerEpoch));
  const started = once(port, 'message');
  post({
    kind: 'ready',
    mailbox: buffers,
    dataDigest: dataset.digest,
    classes: dataset.classes,
    stepsTotal: plan.stepsTotal,
    step: prepared.step,
    device: prepared.device,
    parameters: parameterCount(network),
  });
  const [start] = (await started) as [StartMessage];
  const batches = await startPrefetch({
    dataset,
    split: prepared.split,
    training: options.spec.training,
    augment: options.spec.data.augment,
    startStep: start.step,
    nowMs: () => performance.now(),
  });
  const result = trainUntilStopped(session(prepared, mailbox, post, batches), start.step);
  await batches.close();
  post({ kind: 'finished', step: result.steps, result });
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
run(port, workerData as TrainerOptions).catch((error: unknown) => port.postMessage(failure(error)));
