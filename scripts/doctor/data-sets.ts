import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CifarLayout } from '../../peer/data/cifar.js';
import { CIFAR10 } from '../../peer/data/cifar10.js';
import { CIFAR100 } from '../../peer/data/cifar100.js';
import { IDX_FILES } from '../../peer/data/idx-dataset.js';
import { mnistFolder } from '../../peer/data/mnist.js';
import { type DataSetFacts, INSTALL } from './checks.js';

type KnownSet = Readonly<{
  name: string;
  /** Folders to look in, beside those the user names. */
  places: readonly string[];
  /** Ways the set may lie in a folder, best first: each a list of files that must all be there. */
  layouts: readonly (readonly string[])[];
  fix: string;
}>;

/**
 * The sets that codistill reads by name, where they usually lie, and how to get each.
 *
 * @param cache - The per-user cache, which holds what a run has downloaded.
 */
export function knownSets(cache: string | undefined): readonly KnownSet[] {
  const cached = (name: string): string[] => (cache === undefined ? [] : [join(cache, 'data', name)]);
  return [
    {
      name: 'mnist',
      places: [mnistFolder()],
      layouts: [Object.values(IDX_FILES)],
      fix: INSTALL,
    },
    {
      name: 'fashion-mnist',
      places: ['/usr/share/datasets/fashion-mnist', ...cached('fashion-mnist')],
      layouts: [Object.values(IDX_FILES)],
      fix: 'sudo apt-get install dataset-fashion-mnist (Debian), or --data-dir with its four IDX files',
    },
    ...[CIFAR10, CIFAR100].map((layout) => {
      const archive = basename(layout.archive.url);
      return {
        name: layout.set,
        places: cached(layout.set),
        layouts: cifarLayouts(layout, archive),
        fix: `--data-dir with ${archive} or what is in it`,
      };
    }),
  ];
}

function cifarLayouts({ trainFiles, testFile, folder }: CifarLayout, archive: string): string[][] {
  const files = [...trainFiles, testFile];
  return [files, files.map((file) => join(folder, file)), [archive]];
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
