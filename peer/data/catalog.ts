import { closest } from 'fastest-levenshtein';
import { CodistillError } from '../../proto/errors.js';
import { isModulePath } from '../../proto/user-module.js';
import { loadCifar10 } from './cifar10.js';
import { loadCifar100 } from './cifar100.js';
import { parseDataName } from './data-name.js';
import type { Dataset } from './dataset.js';
import { loadFashionMnist } from './fashion-mnist.js';
import { loadImages, surveyImages } from './images.js';
import { loadMnist } from './mnist.js';
import { loadModule } from './module.js';
import type { DataRequest } from './request.js';
import { loadSynthetic } from './synthetic.js';
import { loadText, surveyText } from './text.js';

const LOADERS: Readonly<Record<string, (request: DataRequest) => Promise<Dataset>>> = {
  mnist: loadMnist,
  'fashion-mnist': loadFashionMnist,
  cifar10: loadCifar10,
  cifar100: loadCifar100,
  images: loadImages,
  synthetic: loadSynthetic,
  text: loadText,
  bytes: loadText,
};

/** The sets that the user's own files make up. */
const SURVEYS: Readonly<Record<string, (request: DataRequest) => Promise<readonly string[]>>> = {
  images: surveyImages,
  text: surveyText,
  bytes: surveyText,
};

/** The sets known by name. */
export const DATA_NAMES: readonly string[] = Object.keys(LOADERS);

/**
 * Loads a data set whole into shared memory.
 *
 * @param name - A known set, with options behind a colon where it has any (`synthetic:classes=3`, `text:FILE`), or the
 *   path of a module of the user's own.
 * @throws {CodistillError} `ERR_DATA_UNKNOWN` with the nearest known name; `ERR_CONFIG` for an option that does not
 *   fit; `ERR_DATA_MISSING` with the places looked at and what to do; `ERR_DATA_CORRUPT` naming the file.
 */
export async function loadDataset(name: string, options: Omit<DataRequest, 'name'>): Promise<Dataset> {
  if (isModulePath(name)) {
    return loadModule(name, { dataDir: options.dataDir, seed: options.seed });
  }
  const parsed = checkDataName(name);
  return LOADERS[parsed.set]!({ ...options, name: parsed });
}

/**
 * Looks at the user's own files before any process starts: what they cannot be read for is found now.
 *
 * @returns `Dataset.notes`.
 * @throws {CodistillError} As {@link loadDataset}.
 */
export async function surveyData(
  name: string,
  options: Omit<DataRequest, 'name'>,
): Promise<readonly string[]> {
  if (isModulePath(name)) return [];
  const parsed = checkDataName(name);
  return (await SURVEYS[parsed.set]?.({ ...options, name: parsed })) ?? [];
}

/**
 * Checks a name without loading anything, so that a misspelt one is refused before any process starts.
 *
 * @throws {CodistillError} `ERR_DATA_UNKNOWN` with the nearest known name, `ERR_CONFIG` for malformed options.
 */
export function checkDataName(name: string): DataRequest['name'] {
  const parsed = parseDataName(name);
  if (Object.hasOwn(LOADERS, parsed.set)) return parsed;
  throw new CodistillError('ERR_DATA_UNKNOWN', `no data set "${parsed.set}"`, {
    fix: `did you mean "${closest(parsed.set, [...DATA_NAMES])}"? There are ${DATA_NAMES.join(', ')}, and modules of your own (./my-data.js)`,
    facts: { name: parsed.set, known: DATA_NAMES },
  });
}
