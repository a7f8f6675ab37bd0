import { join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { type CheckpointDisk, nodeDisk } from './checkpoint-disk.js';
import {
  type Checkpoint,
  CheckpointFormatError,
  decodeCheckpoint,
  encodeCheckpoint,
} from './checkpoint-format.js';
import { PREPROCESSING, writePreprocessing } from './preprocessing.js';
import { fileError, replaceFile } from './run-files.js';

export type { Checkpoint, CheckpointTensor } from './checkpoint-format.js';

/** Checkpoints kept beside the best one, where a run does not need more. */
export const KEPT = 3;
const BEST = 'best.safetensors';
/** Of older versions. */
const OLDER_BEST = 'best.ckpt';
const TEMPORARY = '.tmp';
const NUMBERED = /^step-(\d{10})\.(?:ckpt|safetensors)$/;

/** The network and run spec that a checkpoint must be of to be loaded. */
export interface CheckpointExpectation {
  /** Absent: of any network. */
  readonly network?: string;
  /** That of `trainingHash`; absent: of any run spec. */
  readonly runSpecHash?: string;
  /** Steps of the whole run; absent: of any length. */
  readonly stepsTotal?: number;
}

/**
 * Writes a checkpoint so that at every instant, whatever fails, a valid one can be loaded: a new file aside, synced,
 * read back and checked, renamed, the directory synced; only then is the oldest removed. The last ones and the best
 * are kept. A failed sync is never retried on the same file: the kernel may have dropped what it could not write.
 *
 * @param directory - One peer's own; made if missing.
 * @param options - `best`: keep this one as the best too. `kept`: how many beside it, three by default. `disk`: the file
 *   system, for tests.
 * @returns Path of the file.
 * @throws {CodistillError} As `fileError` when it cannot be written; what was there before still is, nothing half is left.
 */
export function saveCheckpoint(
  directory: string,
  checkpoint: Checkpoint,
  options: { readonly best: boolean; readonly kept?: number; readonly disk?: CheckpointDisk },
): string {
  const { disk = nodeDisk, kept = KEPT } = options;
  const path = join(directory, fileName(checkpoint.step));
  const bytes = encodeCheckpoint(checkpoint);
  try {
    disk.makeDirectory(directory);
    for (const name of disk.list(directory) ?? []) {
      if (name.endsWith(TEMPORARY)) disk.remove(join(directory, name)); // left by a crash
    }
    writeChecked(disk, path, bytes);
    if (options.best) {
      writeChecked(disk, join(directory, BEST), bytes);
      disk.remove(join(directory, OLDER_BEST));
    }
    const names = disk.list(directory) ?? [];
    for (const name of expired(names, fileName(checkpoint.step), kept)) disk.remove(join(directory, name));
    if (!names.includes(PREPROCESSING)) writePreprocessing(disk, directory, checkpoint);
  } catch (cause) {
    throw fileError(`checkpoint ${path}`, cause);
  }
  return path;
}

/**
 * Loads the newest valid checkpoint: one that is damaged is passed over for the one before it.
 *
 * @returns `undefined` when there is none at all.
 * @throws {CodistillError} `ERR_CHECKPOINT_CORRUPT` with the paths when there are files but none is valid;
 *   `ERR_RUN_DIR` when the newest valid one is of another network or run spec, or beyond the end of the run; as `fileError` when it cannot be read.
 */
export function loadNewestCheckpoint(
  directory: string,
  expect: CheckpointExpectation,
  disk: CheckpointDisk = nodeDisk,
): Checkpoint | undefined {
  return loadFirstValid(disk, directory, candidates(disk, directory), expect);
}

/** Names of all checkpoints, the newest first, the best last. */
export function candidates(disk: CheckpointDisk, directory: string): readonly string[] {
  const names = listed(disk, directory);
  return [...newestFirst(names), ...names.filter(isBest)];
}

/**
 * Loads the checkpoint that was written last, and no other in its place: who asks for it is told when it is damaged. Results
 * and errors are otherwise those of {@link loadNewestCheckpoint}.
 */
export function loadLastCheckpoint(
  directory: string,
  expect: CheckpointExpectation,
  disk: CheckpointDisk = nodeDisk,
): Checkpoint | undefined {
  return loadFirstValid(disk, directory, candidates(disk, directory).slice(0, 1), expect, {
    fix: `give \`--checkpoint best\`, or remove this file to have the one before it`,
  });
}

/** Loads the best checkpoint; results and errors as {@link loadNewestCheckpoint}. */
export function loadBestCheckpoint(
  directory: string,
  expect: CheckpointExpectation,
  disk: CheckpointDisk = nodeDisk,
): Checkpoint | undefined {
  return loadFirstValid(disk, directory, listed(disk, directory).filter(isBest), expect, {
    fix: 'give `--checkpoint last`; for a teacher export that as safetensors, and name the folder as its source',
  });
}

/** Whether the checkpoint that was written last is the best one, byte for byte. */
export function isLastTheBest(directory: string, disk: CheckpointDisk = nodeDisk): boolean {
  const names = candidates(disk, directory);
  const [last, best] = [names[0], names.find(isBest)];
  if (last === undefined || best === undefined) return false;
  return Buffer.compare(read(disk, join(directory, last)), read(disk, join(directory, best))) === 0;
}

function writeChecked(disk: CheckpointDisk, path: string, bytes: Uint8Array): void {
  replaceFile(path, bytes, { aside: `${path}${TEMPORARY}`, durable: true, check: decodeCheckpoint, disk });
}

export function loadFirstValid(
  disk: CheckpointDisk,
  directory: string,
  names: readonly string[],
  expect: CheckpointExpectation,
  { fix = `remove ${directory} to let the peer start afresh` } = {},
): Checkpoint | undefined {
  const damaged: string[] = [];
  for (const name of names) {
    const path = join(directory, name);
    try {
      return expected(decodeCheckpoint(read(disk, path)), expect, path);
    } catch (error) {
      if (!(error instanceof CheckpointFormatError)) throw error;
      damaged.push(`${path}: ${error.message}`);
    }
  }
  if (damaged.length === 0) return undefined;
  throw new CodistillError('ERR_CHECKPOINT_CORRUPT', `no checkpoint is valid:\n  ${damaged.join('\n  ')}`, {
    fix,
    facts: { paths: names.map((name) => join(directory, name)) },
  });
}

function expected(checkpoint: Checkpoint, expect: CheckpointExpectation, path: string): Checkpoint {
  const { network, runSpecHash, stepsTotal = Number.POSITIVE_INFINITY } = expect;
  const sameRun = runSpecHash === undefined || runSpecHash === checkpoint.runSpecHash;
  const sameNetwork = network === undefined || network === checkpoint.network;
  if (sameNetwork && sameRun) return withinRun(checkpoint, stepsTotal, path);
  const what = sameRun ? `of network ${checkpoint.network}, not ${network}` : 'of another run spec';
  throw new CodistillError('ERR_RUN_DIR', `checkpoint ${path} is ${what}`, {
    fix: 'use a new run directory, or the run spec that wrote this one',
    facts: { path, network: checkpoint.network, runSpecHash: checkpoint.runSpecHash },
  });
}

/** A run can be made longer, not shorter. */
function withinRun(checkpoint: Checkpoint, stepsTotal: number, path: string): Checkpoint {
  const { step } = checkpoint;
  if (step <= stepsTotal) return checkpoint;
  throw new CodistillError(
    'ERR_RUN_DIR',
    `checkpoint ${path} is of step ${step}, but the run has ${stepsTotal}`,
    {
      fix: `give at least ${step} --steps, or as many --epochs, or use a new run directory`,
      facts: { path, step, stepsTotal },
    },
  );
}

export function fileName(step: number): string {
  return `step-${digitsOf(step)}.safetensors`;
}

function digitsOf(step: number): string {
  return String(step).padStart(10, '0');
}

/** The step of a checkpoint by its name; `undefined` of the best one, and of other files. */
export function stepOf(name: string): number | undefined {
  const digits = NUMBERED.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Whether a name is that of the checkpoint of a step, of this version or an older one. */
export function isOfStep(name: string, step: number): boolean {
  return stepOf(name) === step;
}

export function isBest(name: string): boolean {
  return name === BEST || name === OLDER_BEST;
}

/** Numbers are of fixed width, so the order of names is that of the steps. */
function newestFirst(names: readonly string[]): string[] {
  return names.filter((name) => NUMBERED.test(name)).sort((a, b) => (a < b ? 1 : -1));
}

/** A file of a later step than the one just saved was passed over when this peer resumed: it counts for nothing. */
function expired(names: readonly string[], justSaved: string, kept: number): string[] {
  return newestFirst(names)
    .filter((name) => name <= justSaved)
    .slice(kept);
}

function listed(disk: CheckpointDisk, directory: string): readonly string[] {
  try {
    return disk.list(directory) ?? [];
  } catch (cause) {
    throw fileError(`checkpoints ${directory}`, cause);
  }
}

function read(disk: CheckpointDisk, path: string): Uint8Array {
  try {
    return disk.read(path);
  } catch (cause) {
    throw fileError(`checkpoint ${path}`, cause);
  }
}

/** A checkpoint holds finite numbers only; what is unknown yet is left out. */
export function knownMetrics(metrics: Readonly<Record<string, number | undefined>>): Record<string, number> {
  const known = Object.entries(metrics).filter((entry): entry is [string, number] =>
    Number.isFinite(entry[1]),
  );
  return Object.fromEntries(known);
}
