import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { decodeSafetensors, type NamedTensor, SafetensorsError } from './safetensors.js';

/** The file of weights in the folder of an export as safetensors. */
export const WEIGHTS_FILE = 'weights.safetensors';

/** Weights from elsewhere. */
export interface WeightsFile {
  readonly path: string;
  /** Hex, of the whole file. */
  readonly sha256: string;
  readonly tensors: ReadonlyMap<string, NamedTensor>;
}

/**
 * Finds the file of first weights.
 *
 * @param weights - A safetensors file, or the folder of an export that holds one.
 * @param peerId - The peer that is to begin with them.
 * @throws {CodistillError} `ERR_DATA_MISSING` when there is none.
 */
export function findWeights(weights: string, peerId: string): string {
  const path = resolve(weights);
  for (const file of [path, join(path, WEIGHTS_FILE)])
    if (existsSync(file) && statSync(file).isFile()) return file;
  throw new CodistillError(
    'ERR_DATA_MISSING',
    `${peerId}: no weights at ${weights}: it is no file, nor a folder with ${WEIGHTS_FILE}`,
    {
      fix: 'name what `codistill export --format safetensors` wrote, or the file that save() of its load_pytorch.py did',
      facts: { path },
    },
  );
}

/**
 * Reads first weights.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` as {@link findWeights}, `ERR_DATA_CORRUPT` when the file is no safetensors file of
 *   float32.
 */
export function readWeights(weights: string, peerId: string): WeightsFile {
  const path = findWeights(weights, peerId);
  const bytes = readFileSync(path);
  try {
    const tensors = decodeSafetensors(bytes);
    return { path, sha256: createHash('sha256').update(bytes).digest('hex'), tensors };
  } catch (cause) {
    if (!(cause instanceof SafetensorsError)) throw cause;
    throw new CodistillError(
      'ERR_DATA_CORRUPT',
      `${peerId}: weights ${path} cannot be read: ${cause.message}`,
      {
        fix: 'export them again, or save them with load_pytorch.save(), as float32',
        facts: { path },
        cause,
      },
    );
  }
}
