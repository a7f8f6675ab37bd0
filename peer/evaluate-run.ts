import { join } from 'node:path';
import { CodistillError } from '../proto/errors.js';
import type { RunSpec } from '../proto/run-spec.js';
import { loadDataset } from './data/catalog.js';
import { evaluationBatches } from './data/fill.js';
import { peerDirectory } from './incarnation.js';
import { agreement, ensembleMetrics, type Metrics, metricsOf, predictLogits } from './model/evaluate.js';
import { loadPeerNetwork } from './model/peer-network.js';

export interface EvaluateRunOptions {
  readonly runDir: string;
  readonly spec: RunSpec;
  readonly dataDir?: string;
  readonly cacheDir: string;
  /** The newest checkpoint, or the one with the best validation loss. */
  readonly checkpoint: 'last' | 'best';
}

/** Test metrics of every peer whose checkpoint lies in the run directory, and of their ensemble. */
export interface RunEvaluation {
  readonly peers: readonly {
    id: string;
    network: string;
    step: number;
    testAccuracy: number;
    testLoss: number;
  }[];
  readonly ensemble: { readonly testAccuracy: number; readonly testLoss: number } | null;
  /** Mean over pairs of peers of the share of test samples given the same class; null for one peer. */
  readonly agreement: number | null;
}

/** Samples a forward pass: large enough to be fast, small enough for any network of the zoo. */
const EVALUATION_BATCH = 250;

/**
 * Re-scores the saved peers of a run and their ensemble (mean of probabilities) on the test split.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` when no peer has a checkpoint there.
 */
export async function evaluateRun(options: EvaluateRunOptions): Promise<RunEvaluation> {
  const { spec } = options;
  const dataset = await loadDataset(spec.data.name, {
    seed: spec.training.seed,
    cacheDir: options.cacheDir,
    ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
  });
  const { labels } = dataset.test;
  const scored: { id: string; network: string; step: number; logits: Float32Array; metrics: Metrics }[] = [];
  for (const peer of spec.peers) {
    const directory = join(peerDirectory(options.runDir, peer.id), 'checkpoints');
    const loaded = await loadPeerNetwork({
      spec,
      peerId: peer.id,
      dataset,
      directory,
      which: options.checkpoint,
    });
    if (loaded === undefined) continue;
    const logits = predictLogits(loaded.network, evaluationBatches(dataset, dataset.test, EVALUATION_BATCH));
    loaded.network.dispose();
    const metrics = metricsOf(logits, labels, dataset.classes);
    scored.push({ id: peer.id, network: peer.network, step: loaded.step, logits, metrics });
  }
  if (scored.length === 0) {
    throw new CodistillError('ERR_RUN_DIR', `no peer has a checkpoint in ${options.runDir}`, {
      fix: 'give the run directory that `codistill launch` printed',
    });
  }
  return summarize(scored, labels, dataset.classes);
}

function summarize(
  scored: readonly { id: string; network: string; step: number; logits: Float32Array; metrics: Metrics }[],
  labels: Int32Array,
  classes: number,
): RunEvaluation {
  const logits = scored.map((peer) => peer.logits);
  const ensemble = ensembleMetrics(logits, labels, classes);
  return {
    peers: scored.map(({ id, network, step, metrics }) => ({
      id,
      network,
      step,
      testAccuracy: metrics.accuracy,
      testLoss: metrics.loss,
    })),
    ensemble: { testAccuracy: ensemble.accuracy, testLoss: ensemble.loss },
    agreement: logits.length < 2 ? null : agreement(logits, classes),
  };
}
