import { resolve } from 'node:path';
import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';
import { stringOf } from './option.js';

/** `codistill init`: a folder to begin with. */
export const initCommand: CommandModule = {
  command: 'init [folder]',
  describe: 'write a network, data, a graph and a run spec of your own, which run at once',
  builder: (yargs: Argv) =>
    yargs
      .positional('folder', { type: 'string', default: '.', describe: 'where; nothing is overwritten' })
      .example('$0 init my-cohort', 'then the line that it prints'),
  handler: async (argv) => {
    const { initFolder, launchCommandIn } = await import('../init.js');
    const folder = resolve(stringOf(argv.folder) ?? '.');
    const names = initFolder(folder);
    const next = launchCommandIn(folder, process.argv[1]!, process.cwd());
    process.stdout.write(`${folder}: ${names.join(', ')}\nnext: ${next}\n`);
  },
};
