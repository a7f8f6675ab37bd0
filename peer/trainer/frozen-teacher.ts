import { TRAINER_STATE } from '../../proto/codec.js';
import { CodistillError } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { evaluationBatches } from '../data/fill.js';
import type { InputFormat } from '../data/input-format.js';
import type { PeerData, SampleShape } from '../data/peer-data.js';
import { CompiledPrediction, type PredictionOptions } from '../graph/compiled-prediction.js';
import { type TrainerMessage, type TrainingResult, UNTRAINED } from '../mailbox/messages.js';
import { TrainerMailbox } from '../mailbox/trainer-mailbox.js';
import { describeDevice } from '../model/backend.js';
import { EVALUATION_BATCH, evaluate, type PredictOutputs } from '../model/evaluate.js';
import { tapTeacher } from '../model/feature-learning.js';
import type { FeatureTap } from '../model/feature-tap.js';
import { collectTensors } from '../model/training-state.js';
import { namedWeights, parameterCount } from '../model/weights.js';
import { PredictionServer, type ServerOptions } from './prediction-server.js';
import { graphCache, judgePrecision, mailboxFor, prepareData, readyMessage, type Thread } from './set-up.js';
import { noWeights } from './teacher-place.js';
import { type FrozenNetwork, loadTeacher } from './teacher-source.js';
import { tryTeacher } from './teacher-trial.js';
import type { TrainerInbox } from './trainer-inbox.js';
import { weightsCheckpoints } from './weights-checkpoint.js';

/** How often a teacher with nothing to do looks whether the run is over. */
const LOOK_MS = 50;

/** Mean and deviation, pixels on the scale 0 … 1, that make another scale of them. */
const MEAN_AND_STD = { uint8: [0, 1 / 255], '0..1': [0, 1], '-1..1': [0.5, 0.5] } as const;

/** A peer that only predicts. */
export async function runFrozenTeacher(thread: Thread): Promise<void> {
  const { options, inbox, post, warn } = thread;
  const peer = options.spec.peers.find((one) => one.id === options.peerId)!;
  const device = describeDevice(options.device ?? peer.device);
  judgePrecision(thread, peer, device);
  const prepared = await prepareData(thread);
  const { dataset, sample, plan } = prepared;
  const frozen = await loadTeacher(peer, { ...dataset, ...sample }, warn);
  const format = formatFor(frozen, prepared.format);
  const data = { ...prepared, format };
  const tap = await tapFrozen(frozen, options.spec, options.peerId, sample, warn);
  const featureShapes = new Map(tap === undefined ? [] : [[options.peerId, tap.shape] as const]);
  const { precision } = peer;
  const raw = frozenPrediction(frozen, tap, plan.rowsMax, warn, { precision, cache: graphCache(thread) });
  const predict = tryTeacher(raw, frozen, peer, data, warn);
  const buffers = mailboxFor(data, options.spec, featureShapes);
  const mailbox = new TrainerMailbox(buffers, () => undefined);
  mailbox.setProgress(TRAINER_STATE.ready, 0, 0);
  const accuracy = weighedAccuracy(options.spec, data, predict, EVALUATION_BATCH);
  mailbox.setValidationAccuracy(accuracy);
  const checkpoint = thread.scheme.handsOutWeights
    ? frozenWeights(frozen, options.spec, options.peerId, accuracy, prepared.format)
    : undefined;
  const parameters = frozen.kind === 'network' ? parameterCount(frozen.network) : 0;
  post(
    readyMessage(thread, data, buffers, { step: 0, checkpointSteps: [0], device, parameters, featureShapes }),
  );
  await inbox.start();
  if (checkpoint !== undefined) post({ kind: 'weights', step: 0, checkpoint });
  const server = { samples: dataset.train, format, predict, rowsMax: plan.rowsMax };
  const result = await serveUntilStopped({ server, inbox, mailbox, post });
  post({ kind: 'finished', step: 0, result });
}

/** The inputs that a frozen teacher was trained on: on the scale that it learned them on, or that it is said to take. */
export function formatFor(frozen: FrozenNetwork, format: InputFormat): InputFormat {
  const { normalization, scale = 'normalized' } = frozen;
  if (normalization !== undefined) return { ...format, normalization };
  if (scale === 'normalized') return format;
  const [mean, std] = MEAN_AND_STD[scale];
  const channels = format.normalization.mean.length;
  const ofEach = (value: number): number[] => new Array<number>(channels).fill(value);
  return { ...format, normalization: { mean: ofEach(mean), std: ofEach(std) } };
}

/**
 * How a frozen network predicts, compiled where that is possible.
 *
 * @param tap - Of this network, where features are wanted of it.
 * @param rowsMax - Samples of the largest batch.
 * @throws {CodistillError} `ERR_CONFIG` for a SavedModel in another precision than its own.
 */
