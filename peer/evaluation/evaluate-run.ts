import { join } from 'node:path';
import { checkClasses } from '../../proto/data-identity.js';
import { CodistillError } from '../../proto/errors.js';
import { isFrozen, type RunSpec } from '../../proto/run-spec.js';
import { calibrationError } from '../core/scoring/calibration.js';
import { type Churn, predictionChurn } from '../core/scoring/churn.js';
import { meanEntropy } from '../core/scoring/entropy.js';
import {
  agreement,
  bitsPerCharacter,
  ensembleMetrics,
  ensembleProbabilities,
  type Metrics,
} from '../core/scoring/scores.js';
import type { Dataset } from '../data/dataset.js';
import { allIds, evaluationBatches, type FilledBatch, repeatedBatches } from '../data/fill.js';
import type { InputFormat } from '../data/input-format.js';
import { KeptDataset } from '../data/kept-dataset.js';
import { loadRunDataset, sampleShape, splitOf, viewOf } from '../data/peer-data.js';
import { viewed } from '../data/views.js';
import { isLastTheBest } from '../files/checkpoint.js';
import { peerDirectory } from '../files/life.js';
import { CompiledPrediction } from '../graph/compiled-prediction.js';
import { GraphCache } from '../graph/graph-cache.js';
import { KeptSession } from '../graph/kept-session.js';
import { VariableHome } from '../graph/variable-home.js';
import { evaluate, type Predict, predictLogits } from '../model/evaluate.js';
import { type LoadedPeer, loadPeerNetwork } from '../model/peer-network.js';
import { namedWeights } from '../model/weights.js';
import { type Flatness, flatness } from './flatness.js';
import { findLogits, saveLogits } from './logits-file.js';
import { type Checkpoint, checkComparable, readPredictions, savePredictions } from './predictions-file.js';

/** Things that a process which scores several runs keeps from one to the next. */
export interface Kept {
  readonly data: KeptDataset;
  readonly session: KeptSession;
  /** The test samples as they are fed to networks that see them whole, by their data set. */
  readonly tests: WeakMap<Dataset, Iterable<FilledBatch>>;
}

export function nothingKept(): Kept {
  return { data: new KeptDataset(), session: new KeptSession(), tests: new WeakMap() };
}

export interface EvaluateRunOptions {
  readonly runDir: string;
  readonly spec: RunSpec;
  readonly dataDir?: string | undefined;
  readonly cacheDir: string;
  /** Stays from the run that was scored before. */
  readonly kept?: Kept | undefined;
  /** The newest checkpoint, or the one with the best validation loss. */
  readonly checkpoint: Checkpoint;
  /** Called with one line that the user should know; scoring goes on. */
  readonly warn: (message: string) => void;
  /** Whether each peer's predictions are saved in its directory. @default false */
  readonly savePredictions?: boolean;
  /** Whether each peer's test logits are saved, from which it can be scored where its checkpoints are not. @default false */
  readonly saveLogits?: boolean;
  /** Whether each peer is also scored on the samples it learned from. @default false */
  readonly scoreTraining?: boolean;
  /** Whether each peer is also scored on those under noise on its weights. @default false */
  readonly scoreFlatness?: boolean;
  /** Directory of another training whose saved predictions these are compared with, peer by peer. */
  readonly against?: string | undefined;
}

/** Quality on the test split. */
export interface TestScores {
  readonly testAccuracy: number;
  /** Mean negative log-likelihood, nats. */
  readonly testLoss: number;
  /** Expected calibration error, 0 to 1, see `calibrationError`. */
  readonly testEce: number;
  /** Mean entropy of the predictions, nats. */
  readonly testEntropy: number;
  /** Of a text: loss in bits, per character whatever the tokens are; else null. */
  readonly bitsPerCharacter: number | null;
  /** Of a text: e to the loss of a token; else null. */
  readonly perplexity: number | null;
}

export interface PeerScores extends TestScores {
  readonly id: string;
  readonly network: string;
  readonly step: number;
  /** Share of test samples to which the ensemble gives the same class. */
  readonly ensembleAgreement: number;
  /** Against the same peer of the other training; null without one. */
  readonly churn: Churn | null;
  /** On the samples it learned from, with the labels it learned; only where that was asked for. */
  readonly trainAccuracy?: number;
  /** On the same samples; only where that was asked for. */
  readonly flatness?: Flatness;
}

