import { allIds, evaluationBatches } from '../data/fill.js';
import type { PeerData } from '../data/peer-data.js';
import {
  type CheckpointExpectation,
  isLastTheBest,
  loadBestCheckpoint,
  loadLastCheckpoint,
} from '../files/checkpoint.js';
import { type Checkpoint, outputFacts, outputsFile, saveOutputs } from '../files/outputs-file.js';
import type { LayersModel } from '../model/backend.js';
import { EVALUATION_BATCH, type Predict, predictLogits } from '../model/evaluate.js';
import { restoreWeights } from '../model/training-state.js';

/** The test logits of one peer, and what makes them. */
export interface TestLogitsOptions {
  readonly runDir: string;
  readonly peerId: string;
  /** The directory of its checkpoints. */
  readonly directory: string;
  readonly expect: CheckpointExpectation;
  readonly network: LayersModel;
  /** Predicts by the weights that the network has. */
  readonly predict: Predict;
  readonly data: Pick<PeerData, 'dataset' | 'format'>;
}

/** A peer that is done is not heard meanwhile, and others may still train. */
const PREDICT_MS_MAX = 1_000;

/** The checkpoints whose test logits a peer leaves. */
const BOTH: readonly Checkpoint[] = ['last', 'best'];

/**
 * Leaves the logits of a peer's last and best checkpoints on the test split where its network and their graph are already:
 * who scores the run next needs neither of them, nor TensorFlow. What would take longer than a second is left to them, and so
 * is what fails: they meet the same damaged checkpoint, and tell of it. The network has other weights afterwards.
 *
 * @param sampleMs - How long a sample takes, as validation has shown; `undefined`: nobody knows.
 */
export function leaveTestLogits(options: TestLogitsOptions, sampleMs: number | undefined): void {
  const { runDir, peerId, directory, expect, network, predict } = options;
  const { dataset, format } = options.data;
  const { test } = dataset;
  if (sampleMs === undefined || sampleMs * test.count * BOTH.length > PREDICT_MS_MAX) return;
  try {
    for (const which of isLastTheBest(directory) ? BOTH.slice(0, 1) : BOTH) {
      const load = which === 'last' ? loadLastCheckpoint : loadBestCheckpoint;
      const checkpoint = load(directory, expect);
      if (checkpoint === undefined) return;
      restoreWeights(network, checkpoint);
      const values = predictLogits(predict, evaluationBatches(format, test, EVALUATION_BATCH));
      const facts = outputFacts(dataset, peerId, checkpoint.step);
      const outputs = { ...facts, ids: allIds(test.count), values };
      saveOutputs(outputsFile(runDir, peerId, 'test-logits', which), outputs);
    }
  } catch {
    // The peer has done its work, and its checkpoints are there.
  }
}
