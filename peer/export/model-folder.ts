import { closeSync, existsSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { makeDirectory } from '../files/make-directory.js';
import { PREPROCESSING, type Preprocessing, readPreprocessing } from '../files/preprocessing.js';
import { fileError } from '../files/run-files.js';
import { WEIGHTS_FILE } from '../files/weights-file.js';
import { OUTPUTS, type OutputName } from './inference-graph.js';
import { FORMATS, type Format } from './other-runtime.js';

/** An exported model, as `preprocessing.json` in its folder tells of it. */
export interface ExportedModel extends Preprocessing {
  readonly format: Format;
  /** Whether pixels of 0 to 255 go in as they are stored. */
  readonly takesPixels: boolean;
  readonly output: OutputName;
}

/** Files by their names, some of them in parts: the weights of a large network are not copied to be joined. */
export type ModelFiles = Readonly<Record<string, Uint8Array | string | readonly Uint8Array[]>>;

/** Writes the files of a model into a folder. */
export function writeFiles(directory: string, files: ModelFiles): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(directory, name);
    makeDirectory(dirname(path));
    const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    const file = openSync(path, 'w');
    try {
      for (const part of parts) writeFileSync(file, part);
    } finally {
      closeSync(file);
    }
  }
}

/** @throws {CodistillError} `ERR_OUTPUT_EXISTS` when something lies there. */
export function checkFree(path: string): void {
  if (!existsSync(path)) return;
  throw new CodistillError('ERR_OUTPUT_EXISTS', `${path} exists`, {
    fix: 'remove it, or give another --out',
    facts: { path },
  });
}

/**
 * Fills a folder aside and gives it its name when all is well: nothing half is left, whatever fails.
 *
 * @throws {CodistillError} `ERR_OUTPUT_EXISTS` when something lies there; `ERR_DISK` or `ERR_RUN_DIR` when it cannot be written;
 *   what `fill` throws.
 */
export async function newFolder<Result>(
  path: string,
  fill: (directory: string) => Promise<Result>,
): Promise<Result> {
  checkFree(path);
  const aside = `${path}.new`;
  try {
    makeDirectory(dirname(path));
    rmSync(aside, { recursive: true, force: true }); // left by a crash
    makeDirectory(aside);
    const result = await fill(aside);
    renameSync(aside, path);
    return result;
  } catch (error) {
    throw error instanceof CodistillError ? error : fileOrOther(path, error);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function fileOrOther(path: string, error: unknown): unknown {
  const isFile = (error as NodeJS.ErrnoException).syscall !== undefined;
  return isFile ? fileError(`export ${path}`, error, '--out') : error;
}

/** Writes what an exported model is. */
export function describeModel(directory: string, model: ExportedModel): void {
  writeFileSync(join(directory, PREPROCESSING), `${JSON.stringify(model, null, 2)}\n`);
}

/** Files that `export` writes, some of them in each format. */
const FILES = [PREPROCESSING, 'saved_model.pb', 'model.json', 'model.onnx', WEIGHTS_FILE];

/** Whether a folder holds an exported model, be it whole or not. */
export function isModelFolder(path: string): boolean {
  return FILES.some((name) => existsSync(join(path, name)));
}

/**
 * Reads what an exported model is.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` when the folder does not say.
 */
export function readModel(directory: string): ExportedModel {
  const model = readPreprocessing(directory) as ExportedModel;
  if (FORMATS.includes(model.format) && OUTPUTS.includes(model.output)) return model;
  throw new CodistillError(
    'ERR_DATA_MISSING',
    `${join(directory, PREPROCESSING)} does not say in which form the model is, and what it gives`,
    { fix: 'give a folder that `codistill export` wrote, or a run directory', facts: { directory } },
  );
}
