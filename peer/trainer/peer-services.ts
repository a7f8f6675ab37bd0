import type { RunSpec } from '../../proto/run-spec.js';
import { byWeightsAt, type Scheme } from '../../proto/scheme.js';
import type { ServeRequest } from '../core/exchange/offer.js';
import type { BatchPlan } from '../data/batches.js';
import type { Dataset } from '../data/dataset.js';
import { fillBatch } from '../data/fill.js';
import type { InputFormat } from '../data/input-format.js';
import { sampleShape, viewOf } from '../data/peer-data.js';
import { viewed } from '../data/views.js';
import { CompiledPrediction } from '../graph/compiled-prediction.js';
import type { GraphCache } from '../graph/graph-cache.js';
import type { Precision } from '../graph/low-precision.js';
import type { TrainingStep } from '../graph/training-step.js';
import type { TrainerMessage } from '../mailbox/messages.js';
import type { LayersModel } from '../model/backend.js';
import { type FeatureTap, tapFeatures } from '../model/feature-tap.js';
import type { Averaging } from '../model/optimizers/averaging.js';
import { createPeerNetwork } from '../model/peer-network.js';
import { collectTensors } from '../model/training-state.js';
import { namedWeights } from '../model/weights.js';
import { LocalTeachers } from './local-teachers.js';
import type { PeerServices } from './ports.js';
import { PredictionServer } from './prediction-server.js';
import { answerWaitSteps } from './teacher-exchange.js';
import type { TrainerInbox } from './trainer-inbox.js';
import { WaitingRequests } from './waiting-requests.js';
import { weightsCheckpoints } from './weights-checkpoint.js';

export interface ServicesOptions {
  readonly spec: RunSpec;
  readonly scheme: Scheme;
  readonly peerId: string;
  readonly dataset: Dataset;
  /** As this peer sees them. */
  readonly format: InputFormat;
  readonly plan: BatchPlan;
  readonly network: LayersModel;
  readonly step: TrainingStep;
  readonly graphs: GraphCache;
  /** Averages to hand out instead of the weights. */
  readonly averages?: Averaging | undefined;
  readonly inbox: TrainerInbox;
  readonly post: (message: TrainerMessage) => void;
  readonly warn: (message: string) => void;
}

/** Makes the services that a run's exchange modes ask for. */
export async function openServices(options: ServicesOptions): Promise<PeerServices> {
  const { spec, plan, inbox } = options;
  const { answers, handsOutWeights: byWeights } = options.scheme;
  const bySample = answers || spec.peers.some((peer) => peer.role === 'teacher');
  const localTeachers = byWeights ? await openLocalTeachers(options) : undefined;
  const answering = bySample ? openAnswering(options) : undefined;
  const serve = (step: number): void => {
    for (const message of inbox.take()) {
      if (message.kind === 'teacherWeights') localTeachers?.receive(message);
      else if (message.kind === 'request') answering?.add(message.request, step);
    }
    answering?.answer(step);
  };
  return {
    ...(bySample ? { planned: (step: number) => plan.at(step) } : {}),
    ...(localTeachers === undefined ? {} : { localTeachers }),
    weightsToPublish: byWeights ? publishing(options) : () => undefined,
    serve: bySample || byWeights ? serve : () => {},
    close: () => localTeachers?.close(),
  };
}

/** A network for every peer that may teach this one, with that peer's view of the samples; the weights come later. */
async function openLocalTeachers(options: ServicesOptions): Promise<LocalTeachers> {
  const { spec, peerId, dataset, plan, warn } = options;
  const networks = new Map<string, LayersModel>();
  const taps = new Map<string, FeatureTap>();
  const otherFormats = new Map<string, InputFormat>();
  const { taughtBySelf } = options.scheme;
  for (const { id, view } of spec.peers) {
    if ((id === peerId) !== taughtBySelf) continue;
    const sameView = view === viewOf(spec, peerId);
    const format = sameView ? options.format : await viewed(dataset, view);
    const network = await createPeerNetwork(spec, id, sampleShape(dataset, format));
    networks.set(id, network);
    const { feature } = spec.distillation;
    if (feature !== 'none') taps.set(id, tapFeatures(network, feature));
    if (!sameView) otherFormats.set(id, format);
  }
  return new LocalTeachers(networks, {
    eager: spec.training.eager,
    precision: precisionOf(options),
    rowsMax: plan.rowsMax,
    cache: options.graphs,
    frozen: new Set(spec.peers.flatMap(({ id, role }) => (role === 'teacher' ? [id] : []))),
    taps,
    warn,
    inputsOf: (teacher, step) => {
      const format = otherFormats.get(teacher);
      return format && fillBatch(format, dataset.train, dataset.train.labels, plan.at(step)).inputs;
    },
  });
}

/** The precision that this peer computes in, its teachers' networks too where it runs them itself. */
function precisionOf({ spec, peerId }: ServicesOptions): Precision {
  return spec.peers.find(({ id }) => id === peerId)!.precision;
}

/** Takes requests in, and answers them with the newest weights, several in one forward pass. */
interface Answering {
  add(request: ServeRequest, step: number): void;
  answer(step: number): void;
}

function openAnswering(options: ServicesOptions): Answering {
  const { spec, scheme, dataset, format, plan, network, graphs, post, warn } = options;
  const { eager } = spec.training;
  const { home } = options.step;
  const prediction = new CompiledPrediction(network, warn, {
    ...{ eager, precision: precisionOf(options), cache: graphs, home },
  });
  // Frozen teachers may be the only ones that are asked.
  const mayBeAsked = scheme.answers && spec.peers.filter(({ role }) => role === 'learner').length > 1;
  if (mayBeAsked) prediction.prepare(plan.rowsMax);
  const server = new PredictionServer({
    samples: dataset.train,
    format,
    predict: (inputs, rows) => prediction.outputs(inputs, rows),
    rowsMax: plan.rowsMax,
  });
  const waiting = new WaitingRequests({ rowsMax: plan.rowsMax, stepsMax: answerWaitSteps(scheme) });
  return {
    add: (request, step) => waiting.add(request, step),
    answer(step) {
      for (const served of server.answer(waiting.take(step), step)) post({ kind: 'served', served });
    },
  };
}

/** Hands out the weights every `everySteps` steps, and at once when training begins. */
function publishing({
  spec,
  scheme,
  peerId,
  network,
  averages,
  plan,
  step: training,
}: ServicesOptions): PeerServices['weightsToPublish'] {
  const checkpointOf = weightsCheckpoints(spec, peerId);
  let begun = false;
  return (step, validation) => {
    const epoch = Math.floor(step / plan.stepsPerEpoch);
    const way = byWeightsAt(scheme, epoch);
    if (way === undefined || (begun && step % way.everySteps !== 0)) return undefined;
    begun = true;
    training.settle();
    const checkpoint = checkpointOf({
      step,
      epoch,
      validationAccuracy: validation?.accuracy,
      tensors: averages?.tensors() ?? collectTensors(namedWeights(network)),
    });
    return { kind: 'weights', step, checkpoint };
  };
}