/** Test metrics of every peer whose checkpoint or test logits lie in the run directory, and of their ensemble. */
export interface RunEvaluation {
  readonly peers: readonly PeerScores[];
  /** The learners that cannot be scored, with the reason. */
  readonly unscored: readonly UnscoredPeer[];
  readonly ensemble: TestScores | null;
  /** Mean over pairs of peers of the share of test samples given the same class; null for one peer. */
  readonly agreement: number | null;
}

export interface UnscoredPeer {
  readonly id: string;
  readonly why: string;
}

interface Predicted {
  readonly id: string;
  readonly network: string;
  readonly step: number;
  readonly logits: Float32Array;
  readonly trainAccuracy?: number;
  readonly flatness?: Flatness;
}

/** Samples a forward pass: large enough to be fast, small enough for any network of the zoo. */
const EVALUATION_BATCH = 250;

/** As {@link evaluateRun}, of the newest checkpoints, and beside them of those with the best validation loss, where there are any. */
export async function evaluateBoth(
  options: Omit<EvaluateRunOptions, 'checkpoint'>,
): Promise<RunEvaluation & { readonly best?: RunEvaluation }> {
  const dataset = await datasetOf(options);
  const predicted = new Map<string, Predicted>();
  const last = await score({ ...options, checkpoint: 'last' }, dataset, predicted);
  if (options.spec.data.validationFraction === 0 && dataset.heldOut === undefined) return last;
  const best = await score(
    { ...options, checkpoint: 'best', scoreTraining: false, scoreFlatness: false },
    dataset,
    predicted,
  );
  return { ...last, best };
}

/**
 * Re-scores the saved peers of a run and their ensemble (mean of probabilities) on the test split.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` when no peer has a checkpoint there, or the other training has no saved
 *   predictions of these samples; `ERR_CLASS_NAMES` when the peers, or that training, learned classes of another meaning.
 */
export async function evaluateRun(options: EvaluateRunOptions): Promise<RunEvaluation> {
  return score(options, await datasetOf(options), new Map());
}

async function datasetOf(options: Omit<EvaluateRunOptions, 'checkpoint'>): Promise<Dataset> {
  const { spec, cacheDir, dataDir, kept, warn } = options;
  const dataset = await loadRunDataset(spec, { cacheDir, dataDir, kept: kept?.data });
  dataset.notes.forEach(warn);
  return dataset;
}

/** @param known - Gets the predictions of the last checkpoints; where the best one is the last, they are its predictions too. */
async function score(
  options: EvaluateRunOptions,
  dataset: Dataset,
  known: Map<string, Predicted>,
): Promise<RunEvaluation> {
  const { spec } = options;
  const predicted: Predicted[] = [];
  const unscored: UnscoredPeer[] = [];
  for (const { id } of spec.peers) {
    const one = await predictPeer(options, dataset, id, known);
    if (!('why' in one)) predicted.push(one);
    else if (!isFrozen(spec, id)) unscored.push(one);
  }
  if (predicted.length === 0) {
    throw new CodistillError('ERR_RUN_DIR', `no peer has a checkpoint or test logits in ${options.runDir}`, {
      fix: 'give the run directory that `codistill launch` printed',
    });
  }
  const { classes } = dataset;
  const logits = predicted.map((peer) => peer.logits);
  const together = ensembleProbabilities(logits, classes);
  return {
    peers: predicted.map((peer) => ({
      id: peer.id,
      network: peer.network,
      step: peer.step,
      ...scoresOf([peer.logits], dataset),
      ensembleAgreement: agreement([peer.logits, together], classes),
      churn: keepAndCompare(options, dataset, peer),
      ...(peer.trainAccuracy === undefined ? {} : { trainAccuracy: peer.trainAccuracy }),
      ...(peer.flatness === undefined ? {} : { flatness: peer.flatness }),
    })),
    unscored,
    ensemble: scoresOf(logits, dataset),
    agreement: logits.length < 2 ? null : agreement(logits, classes),
  };
}

