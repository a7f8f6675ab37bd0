import { existsSync, readFileSync } from 'node:fs';
import { PredictionStore } from '../core/exchange/prediction-store.js';
import {
  CheckpointFormatError,
  type CheckpointTensor,
  decodeCheckpoint,
  encodeCheckpoint,
} from './checkpoint-format.js';
import { replaceFile } from './run-files.js';

/** Whose cache a file holds; one of another run spec is not read. */
export interface CacheOwner {
  readonly peerId: string;
  /** That of `trainingHash`. */
  readonly runSpecHash: string;
}

/** Largest whole number that float32 holds exactly, in which sample ids and steps are written. */
const EXACT_MAX = 2 ** 24;

/**
 * Writes cached predictions in the checkpoint container: for each teacher ids, steps and logits, oldest first.
 *
 * @throws What the disk says; the file that was there before still is.
 */
export function saveCache(
  path: string,
  stores: ReadonlyMap<string, PredictionStore>,
  owner: CacheOwner,
): void {
  const tensors = [...stores].flatMap(([teacher, store]) => tensorsOf(teacher, store));
  const bytes = encodeCheckpoint({
    step: 0,
    epoch: 0,
    network: 'predictions',
    ...owner,
    optimizerUpdates: 0,
    metrics: {},
    tensors,
  });
  replaceFile(path, bytes);
}

function tensorsOf(teacher: string, store: PredictionStore): readonly CheckpointTensor[] {
  const entries = [...store.entries()].filter(({ id, madeAtStep }) => Math.max(id, madeAtStep) <= EXACT_MAX);
  if (entries.length === 0) return [];
  const size = entries[0]!.values.length;
  const logits = new Float32Array(entries.length * size);
  entries.forEach(({ values }, i) => {
    logits.set(values, i * size);
  });
  const column = (values: Iterable<number>): Float32Array => Float32Array.from(values);
  return [
    { name: `${teacher}/ids`, shape: [entries.length], values: column(entries.map((one) => one.id)) },
    {
      name: `${teacher}/steps`,
      shape: [entries.length],
      values: column(entries.map((one) => one.madeAtStep)),
    },
    { name: `${teacher}/logits`, shape: [entries.length, size], values: logits },
  ];
}

/**
 * Reads cached predictions back.
 *
 * @param entriesMax - Samples kept for each teacher at most.
 * @returns Nothing when there is no file, or one of another peer, run spec or size of prediction.
 * @throws {CheckpointFormatError} When the file is damaged.
 */
export function loadCache(
  path: string,
  owner: CacheOwner,
  valuesPerSample: number,
  entriesMax: number,
): Map<string, PredictionStore> {
  const stores = new Map<string, PredictionStore>();
  if (!existsSync(path)) return stores;
  const file = decodeCheckpoint(readFileSync(path));
  if (file.peerId !== owner.peerId || file.runSpecHash !== owner.runSpecHash) return stores;
  const tensors = new Map(file.tensors.map((tensor) => [tensor.name, tensor]));
  for (const [name, { values: ids }] of tensors) {
    if (!name.endsWith('/ids')) continue;
    const teacher = name.slice(0, -'/ids'.length);
    const steps = tensors.get(`${teacher}/steps`)?.values;
    const logits = tensors.get(`${teacher}/logits`)?.values;
    if (steps?.length !== ids.length || logits?.length !== ids.length * valuesPerSample) {
      throw new CheckpointFormatError(`the predictions of ${teacher} do not fit together`);
    }
    const store = new PredictionStore({ valuesPerSample, entriesMax });
    ids.forEach((id, i) => {
      store.put(id, steps[i]!, logits.subarray(i * valuesPerSample, (i + 1) * valuesPerSample));
    });
    stores.set(teacher, store);
  }
  return stores;
}
