import { existsSync } from 'node:fs';
import { checkClasses } from '../../proto/data-identity.js';
import { CodistillError } from '../../proto/errors.js';
import { finiteLogits } from '../../proto/float-bytes.js';
import type { Dataset } from '../data/dataset.js';
import {
  type Checkpoint,
  type Outputs,
  outputsFile,
  readOutputs,
  saveOutputs,
} from '../files/outputs-file.js';

/** The data whose test split was scored. */
type ScoredData = Pick<Dataset, 'digest' | 'classNames' | 'positions' | 'classes'> & {
  readonly test: Pick<Dataset['test'], 'count'>;
};

/**
 * A peer's logits on the test split, `RUN_DIR/peers/<id>/logits-<checkpoint>.json` and `.bin`: a peer is scored from them where
 * its checkpoints are not, to the last bit as from its checkpoint.
 */
export function saveLogits(runDir: string, checkpoint: Checkpoint, logits: Outputs): void {
  saveOutputs(outputsFile(runDir, logits.peer, 'logits', checkpoint), logits);
}

/** Logits that can be scored, or why there are none. */
export type FoundLogits = { readonly step: number; readonly logits: Float32Array } | { readonly why: string };

/**
 * Reads saved logits of a peer and checks that they are of this very test split. What they say of themselves is not trusted:
 * labels and sizes are those of the data that are here.
 *
 * @param file - Its path without the ending.
 */
export function findLogits(file: string, peerId: string, data: ScoredData): FoundLogits {
  if (!existsSync(`${file}.json`)) return { why: 'neither a checkpoint of it is here nor its test logits' };
  try {
    const saved = readLogits(file, peerId);
    checkClasses(data, { digest: saved.dataDigest, classNames: saved.classNames }, file);
    const here = { ...data, dataDigest: data.digest, samples: data.test.count };
    const different = (['dataDigest', 'samples', 'positions', 'classes'] as const).find(
      (key) => saved[key] !== here[key],
    );
    if (different === undefined) return { step: saved.step, logits: saved.values };
    const [theirs, ours] = [saved[different], here[different]].map((value) => JSON.stringify(value));
    return { why: `its test logits are of other data: ${different} is ${theirs}, here ${ours}` };
  } catch (error) {
    if (!(error instanceof CodistillError)) throw error;
    return { why: error.message };
  }
}

/**
 * Reads saved logits.
 *
 * @param file - Its path without the ending.
 * @throws {CodistillError} `ERR_RUN_DIR` when they are not there, are cut off, are another peer's, are not of all samples in
 *   their order, or are not finite.
 */
export function readLogits(file: string, peerId: string): Outputs {
  const refused = (what: string, cause?: unknown): CodistillError =>
    new CodistillError('ERR_RUN_DIR', `${file} holds no test logits of ${peerId}: ${what}`, {
      fix: 'save them: codistill evaluate RUN_DIR --save-logits, where its checkpoints are',
      facts: { file, peerId },
      cause,
    });
  let saved: Outputs;
  try {
    saved = readOutputs(file);
  } catch (cause) {
    throw refused(cause instanceof Error ? cause.message : String(cause), cause);
  }
  if (saved.peer !== peerId) throw refused(`they are those of ${JSON.stringify(saved.peer)}`);
  if (!saved.ids.every((id, i) => id === i)) throw refused('samples are missing or in another order');
  if (!finiteLogits(saved.values)) throw refused('some are not finite');
  return saved;
}
