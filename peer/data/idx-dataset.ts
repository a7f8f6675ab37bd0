import { CodistillError } from '../../proto/errors.js';
import { createDataset, type Dataset } from './dataset.js';
import { readIdx } from './idx.js';
import type { Normalization } from './normalization.js';
import { findFile } from './places.js';

/** The four files that MNIST and the sets made in its likeness consist of. */
export const IDX_FILES = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
} as const;

export type IdxPart = keyof typeof IDX_FILES;
export const IDX_PARTS = Object.keys(IDX_FILES) as readonly IdxPart[];

/** The names a part goes by: with MNIST's first dash as a dot in some copies, gzipped or not. */
export function idxFileNames(part: IdxPart): string[] {
  const name = IDX_FILES[part];
  const dotted = name.replace('-idx', '.idx');
  return [name, `${name}.gz`, dotted, `${dotted}.gz`];
}

/**
 * Finds the four files.
 *
 * @param fetchPart - Called with the names of one that is in none of the places; gives the path of its file.
 */
export async function findIdxFiles(
  places: readonly string[],
  fetchPart: (names: readonly string[], part: IdxPart) => string | Promise<string>,
): Promise<Readonly<Record<IdxPart, string>>> {
  const paths: Partial<Record<IdxPart, string>> = {};
  for (const part of IDX_PARTS) {
    const names = idxFileNames(part);
    paths[part] = (await findFile(names, places)) ?? (await fetchPart(names, part));
  }
  return paths as Record<IdxPart, string>;
}

/**
 * Reads a set of 10 classes from its four IDX files.
 *
 * @throws {CodistillError} `ERR_DATA_CORRUPT` naming the file.
 */
export async function readIdxDataset(
  name: string,
  paths: Readonly<Record<IdxPart, string>>,
  known: { readonly classNames: readonly string[]; readonly normalization: Normalization },
): Promise<Dataset> {
  const [trainImages, trainLabels, testImages, testLabels] = await Promise.all([
    readIdx(paths.trainImages, 3),
    readIdx(paths.trainLabels, 1),
    readIdx(paths.testImages, 3),
    readIdx(paths.testLabels, 1),
  ]);
  const [, height, width] = trainImages.dimensions as [number, number, number];
  const [, testHeight, testWidth] = testImages.dimensions as [number, number, number];
  if (height !== testHeight || width !== testWidth) {
    throw new CodistillError(
      'ERR_DATA_CORRUPT',
      `${paths.testImages}: images of ${testHeight}x${testWidth}, expected ${height}x${width} as in ${paths.trainImages}`,
      { fix: 'use the four files of one set', facts: { path: paths.testImages } },
    );
  }
  return createDataset({
    name,
    source: paths.trainImages,
    classes: known.classNames.length,
    inputShape: [height, width, 1],
    classNames: known.classNames,
    normalization: known.normalization,
    train: { images: trainImages.values, labels: trainLabels.values, labelSource: paths.trainLabels },
    test: { images: testImages.values, labels: testLabels.values, labelSource: paths.testLabels },
  });
}
