import { join, resolve } from 'node:path';
import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';
import { DATA_DIR, flag, stringOf, valued } from './option.js';

/** The names of `FETCHABLE`, which takes the readers of the sets to load. */
export const FETCHABLE_NAMES = ['cifar10', 'cifar100', 'fashion-mnist'] as const;

/** `codistill data`: brings data sets here before a run needs them. */
export const dataCommand: CommandModule = {
  command: 'data <action> <set>',
  describe: 'fetch a data set: its files as published, checked by their hashes',
  builder: (yargs: Argv) =>
    yargs
      .positional('action', { choices: ['fetch'] as const, describe: 'download it', demandOption: true })
      .positional('set', { choices: FETCHABLE_NAMES, describe: 'the data set', demandOption: true })
      .options({
        'data-dir': {
          ...DATA_DIR,
          describe: 'where the files go; give the same to `launch`',
          defaultDescription: 'the cache, where `launch` finds them',
        },
        from: valued('address of a folder that has the files under their names', {
          defaultDescription: 'the authors’ own',
        }),
        json: flag('print the files as JSON'),
      })
      .example('$0 data fetch cifar10', 'into the cache: 170 MB')
      .example('$0 data fetch fashion-mnist --data-dir data', 'into a folder of your own'),
  handler: async (argv) => {
    const { FETCHABLE, fetchFiles } = await import('../../peer/data/fetch.js');
    const { cacheDirectory } = await import('../cache-directory.js');
    const { openFetchProgress } = await import('../fetch-progress.js');
    const set = stringOf(argv.set) as keyof typeof FETCHABLE;
    const dataDir = stringOf(argv['data-dir']);
    const folder = dataDir === undefined ? join(cacheDirectory(process.env), 'data', set) : resolve(dataDir);
    const progress = openFetchProgress(process.stderr);
    try {
      const { show: onProgress } = progress;
      const files = await fetchFiles(FETCHABLE[set], folder, { from: stringOf(argv.from), onProgress });
      progress.close();
      if (argv.json === true) process.stdout.write(`${JSON.stringify(files)}\n`);
      else for (const { path, isNew } of files) process.stdout.write(`${path}${isNew ? '' : ' was there'}\n`);
    } finally {
      progress.close();
    }
  },
};
