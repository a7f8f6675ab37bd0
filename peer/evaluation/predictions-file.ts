import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { checkClasses, type DataIdentity } from '../../proto/data-identity.js';
import { CodistillError } from '../../proto/errors.js';
import { bytesOf } from '../../proto/float-bytes.js';
import { joined } from '../../proto/payload.js';
import { peerDirectory } from '../files/life.js';
import { replaceFile } from '../files/run-files.js';

/** Which of a peer's checkpoints predicted. */
export type Checkpoint = 'last' | 'best';

const facts = z.object({
  peer: z.string(),
  step: z.number().int().nonnegative(),
  dataDigest: z.string(),
  /** Empty: not known; older files have none. */
  classNames: z.array(z.string()).readonly().default([]),
  samples: z.number().int().positive(),
  positions: z.number().int().positive(),
  classes: z.number().int().positive(),
});

/** A peer's predictions on the test split: `RUN_DIR/peers/<id>/predictions-<checkpoint>.json` and `.bin`. */
export interface SavedPredictions extends OutputFacts {
  /** Sample ids, uint32 `[samples]`. */
  readonly ids: Uint32Array;
  /** float32 `[samples * positions * classes]`, rows sum to 1. */
  readonly probabilities: Float32Array;
}

/** The facts of what was saved of a peer's outputs on the test split. */
export type OutputFacts = Readonly<z.infer<typeof facts>>;

/** A peer's outputs on the test split: probabilities or logits. */
export interface Outputs extends OutputFacts {
  /** Sample ids, uint32 `[samples]`. */
  readonly ids: Uint32Array;
  /** float32 `[samples * positions * classes]`. */
  readonly values: Float32Array;
}

/** Saves a peer's predictions, as {@link saveOutputs} does. */
export function savePredictions(runDir: string, checkpoint: Checkpoint, predictions: SavedPredictions): void {
  const { probabilities: values, ...rest } = predictions;
  saveOutputs(fileOf(runDir, predictions.peer, checkpoint), { ...rest, values });
}

/**
 * Saves outputs: facts as JSON, and beside them ids and values, little-endian, one after the other. The facts come last, so
 * that a file with facts is whole.
 *
 * @param file - Its path without the ending.
 */
export function saveOutputs(file: string, { ids, values, ...rest }: Outputs): void {
  replaceFile(`${file}.bin`, joined(bytesOf(ids), bytesOf(values)));
  replaceFile(`${file}.json`, `${JSON.stringify(rest, null, 2)}\n`);
}

/**
 * Reads what {@link saveOutputs} wrote.
 *
 * @throws {Error} When there is nothing of the kind, or it is cut off.
 */
export function readOutputs(file: string): Outputs {
  const known = facts.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8')));
  const bytes = new Uint8Array(readFileSync(`${file}.bin`)); // a copy: aligned, whatever Node's pool gave
  const { samples, positions, classes } = known;
  const expected = 4 * samples * (1 + positions * classes);
  if (bytes.length !== expected)
    throw new Error(`${file}.bin has ${bytes.length} bytes, expected ${expected}`);
  return {
    ...known,
    ids: new Uint32Array(bytes.buffer, 0, samples),
    values: new Float32Array(bytes.buffer, 4 * samples),
  };
}

/**
 * Reads what {@link savePredictions} wrote.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` when there is nothing of the kind, or it is cut off.
 */
export function readPredictions(runDir: string, peerId: string, checkpoint: Checkpoint): SavedPredictions {
  const file = fileOf(runDir, peerId, checkpoint);
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

function fileOf(runDir: string, peerId: string, checkpoint: Checkpoint): string {
  return join(peerDirectory(runDir, peerId), `predictions-${checkpoint}`);
}
