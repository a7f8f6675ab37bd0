import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { isFrozen } from '../../proto/run-spec.js';
import { calibrationError } from '../core/scoring/calibration.js';
import { type Churn, predictionChurn } from '../core/scoring/churn.js';
import { meanEntropy } from '../core/scoring/entropy.js';
import {
  agreement,
  bitsPerCharacter,
  ensembleMetrics,
  ensembleProbabilities,
} from '../core/scoring/scores.js';
import type { Dataset } from '../data/dataset.js';
import { allIds } from '../data/fill.js';
import { KeptDataset } from '../data/kept-dataset.js';
import { loadRunDataset } from '../data/peer-data.js';
import { isLastTheBest } from '../files/checkpoint.js';
import { peerDirectory } from '../files/life.js';
import { outputFacts, outputsFile, removeTestLogits } from '../files/outputs-file.js';
import type { Flatness } from './flatness.js';
import { type FoundLogits, findLogits, saveLogits } from './logits-file.js';
import { checkComparable, readPredictions, savePredictions } from './predictions-file.js';
import type { KeptNetworks, SavedNetworkOptions, SavedPrediction } from './saved-network.js';

/** Things that a process which scores several runs keeps from one to the next. */
export interface Kept extends KeptNetworks {
  readonly data: KeptDataset;
}

export function nothingKept(): Kept {
  return { data: new KeptDataset() };
}

export interface EvaluateRunOptions extends SavedNetworkOptions {
  readonly dataDir?: string | undefined;
  /** Stays from the run that was scored before. */
  readonly kept?: Kept | undefined;
  /** Whether each peer's predictions are saved in its directory. @default false */
  readonly savePredictions?: boolean;
  /** Whether each peer's test logits are saved, from which it can be scored where its checkpoints are not. @default false */
  readonly saveLogits?: boolean;
  /** Whether the peers have just left their test logits, where they could, which are then used up. @default false */
  readonly fromPeers?: boolean;
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

interface Predicted extends SavedPrediction {
  readonly id: string;
  readonly network: string;
}

/** As {@link evaluateRun}, of the newest checkpoints, and beside them of those with the best validation loss, where there are any. */
export async function evaluateBoth(
  options: Omit<EvaluateRunOptions, 'checkpoint'>,
): Promise<RunEvaluation & { readonly best?: RunEvaluation }> {
  const dataset = await datasetOf(options);
  try {
    return await scoreBoth(options, dataset);
  } finally {
    if (options.fromPeers === true)
      for (const { id } of options.spec.peers) removeTestLogits(options.runDir, id);
  }
}

async function scoreBoth(
  options: Omit<EvaluateRunOptions, 'checkpoint'>,
  dataset: Dataset,
): Promise<RunEvaluation & { readonly best?: RunEvaluation }> {
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
  const found = findLogits(outputsFile(runDir, peerId, 'logits', which), peerId, dataset);
  const left = leftLogits(options, dataset, peerId);
  // A place in a run may be another machine's than before: what is of it here is then older.
  if (left !== undefined && ('why' in found || found.step <= left.step)) {
    const predicted = { id: peerId, network, ...left };
    if (which === 'last') known.set(peerId, predicted);
    return predicted;
  }
  const directory = join(peerDirectory(runDir, peerId), 'checkpoints');
  const last = which === 'best' && 'why' in found ? known.get(peerId) : undefined;
  if (last !== undefined && isLastTheBest(directory))
    return { id: peerId, network, step: last.step, logits: last.logits };
  // Who has no checkpoint has no network to load TensorFlow for.
  const saved = existsSync(directory) ? await import('./saved-network.js') : undefined;
  const predicted = await saved?.predictSaved(options, dataset, peerId, directory);
  if (predicted === undefined) return { id: peerId, ...('why' in found ? found : { network, ...found }) };
  if (!('why' in found) && found.step > predicted.step) return { id: peerId, network, ...found };
  if (which === 'last') known.set(peerId, { id: peerId, network, ...predicted });
  return { id: peerId, network, ...predicted };
}

/** The logits that the peer left of its checkpoint; `undefined` where it did not, or where more of its network is asked for. */
function leftLogits(
  { runDir, checkpoint, fromPeers, scoreTraining, scoreFlatness }: EvaluateRunOptions,
  dataset: Dataset,
  peerId: string,
): Exclude<FoundLogits, { readonly why: string }> | undefined {
  if (fromPeers !== true || scoreTraining === true || scoreFlatness === true) return undefined;
  const found = findLogits(outputsFile(runDir, peerId, 'test-logits', checkpoint), peerId, dataset);
  return 'why' in found ? undefined : found;
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
  const { classes, test } = dataset;
  const facts = { ...outputFacts(dataset, peer.id, peer.step), ids: allIds(test.count) };
  if (options.saveLogits === true) saveLogits(runDir, checkpoint, { ...facts, values: peer.logits });
  if (against === undefined && options.savePredictions !== true) return null;
  const predictions = { ...facts, probabilities: ensembleProbabilities([peer.logits], classes) };
  if (options.savePredictions === true) savePredictions(runDir, checkpoint, predictions);
  if (against === undefined) return null;
  const other = readPredictions(against, peer.id, checkpoint);
  checkComparable(predictions, other);
  return predictionChurn(predictions.probabilities, other.probabilities, classes);
}
