import { CodistillError } from '../../proto/errors.js';
import { reasonOf } from '../../proto/user-module.js';
import { ensembleProbabilities } from '../core/scoring/scores.js';
import type { Preprocessing } from '../files/preprocessing.js';
import { CompiledPrediction } from '../graph/compiled-prediction.js';
import { type ExportOptions, loadPeers } from './export-run.js';
import { readModel } from './model-folder.js';
import { openRuntime } from './open-runtime.js';
import { networkInputs } from './proof-samples.js';

/** Predicts probabilities `[samples · positions · classes]` of samples as they are stored. */
export interface Predictor {
  readonly preprocessing: Preprocessing;
  readonly predict: (stored: Uint8Array, samples: number) => Promise<Float32Array>;
  readonly close: () => Promise<void>;
}

/** Opens a saved peer of a run, or the ensemble of its learners. */
export async function openRun(
  options: Pick<ExportOptions, 'runDir' | 'spec' | 'peerId' | 'checkpoint'>,
  warn: (message: string) => void,
): Promise<Predictor> {
  const peers = await loadPeers(options);
  const { preprocessing } = peers[0]!;
  const networks = peers.map(({ network }) => new CompiledPrediction(network, warn));
  return {
    preprocessing,
    predict: async (stored, samples) => {
      const seen = networkInputs(stored, preprocessing);
      const logits = networks.map((network) => network.predict(seen, samples));
      return ensembleProbabilities(logits, preprocessing.classes);
    },
    close: async () => {
      for (const network of networks) network.dispose();
      for (const { network } of peers) network.dispose();
    },
  };
}

/**
 * Opens a model that was exported.
 *
 * @param python - As `openRuntime` takes it.
 * @throws {CodistillError} `ERR_DATA_MISSING` when it does not say what it takes; `ERR_DATA_CORRUPT` when its files are damaged;
 *   `ERR_EXPORT_RUNTIME` as `openRuntime`.
 */
export async function openModel(directory: string, python?: string): Promise<Predictor> {
  const model = readModel(directory);
  const { format, input, output, takesPixels, classes } = model;
  const runtime = await openRuntime(directory, { format, shape: input.shape, output, python }).catch(
    (error: unknown) => {
      throw error instanceof CodistillError ? error : damagedModel(directory, error);
    },
  );
  return {
    preprocessing: model,
    predict: async (stored, samples) => {
      const made = await runtime.predict(
        takesPixels ? Float32Array.from(stored) : networkInputs(stored, model),
        samples,
      );
      return output === 'logits' ? ensembleProbabilities([made], classes) : made;
    },
    close: () => runtime.close(),
  };
}

function damagedModel(directory: string, cause: unknown): CodistillError {
  const reason = reasonOf(cause).split('\n', 1)[0];
  return new CodistillError('ERR_DATA_CORRUPT', `the model in ${directory} does not load: ${reason}`, {
    fix: 'export it again, or give the folder with all its files',
    facts: { directory },
    cause,
  });
}
