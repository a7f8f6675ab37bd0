import { checkClasses, type DataIdentity } from '../../proto/data-identity.js';
import { CodistillError } from '../../proto/errors.js';
import {
  type Checkpoint,
  type OutputFacts,
  outputsFile,
  readOutputs,
  saveOutputs,
} from '../files/outputs-file.js';

/** A peer's predictions on the test split: `RUN_DIR/peers/<id>/predictions-<checkpoint>.json` and `.bin`. */
export interface SavedPredictions extends OutputFacts {
  /** Sample ids, uint32 `[samples]`. */
  readonly ids: Uint32Array;
  /** float32 `[samples * positions * classes]`, rows sum to 1. */
  readonly probabilities: Float32Array;
}

/** Saves a peer's predictions, as `saveOutputs` does. */
export function savePredictions(runDir: string, checkpoint: Checkpoint, predictions: SavedPredictions): void {
  const { probabilities: values, ...rest } = predictions;
  saveOutputs(outputsFile(runDir, predictions.peer, 'predictions', checkpoint), { ...rest, values });
}

/**
 * Reads what {@link savePredictions} wrote.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` when there is nothing of the kind, or it is cut off.
 */
export function readPredictions(runDir: string, peerId: string, checkpoint: Checkpoint): SavedPredictions {
  const file = outputsFile(runDir, peerId, 'predictions', checkpoint);
  try {
    const { values: probabilities, ...rest } = readOutputs(file);
    return { ...rest, probabilities };
  } catch (cause) {
    throw new CodistillError(
      'ERR_RUN_DIR',
      `no saved predictions of ${peerId} in ${runDir}: ${String(cause)}`,
      {
        fix: `save them: codistill evaluate ${runDir} --save-predictions --checkpoint ${checkpoint}`,
        facts: { runDir, peerId },
        cause,
      },
    );
  }
}

/**
 * Whether two predictions are of the same samples of the same data, so that they can be compared row by row.
 *
 * @throws {CodistillError} `ERR_CLASS_NAMES` naming the first class that means something else; `ERR_RUN_DIR` saying what
 *   else differs.
 */
export function checkComparable(a: SavedPredictions, b: SavedPredictions): void {
  checkClasses(identityOf(a), identityOf(b), `the predictions of ${b.peer} that are compared with`);
  const keys = ['dataDigest', 'samples', 'positions', 'classes'] as const;
  const different = keys.find((key) => a[key] !== b[key]);
  const sameIds = a.ids.every((id, i) => id === b.ids[i]);
  if (different === undefined && sameIds) return;
  const what =
    different === undefined ? 'sample ids differ' : `${different} is ${a[different]} and ${b[different]}`;
  throw new CodistillError(
    'ERR_RUN_DIR',
    `predictions of ${a.peer} and ${b.peer} are not of the same samples: ${what}`,
    {
      fix: 'compare runs on the same data',
      facts: { peers: [a.peer, b.peer] },
    },
  );
}

function identityOf({ dataDigest, classNames }: SavedPredictions): DataIdentity {
  return { digest: dataDigest, classNames };
}