export function frozenPrediction(
  frozen: FrozenNetwork,
  tap: FeatureTap | undefined,
  rowsMax: number,
  warn: (message: string) => void,
  options: Pick<PredictionOptions, 'cache' | 'precision'> = {},
): PredictOutputs {
  if (frozen.kind === 'predict' && (options.precision ?? 'float32') !== 'float32') {
    throw new CodistillError(
      'ERR_CONFIG',
      `a SavedModel or graph model computes as it was saved, not in ${options.precision}`,
      { fix: 'leave the precision out of that teacher' },
    );
  }
  if (frozen.kind === 'predict') return (inputs, rows) => ({ logits: frozen.predict(inputs, rows) });
  const compiled = new CompiledPrediction(frozen.network, warn, { ...options, tap });
  compiled.prepare(rowsMax);
  return (inputs, rows) => compiled.outputs(inputs, rows);
}

/**
 * Taps a frozen teacher for what a feature loss wants of it; a SavedModel has nothing that could be tapped.
 *
 * @throws {CodistillError} As `tapTeacher`.
 */
export async function tapFrozen(
  frozen: FrozenNetwork,
  spec: RunSpec,
  peerId: string,
  sample: SampleShape,
  warn: (message: string) => void,
): Promise<FeatureTap | undefined> {
  if (frozen.kind === 'network') return tapTeacher(spec, peerId, frozen.network, sample);
  const { feature } = spec.distillation;
  if (feature !== 'none')
    warn(`a SavedModel or graph model gives logits alone: no ${feature} features come from ${peerId}`);
  return undefined;
}

/**
 * The weights that a frozen teacher hands out where its students run it themselves (`checkpoint` mode): once, since they
 * never change.
 *
 * @param format - In which its students would show it their samples.
 * @throws {CodistillError} `ERR_CONFIG` when students could not build its network from the run spec, or not feed it.
 */
export function frozenWeights(
  frozen: FrozenNetwork,
  spec: RunSpec,
  peerId: string,
  validationAccuracy: number | undefined,
  format: InputFormat,
): Uint8Array {
  const { network: named } = spec.peers.find(({ id }) => id === peerId)!;
  if (frozen.kind === 'predict' || !frozen.isOfCatalog) throw noWeights(peerId);
  if (frozen.name !== named) {
    throw new CodistillError(
      'ERR_CONFIG',
      `${peerId} is a ${frozen.name}, its students would build a ${named}`,
      { fix: `name its network: --peer id=${peerId},network=${frozen.name},…` },
    );
  }
  if (JSON.stringify(formatFor(frozen, format).normalization) !== JSON.stringify(format.normalization)) {
    throw noWeights(peerId, 'it learned pixels on another scale than its students have');
  }
  return weightsCheckpoints(
    spec,
    peerId,
  )({
    step: 0,
    epoch: 0,
    validationAccuracy,
    tensors: collectTensors(namedWeights(frozen.network)),
  });
}

/**
 * Validation accuracy of a frozen teacher, where students weigh their teachers by it: it never changes, so it is
 * validated once.
 */
export function weighedAccuracy(
  { distillation }: RunSpec,
  { dataset, format, split }: Pick<PeerData, 'dataset' | 'format' | 'split'>,
  predict: PredictOutputs,
  rowsMax: number,
): number | undefined {
  if (distillation.teacherWeights !== 'validation') return undefined;
  const batches = evaluationBatches(format, dataset.train, rowsMax, split.validation, split.labels);
  return evaluate((inputs, rows) => predict(inputs, rows).logits, batches, dataset.classes).accuracy;
}

/**
 * A frozen teacher's run: it answers requests until it is sent home. Its event loop turns, so nothing here blocks but
 * the predictions themselves.
 */
export async function serveUntilStopped(options: {
  readonly server: ServerOptions;
  readonly inbox: TrainerInbox;
  readonly mailbox: TrainerMailbox;
  readonly post: (message: TrainerMessage) => void;
}): Promise<TrainingResult> {
  const { inbox, mailbox, post } = options;
  const server = new PredictionServer(options.server);
  const answerAll = (): void => {
    const requests = inbox.take().flatMap((message) => (message.kind === 'request' ? [message.request] : []));
    for (const served of server.answer(requests, 0)) post({ kind: 'served', served });
  };
  mailbox.setProgress(TRAINER_STATE.ready, 0, 0);
  await new Promise<void>((resolve, reject) => {
    const look = setInterval(() => {
      if (mailbox.stopAtStep !== 0) return; // the step of a teacher: it is sent home with a stop before it
      clearInterval(look);
      resolve();
    }, LOOK_MS);
    inbox.listen(() => {
      try {
        answerAll();
      } catch (error) {
        clearInterval(look);
        reject(error);
      }
    });
    answerAll();
  });
  mailbox.setProgress(TRAINER_STATE.finished, 0, 0);
  return UNTRAINED;
}
