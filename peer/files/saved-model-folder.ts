import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tensorflow } from '#generated/tensorflow';
import { CodistillError } from '../../proto/errors.js';

/**
 * Checks that the variables of a SavedModel lie beside its graph: without them TensorFlow loads it all the same, and fails as it predicts.
 *
 * @param model - What it is, to begin the message with.
 * @throws {CodistillError} `ERR_DATA_MISSING` when the graph restores variables and they are not there.
 */
export function checkVariables(folder: string, model: string): void {
  const index = join(folder, 'variables', 'variables.index');
  if (existsSync(index)) return;
  const { metaGraphs } = tensorflow.SavedModel.decode(readFileSync(join(folder, 'saved_model.pb')));
  if (!metaGraphs.some(({ saverDef }) => saverDef?.restoreOpName)) return;
  throw new CodistillError('ERR_DATA_MISSING', `${model}: its variables ${index} are not there`, {
    fix: 'put the folder variables beside saved_model.pb, as they were saved',
    facts: { path: index },
  });
}

/** Characters by which TensorFlow takes a path for a pattern as it looks for the variables, and finds none. */
const PATTERN = /[*?[\\]/;

/** Loads a SavedModel, by way of a link with another name where its path reads as a pattern. */
export async function byPlainPath<Model>(
  folder: string,
  load: (path: string) => Promise<Model>,
): Promise<Model> {
  if (!PATTERN.test(folder)) return load(folder);
  const aside = mkdtempSync(join(tmpdir(), 'codistill-model-'));
  try {
    const link = join(aside, 'model');
    symlinkSync(resolve(folder), link);
    return await load(link);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
