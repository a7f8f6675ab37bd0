import { closest } from 'fastest-levenshtein';
import { CodistillError } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec-schema.js';
import { isModulePath } from '../../proto/user-module.js';
import { loadCifar10, surveyCifar10 } from './cifar10.js';
import { loadCifar100, surveyCifar100 } from './cifar100.js';
import { checkOptionKeys, type DataName, parseDataName } from './data-name.js';
import type { Dataset } from './dataset.js';
import { loadFashionMnist, surveyFashionMnist } from './fashion-mnist.js';
import { imagesOptions, loadImages, surveyImages } from './images.js';
import { loadMnist, surveyMnist } from './mnist.js';
import { loadModule } from './module.js';
import type { DataRequest, DataSurvey } from './request.js';
import { loadSynthetic, surveySynthetic, syntheticOptions } from './synthetic.js';
import { loadText, surveyText, textOptions } from './text.js';

/** One data set: how its name is checked, its files are looked at, and it is loaded. */
interface KnownSet {
  /** Refuses options that do not fit; knows nothing but the name and the networks that read the set. */
  readonly check: (name: DataName, networks: readonly string[]) => unknown;
  /** Looks at the files that the user names. */
  readonly survey: (request: DataRequest) => Promise<DataSurvey>;
  readonly load: (request: DataRequest) => Promise<Dataset>;
  /** The further part of a request that its samples depend on. @default name and places alone */
  readonly by?: 'seed' | 'networks';
}

const withoutOptions = (name: DataName): void => checkOptionKeys(name, []);

const SETS: Readonly<Record<string, KnownSet>> = {
  mnist: { check: withoutOptions, survey: surveyMnist, load: loadMnist },
  'fashion-mnist': { check: withoutOptions, survey: surveyFashionMnist, load: loadFashionMnist },
  cifar10: { check: withoutOptions, survey: surveyCifar10, load: loadCifar10 },
  cifar100: { check: withoutOptions, survey: surveyCifar100, load: loadCifar100 },
  images: { check: imagesOptions, survey: surveyImages, load: loadImages, by: 'seed' },
  synthetic: { check: syntheticOptions, survey: surveySynthetic, load: loadSynthetic, by: 'seed' },
  text: { check: textOptions, survey: surveyText, load: loadText, by: 'networks' },
  bytes: { check: textOptions, survey: surveyText, load: loadText, by: 'networks' },
};

/** The sets known by name. */
export const DATA_NAMES: readonly string[] = Object.keys(SETS);

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
  const parsed = checkDataName(name, options.networks);
  return SETS[parsed.set]!.load({ ...options, name: parsed });
}

/**
 * A text that two requests have in common only where they ask for the same samples of the same files; `undefined` for a module
 * of the user's own, of which nobody knows what it does.
 *
 * @throws {CodistillError} As {@link checkDataName}.
 */
export function dataKey(name: string, options: Omit<DataRequest, 'name'>): string | undefined {
  if (isModulePath(name)) return undefined;
  const { by } = SETS[checkDataName(name, options.networks).set]!;
  const { dataDir, cacheDir } = options;
  return JSON.stringify([name, dataDir, cacheDir, by === undefined ? null : options[by]]);
}

/**
 * Looks at the user's own files before any process starts: what they cannot be read for is found now.
 *
 * @throws {CodistillError} As {@link loadDataset}.
 */
export async function surveyData(name: string, options: Omit<DataRequest, 'name'>): Promise<DataSurvey> {
  if (isModulePath(name)) return { notes: [] };
  const parsed = checkDataName(name, options.networks);
  return SETS[parsed.set]!.survey({ ...options, name: parsed });
}

/**
 * Checks a name without loading anything, so that a misspelt one is refused before any process starts.
 *
 * @param networks - Those that will read it, by name: the options of a text follow from them.
 * @throws {CodistillError} `ERR_DATA_UNKNOWN` with the nearest known name, `ERR_CONFIG` for options that do not fit.
 */
export function checkDataName(name: string, networks: readonly string[] = []): DataName {
  const parsed = parseDataName(name);
  if (Object.hasOwn(SETS, parsed.set)) {
    SETS[parsed.set]!.check(parsed, networks);
    return parsed;
  }
  throw new CodistillError('ERR_DATA_UNKNOWN', `no data set "${parsed.set}"`, {
    fix: `did you mean "${closest(parsed.set, [...DATA_NAMES])}"? There are ${DATA_NAMES.join(', ')}, and modules of your own (./my-data.js)`,
    facts: { name: parsed.set, known: DATA_NAMES },
  });
}

/** The networks that read the data, by name: of a frozen teacher its model says what it reads. */
export function readersOf({ peers }: Pick<RunSpec, 'peers'>): readonly string[] {
  return peers.filter(({ role }) => role === 'learner').map(({ network }) => network);
}
