import { join } from 'node:path';
import { checkClasses } from '../../proto/data-identity.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { Metrics } from '../core/scoring/scores.js';
import type { Dataset } from '../data/dataset.js';
import { evaluationBatches } from '../data/fill.js';
import type { InputFormat } from '../data/input-format.js';
import { sampleShape, splitOf, viewOf } from '../data/peer-data.js';
import { viewed } from '../data/views.js';
import type { Checkpoint } from '../files/outputs-file.js';
import { CompiledPrediction } from '../graph/compiled-prediction.js';
import { GraphCache } from '../graph/graph-cache.js';
import { KeptSession } from '../graph/kept-session.js';
import { VariableHome } from '../graph/variable-home.js';
import { EVALUATION_BATCH, evaluate, type Predict, predictLogits } from '../model/evaluate.js';
import { type LoadedPeer, loadPeerNetwork } from '../model/peer-network.js';
import { namedWeights } from '../model/weights.js';
import { type Flatness, flatness } from './flatness.js';

/** Things of networks that a process which scores several runs keeps from one to the next. */
export interface KeptNetworks {
  /** Once a network was run. */
  session?: KeptSession;
}

export interface SavedNetworkOptions {
  readonly runDir: string;
  readonly spec: RunSpec;
  readonly cacheDir: string;
  /** The newest checkpoint, or the one with the best validation loss. */
  readonly checkpoint: Checkpoint;
  /** Called with one line that the user should know; scoring goes on. */
  readonly warn: (message: string) => void;
  /** Whether each peer is also scored on the samples it learned from. @default false */
  readonly scoreTraining?: boolean;
  /** Whether each peer is also scored on those under noise on its weights. @default false */
  readonly scoreFlatness?: boolean;
  /** Stays from the run that was scored before. */
  readonly kept?: KeptNetworks | undefined;
}

/** A saved network's word on the test split, and of the samples that it learned from. */
export interface SavedPrediction {
  readonly step: number;
  /** float32 `[samples * positions * classes]`. */
  readonly logits: Float32Array;
  readonly trainAccuracy?: number;
  readonly flatness?: Flatness;
}

/**
 * Runs the network of a peer's checkpoint.
 *
 * @param directory - Of its checkpoints.
 * @returns `undefined` where there is none.
 */
export async function predictSaved(
  options: SavedNetworkOptions,
  dataset: Dataset,
  peerId: string,
  directory: string,
): Promise<SavedPrediction | undefined> {
  const { spec, checkpoint: which } = options;
  const format = await viewed(dataset, viewOf(spec, peerId));
  const sample = sampleShape(dataset, format);
  const loaded = await loadPeerNetwork({ spec, peerId, dataset: sample, directory, which });
  if (loaded === undefined) return undefined;
  try {
    return { step: loaded.step, ...predictWith(loaded, options, { dataset, format, peerId }) };
  } finally {
    loaded.network.dispose();
  }
}

/** The logits of a saved network on the test split, and how well it knows the samples that it learned from. */
function predictWith(
  { network, data }: LoadedPeer,
  options: SavedNetworkOptions,
  {
    dataset,
    format,
    peerId,
  }: { readonly dataset: Dataset; readonly format: InputFormat; readonly peerId: string },
): Omit<SavedPrediction, 'step'> {
  const { spec, runDir, cacheDir, kept, warn, scoreTraining = false, scoreFlatness = false } = options;
  const doubt = checkClasses(dataset, data, `the checkpoint of ${peerId} in ${runDir}`);
  if (doubt !== undefined) warn(doubt);
  // Compiled as the peers' own validation is, whose graphs are found in the cache.
  const cache = new GraphCache(join(cacheDir, 'graphs'), warn);
  const { eager } = spec.training;
  const variables = namedWeights(network).map(({ variable }) => variable);
  if (kept !== undefined) kept.session ??= new KeptSession();
  const home = kept && new VariableHome(variables, kept.session);
  const prediction = new CompiledPrediction(network, warn, { eager, cache, home });
  const predict: Predict = (inputs, rows) => prediction.predict(inputs, rows);
  try {
    const logits = predictLogits(predict, evaluationBatches(format, dataset.test, EVALUATION_BATCH));
    const { role } = spec.peers.find(({ id }) => id === peerId)!;
    if (role === 'teacher' || !(scoreTraining || scoreFlatness)) return { logits };
    const { train, labels } = splitOf(spec, peerId, dataset);
    const look = (): Metrics => {
      const learned = evaluationBatches(format, dataset.train, EVALUATION_BATCH, train, labels);
      prediction.refresh();
      return evaluate(predict, learned, dataset.classes);
    };
    return {
      logits,
      ...(scoreTraining ? { trainAccuracy: look().accuracy } : {}),
      ...(scoreFlatness ? { flatness: flatness(network, spec.training.seed, look) } : {}),
    };
  } finally {
    prediction.dispose();
    home?.dispose();
  }
}
