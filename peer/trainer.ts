/**
 * The trainer: the one thread of a peer that owns TensorFlow. It blocks while it waits for its teachers, so all I/O
 * with the cohort lives on the main thread (`main.ts`); the two share a mailbox.
 */
import { join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { TRAINER_STATE } from '../proto/codec.js';
import { CodistillError } from '../proto/errors.js';
import { type FeatureShapes, featureSize } from '../proto/feature-shape.js';
import { LIMITS } from '../proto/limits.js';
import { isFrozen, type RunSpec, runSpecHash } from '../proto/run-spec.js';
import { schemeOf } from '../proto/scheme.js';
import { isUserModule } from '../proto/user-module.js';
import { stepForm } from './core/teaching/step-form.js';
import type { Dataset } from './data/dataset.js';
import { evaluationBatches } from './data/fill.js';
import { loadPeerData, type PeerData, type SampleShape, sampleShape, viewOf } from './data/peer-data.js';
import { type PrefetchSource, startPrefetch } from './data/prefetch.js';
import { viewed } from './data/views.js';
import { knownMetrics, loadNewestCheckpoint, saveCheckpoint } from './files/checkpoint.js';
import { peerDirectory } from './files/life.js';
import { CompiledPrediction } from './graph/compiled-prediction.js';
import { CompiledStep } from './graph/compiled-step.js';
import { GraphCache } from './graph/graph-cache.js';
import { eagerStep, type StepContext, type TrainingStep } from './graph/training-step.js';
import { createMailbox, type MailboxBuffers } from './mailbox/buffers.js';
import type { TrainerMessage, TrainerOptions } from './mailbox/messages.js';
import { TrainerMailbox } from './mailbox/trainer-mailbox.js';
import { describeDevice, type LayersModel, tf, type Variable } from './model/backend.js';
import { evaluate } from './model/evaluate.js';
import { openEventFiles } from './model/event-files.js';
import { createExits, type Exits } from './model/exits.js';
import { createFeatureLearning, type FeatureLearning } from './model/feature-learning.js';
import { loadUserLoss, type UserLoss } from './model/losses/user-loss.js';
import { Averaging } from './model/optimizers/averaging.js';
import { createOptimizer } from './model/optimizers/catalog.js';
import type { Optimizer } from './model/optimizers/optimizer.js';
import { createPeerNetwork } from './model/peer-network.js';
import { collectTrainingState, restoreTrainingState } from './model/training-state.js';
import { namedWeights, parameterCount, trainableVariables } from './model/weights.js';
import {
  frozenPrediction,
  frozenWeights,
  serveUntilStopped,
  tapFrozen,
  weighedAccuracy,
} from './trainer/frozen-teacher.js';
import { openServices, type PeerServices } from './trainer/peer-services.js';
import { StartUpClock, withFirstStepTold } from './trainer/start-up.js';
import { loadTeacher } from './trainer/teacher-source.js';
import { TrainerInbox } from './trainer/trainer-inbox.js';
import { type TrainingSession, trainUntilStopped } from './trainer/training-loop.js';

const EVALUATION_BATCH = 250;

type Post = (message: TrainerMessage) => void;

/** Everything loaded, nothing trained yet. */
interface Prepared extends PeerData {
  readonly options: TrainerOptions;
  readonly network: LayersModel;
  readonly features: FeatureLearning | undefined;
  readonly userLoss: UserLoss | undefined;
  readonly exits: Exits | undefined;
  readonly optimizer: Optimizer;
  /** The same, where averages of the weights are handed out. */
  readonly averages?: Averaging;
  readonly trainingStep: TrainingStep;
  readonly graphs: GraphCache;
  readonly startUp: StartUpClock;
  readonly device: string;
  /** Step and best validation loss of the restored checkpoint. */
  readonly step: number;
  readonly bestLoss: number;
}

/** The compiled step, its graph made for batches of the usual size; or the eager one, if the run spec says so. */
function createTrainingStep(
  { spec, peerId }: TrainerOptions,
  prepared: Pick<
    Prepared,
    | 'sample'
    | 'plan'
    | 'network'
    | 'features'
    | 'userLoss'
    | 'exits'
    | 'optimizer'
    | 'graphs'
    | 'startUp'
    | 'step'
  >,
  post: Post,
): TrainingStep {
  const { sample, plan, network, features, userLoss, exits, optimizer, graphs, startUp } = prepared;
  const context: StepContext = {
    network,
    variables: learnedVariables(network, features),
    ...(features === undefined ? {} : { features }),
    ...(userLoss === undefined ? {} : { userLoss }),
    ...(exits === undefined ? {} : { exits }),
    optimizer,
    ...sample,
    spec,
    stepsTotal: plan.stepsTotal,
    hasLaterPeers: spec.peers.some((peer) => peer.id > peerId),
  };
  if (spec.training.eager) return eagerStep(context);
  const scheme = schemeOf(spec);
  const step = new CompiledStep(context, {
    formAt: (epoch) => stepForm(scheme, spec.distillation.targets, epoch),
    warn: (message) => post({ kind: 'warning', message }),
    cache: graphs,
    onPart: (part) => startUp.end(part),
  });
  step.prepare(plan.rowsMax, Math.floor(prepared.step / plan.stepsPerEpoch));
  return step;
}

function learnedVariables(network: LayersModel, features: FeatureLearning | undefined): Variable[] {
  return [...trainableVariables(network), ...(features?.variables ?? []).map(({ variable }) => variable)];
}

async function prepareData(options: TrainerOptions): Promise<PeerData> {
  const { spec, peerId, cacheDir, dataDir } = options;
  const data = await loadPeerData(spec, peerId, { cacheDir, ...(dataDir === undefined ? {} : { dataDir }) });
  checkPayload(data.plan.rowsMax, data.sample.positions * data.sample.classes);
  return data;
}

function graphCache({ cacheDir }: TrainerOptions, post: Post): GraphCache {
  return new GraphCache(join(cacheDir, 'graphs'), (message) => post({ kind: 'warning', message }));
}

async function prepare(options: TrainerOptions, startUp: StartUpClock, post: Post): Promise<Prepared> {
  const { spec, peerId } = options;
  const graphs = graphCache(options, post);
  const peer = spec.peers.find((one) => one.id === peerId)!;
  const device = describeDevice(peer.device);
  const data = await prepareData(options);
  const { sample, plan } = data;
  startUp.end('data');
  const network = await createPeerNetwork(spec, peerId, sample);
  const features = await createFeatureLearning(spec, peerId, network, sample, (other) =>
    sampleOf(data.dataset, spec, other),
  );
  checkPayload(plan.rowsMax, sample.classes * sample.positions + (features?.tap.size ?? 0));
  const exits = createExits(network, spec);
  const userLoss = isUserModule(spec.distillation.loss)
    ? await loadUserLoss(spec.distillation.loss, sample.classes)
    : undefined;
  const learned = learnedVariables(network, features);
  const plain = createOptimizer(spec.training, learned);
  const { ema } = spec.exchange;
  const averages = ema > 0 ? new Averaging(plain, namedWeights(network), learned, ema) : undefined;
  const optimizer = averages ?? plain;
  const expect = { network: peer.network, runSpecHash: runSpecHash(spec) };
  const checkpoint = loadNewestCheckpoint(checkpointDirectory(options), expect);
  if (checkpoint !== undefined) restoreTrainingState(network, optimizer, checkpoint, features?.variables);
  startUp.end('network');
  const step = checkpoint?.step ?? 0;
  const made = { sample, plan, network, features, userLoss, exits, optimizer, graphs, startUp, step };
  return {
    ...data,
    ...made,
    ...(averages === undefined ? {} : { averages }),
    options,
    trainingStep: createTrainingStep(options, made, post),
    device,
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
  services: PeerServices,
): TrainingSession {
  const { options, dataset, format, split, plan, network, features, optimizer } = prepared;
  const { spec, peerId } = options;
  const events = openEventFiles(join(options.runDir, 'tensorboard', peerId));
  const warn = (message: string): void => post({ kind: 'warning', message });
  const prediction = spec.training.eager
    ? undefined
    : new CompiledPrediction(network, warn, { cache: prepared.graphs });
  let bestLoss = prepared.bestLoss;
  return {
    spec,
    peerId,
    step: withFirstStepTold(prepared.trainingStep, () => post(startUpRecord(prepared))),
    stepsTotal: plan.stepsTotal,
    stepsPerEpoch: plan.stepsPerEpoch,
    mailbox,
    post,
    nowMs: () => performance.now(),
    takeBatch: (step) => batches.take(step),
    classes: dataset.classes,
    ...services,
    ...(dataset.text === undefined ? {} : { text: dataset.text }),
    evaluate: () => {
      prediction?.refresh();
      return evaluate(
        network,
        evaluationBatches(format, dataset.train, EVALUATION_BATCH, split.validation, split.labels),
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
          metrics: knownMetrics({
            bestValidationLoss: bestLoss,
            validationLoss: validation?.loss,
            validationAccuracy: validation?.accuracy,
          }),
          ...collectTrainingState(network, optimizer, features?.variables),
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

/** What start-up took, for whoever asks why a run was slow to begin. */
function startUpRecord({ options, startUp }: Prepared): TrainerMessage {
  startUp.end('first step');
  const record = {
    kind: 'start-up',
    peer: options.peerId,
    firstStepAt: new Date().toISOString(),
    partsMs: startUp.partsMs,
  };
  return { kind: 'record', record };
}

/**
 * @param samples - Of the largest batch.
 * @param numbers - Of each: logits, and features where they are sent.
 * @throws {CodistillError} `ERR_CONFIG` when they would be more than a frame may hold.
 */
function checkPayload(samples: number, numbers: number): void {
  if (samples * numbers * 4 <= LIMITS.payloadBytesMax) return;
  throw new CodistillError(
    'ERR_CONFIG',
    `${samples} samples × ${numbers} numbers to send exceed ${LIMITS.payloadBytesMax} bytes`,
    {
      fix: `use a --batch of at most ${Math.floor(LIMITS.payloadBytesMax / 4 / numbers)}`,
      facts: { samples, numbers },
    },
  );
}

/** A sample of the run's data as one of its peers sees it. */
async function sampleOf(dataset: Dataset, spec: RunSpec, peerId: string): Promise<SampleShape> {
  return sampleShape(dataset, await viewed(dataset, viewOf(spec, peerId)));
}

/** The mailbox of a peer: its own features and its teachers' have to fit, whoever's are larger. */
function mailboxFor({ sample, plan }: PeerData, shapes: FeatureShapes): MailboxBuffers {
  const sizes = [...shapes.values()].map(featureSize);
  const rows = plan.rowsMax;
  return createMailbox(rows * sample.positions * sample.classes, rows, rows * Math.max(0, ...sizes));
}

/** What the I/O thread is told when all is loaded. */
function readyMessage(
  { dataset, sample, plan }: PeerData,
  mailbox: MailboxBuffers,
  facts: Pick<Extract<TrainerMessage, { kind: 'ready' }>, 'step' | 'device' | 'parameters' | 'featureShapes'>,
): TrainerMessage {
  return {
    kind: 'ready',
    mailbox,
    dataDigest: dataset.digest,
    classes: sample.classes,
    positions: sample.positions,
    stepsTotal: plan.stepsTotal,
    ...facts,
  };
}

/** A peer that only predicts. */
async function runTeacher(options: TrainerOptions, inbox: TrainerInbox, post: Post): Promise<void> {
  const peer = options.spec.peers.find((one) => one.id === options.peerId)!;
  const device = describeDevice(peer.device);
  const data = await prepareData(options);
  const { dataset, format, sample, plan } = data;
  const frozen = await loadTeacher(peer.source, sample);
  const warn = (message: string): void => post({ kind: 'warning', message });
  const tap = await tapFrozen(frozen, options.spec, options.peerId, sample, warn);
  const featureShapes = new Map(tap === undefined ? [] : [[options.peerId, tap.shape] as const]);
  const predict = frozenPrediction(frozen, tap, plan.rowsMax, warn, graphCache(options, post));
  const buffers = mailboxFor(data, featureShapes);
  const mailbox = new TrainerMailbox(buffers, () => undefined);
  mailbox.setProgress(TRAINER_STATE.ready, 0, 0);
  const accuracy = weighedAccuracy(options.spec, data, predict, EVALUATION_BATCH);
  mailbox.setValidationAccuracy(accuracy);
  const checkpoint = frozenWeights(frozen, options.spec, options.peerId, accuracy);
  const parameters = frozen.kind === 'network' ? parameterCount(frozen.network) : 0;
  post(readyMessage(data, buffers, { step: 0, device, parameters, featureShapes }));
  await inbox.start();
  if (checkpoint !== undefined) post({ kind: 'weights', step: 0, checkpoint });
  const server = { samples: dataset.train, format, predict, rowsMax: plan.rowsMax };
  const result = await serveUntilStopped({ server, inbox, mailbox, post });
  post({ kind: 'finished', step: 0, result });
}

async function run(port: MessagePort, options: TrainerOptions): Promise<void> {
  const post: Post = (message) => port.postMessage(message);
  const inbox = new TrainerInbox(port);
  const { spec, peerId } = options;
  if (isFrozen(spec, peerId)) {
    await runTeacher(options, inbox, post);
    return;
  }
  const nowMs = (): number => performance.timeOrigin + performance.now();
  const startUp = new StartUpClock(nowMs, performance.timeOrigin);
  startUp.end('process', options.threadStartedAtMs);
  startUp.end('library');
  const prepared = await prepare(options, startUp, post);
  const { dataset, format, split, plan, network } = prepared;
  const featureShapes = prepared.features?.shapes ?? new Map<string, readonly number[]>();
  const buffers = mailboxFor(prepared, featureShapes);
  const mailbox = new TrainerMailbox(buffers, () => post({ kind: 'offer' }));
  mailbox.setProgress(TRAINER_STATE.ready, prepared.step, Math.floor(prepared.step / plan.stepsPerEpoch));
  const { step, device, trainingStep } = prepared;
  const services = await openServices({
    spec,
    peerId,
    dataset,
    format,
    plan,
    network,
    step: trainingStep,
    graphs: prepared.graphs,
    ...(prepared.averages === undefined ? {} : { averages: prepared.averages }),
    inbox,
    post,
  });
  post(readyMessage(prepared, buffers, { step, device, parameters: parameterCount(network), featureShapes }));
  // The first batches are made while the cohort gathers; should it begin elsewhere, they are made anew.
  const batches = await startPrefetch({
    samples: dataset.train,
    format,
    split,
    training: plan.spec,
    augment: options.spec.data.augment,
    startStep: prepared.step,
    held: 1 + spec.exchange.pipeline,
  });
  startUp.end('batches');
  const start = await inbox.start();
  startUp.end('join');
  const result = trainUntilStopped(session(prepared, mailbox, post, batches, services), start.step);
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
run(port, workerData as TrainerOptions)
  .catch((error: unknown) => port.postMessage(failure(error)))
  .finally(() => port.unref()); // its listener would keep this thread alive