async function predictPeer(
  options: EvaluateRunOptions,
  dataset: Dataset,
  peerId: string,
  known: Map<string, Predicted>,
): Promise<Predicted | UnscoredPeer> {
  const { spec, runDir, checkpoint: which } = options;
  const { network } = spec.peers.find(({ id }) => id === peerId)!;
  const format = await viewed(dataset, viewOf(spec, peerId));
  const directory = join(peerDirectory(runDir, peerId), 'checkpoints');
  const sample = sampleShape(dataset, format);
  const found = findLogits(runDir, peerId, which, dataset);
  const last = which === 'best' && 'why' in found ? known.get(peerId) : undefined;
  if (last !== undefined && isLastTheBest(directory))
    return { id: peerId, network, step: last.step, logits: last.logits };
  const loaded = await loadPeerNetwork({ spec, peerId, dataset: sample, directory, which });
  try {
    if (loaded === undefined) return { id: peerId, ...('why' in found ? found : { network, ...found }) };
    // A place in a run may be another machine's than before: the checkpoints of it that are here are then older.
    if (!('why' in found) && found.step > loaded.step) return { id: peerId, network, ...found };
    const predicted = {
      id: peerId,
      network,
      step: loaded.step,
      ...predictWith(loaded, options, { dataset, format, peerId }),
    };
    if (which === 'last') known.set(peerId, predicted);
    return predicted;
  } finally {
    loaded?.network.dispose();
  }
}

/** The logits of a saved network on the test split, and how well it knows the samples that it learned from. */
function predictWith(
  { network, data }: LoadedPeer,
  options: EvaluateRunOptions,
  {
    dataset,
    format,
    peerId,
  }: { readonly dataset: Dataset; readonly format: InputFormat; readonly peerId: string },
): Pick<Predicted, 'logits' | 'trainAccuracy' | 'flatness'> {
  const { spec, runDir, cacheDir, kept, warn, scoreTraining = false, scoreFlatness = false } = options;
  const doubt = checkClasses(dataset, data, `the checkpoint of ${peerId} in ${runDir}`);
  if (doubt !== undefined) warn(doubt);
  // Compiled as the peers' own validation is, whose graphs are found in the cache.
  const cache = new GraphCache(join(cacheDir, 'graphs'), warn);
  const { eager } = spec.training;
  const variables = namedWeights(network).map(({ variable }) => variable);
  const home = kept && new VariableHome(variables, kept.session);
  const prediction = new CompiledPrediction(network, warn, { eager, cache, home });
  const predict: Predict = (inputs, rows) => prediction.predict(inputs, rows);
  try {
    const logits = predictLogits(predict, testBatches(dataset, format, kept?.tests));
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

function testBatches(
  dataset: Dataset,
  format: InputFormat,
  kept: Kept['tests'] | undefined,
): Iterable<FilledBatch> {
  const known = format.view === undefined ? kept?.get(dataset) : undefined;
  if (known !== undefined) return known;
  const batches = repeatedBatches(format, dataset.test, EVALUATION_BATCH);
  if (format.view === undefined) kept?.set(dataset, batches);
  return batches;
}

function scoresOf(logits: readonly Float32Array[], { test, classes, text }: Dataset): TestScores {
  const { accuracy, loss } = ensembleMetrics(logits, test.labels, classes);
  const probabilities = ensembleProbabilities(logits, classes);
  return {
    testAccuracy: accuracy,
    testLoss: loss,
    testEce: calibrationError(probabilities, test.labels, classes),
    testEntropy: meanEntropy(probabilities, classes),
    bitsPerCharacter: text === undefined ? null : bitsPerCharacter(loss, text),
    perplexity: text === undefined ? null : Math.exp(loss),
  };
}

/** Saves what a peer predicts, compares it with another training's predictions, or neither. */
function keepAndCompare(options: EvaluateRunOptions, dataset: Dataset, peer: Predicted): Churn | null {
  const { runDir, checkpoint, against } = options;
  const { classes, classNames, positions, digest, test } = dataset;
  const facts = {
    ...{
      peer: peer.id,
      step: peer.step,
      dataDigest: digest,
      classNames,
      samples: test.count,
      positions,
      classes,
    },
    ids: allIds(test.count),
  };
  if (options.saveLogits === true) saveLogits(runDir, checkpoint, { ...facts, values: peer.logits });
  if (against === undefined && options.savePredictions !== true) return null;
  const predictions = { ...facts, probabilities: ensembleProbabilities([peer.logits], classes) };
  if (options.savePredictions === true) savePredictions(runDir, checkpoint, predictions);
  if (against === undefined) return null;
  const other = readPredictions(against, peer.id, checkpoint);
  checkComparable(predictions, other);
  return predictionChurn(predictions.probabilities, other.probabilities, classes);
}
