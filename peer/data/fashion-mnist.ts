import { basename, join } from 'node:path';
import type { Dataset } from './dataset.js';
import { download, type PinnedFile } from './download.js';
import { findIdxFiles, IDX_FILES, IDX_PARTS, type IdxPart, readIdxDataset } from './idx-dataset.js';
import { missing, missingUnlessOther } from './places.js';
import type { DataRequest, DataSurvey } from './request.js';

const ORIGIN = {
  set: 'fashion-mnist',
  url: 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
  debianPackage: 'dataset-fashion-mnist',
};

/** SHA-256 of the gzipped files at {@link ORIGIN}. Debian compressed them again, so its copies differ. */
const SHA256: Readonly<Record<IdxPart, string>> = {
  trainImages: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
  trainLabels: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
  testImages: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
  testLabels: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
};

/** The four files, pinned. */
export const FASHION_MNIST_FILES: readonly PinnedFile[] = IDX_PARTS.map(pinned);

/** Where packages put data sets. */
const SYSTEM_PLACES = ['/usr/share/datasets/fashion-mnist', '/usr/share/dataset-fashion-mnist'];

const CLASS_NAMES = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];

/** Mean and deviation of the training pixels. */
const NORMALIZATION = { mean: [0.286], std: [0.353] };

/**
 * Fashion-MNIST (Xiao et al. 2017): 60,000 + 10,000 grey articles of clothing of 28×28. With `dataDir` only that
 * folder counts; otherwise where packages put it, then the cache, then a download.
 */
export async function loadFashionMnist(request: DataRequest): Promise<Dataset> {
  return readIdxDataset('fashion-mnist', await files(request), {
    classNames: CLASS_NAMES,
    normalization: NORMALIZATION,
  });
}

/** Looks whether the files are in the folder that the user names; elsewhere they are fetched when they are needed. */
export async function surveyFashionMnist(request: DataRequest): Promise<DataSurvey> {
  if (request.dataDir !== undefined) await files(request);
  return { notes: [], classes: CLASS_NAMES.length };
}

function files(request: DataRequest): Promise<Readonly<Record<IdxPart, string>>> {
  const { cacheDir, dataDir } = request;
  const cached = join(cacheDir, 'data', 'fashion-mnist');
  const places = dataDir === undefined ? [...SYSTEM_PLACES, cached] : [dataDir];
  return findIdxFiles(places, (names, part) => {
    if (dataDir !== undefined) throw missing(ORIGIN, names, places);
    return fetchPart(request, part, cached, places);
  });
}

async function fetchPart(
  request: DataRequest,
  part: IdxPart,
  folder: string,
  places: readonly string[],
): Promise<string> {
  const file = pinned(part);
  const name = basename(file.url);
  const path = join(folder, name);
  await download(file, path, request).catch((cause: unknown) => {
    throw missingUnlessOther(ORIGIN, [name], places, cause);
  });
  return path;
}

function pinned(part: IdxPart): PinnedFile {
  return { url: `${ORIGIN.url}${IDX_FILES[part]}.gz`, sha256: SHA256[part] };
}
