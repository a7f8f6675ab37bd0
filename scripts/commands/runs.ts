import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';
import { flag, stringOf } from './option.js';

/** `codistill runs`: the runs on this disk, in short. */
export const runsCommand: CommandModule = {
  command: 'runs [folder]',
  describe: 'list the runs in a folder, the newest first: when, what, state and result',
  builder: (yargs: Argv) =>
    yargs
      .positional('folder', { type: 'string', default: 'runs', describe: 'folder that holds the runs' })
      .options({ json: flag('print the runs as JSON') })
      .example('$0 runs', 'those that `launch` has put below runs')
      .example('$0 runs study/small --json', 'for scripts'),
  handler: async (argv) => {
    const { listRuns } = await import('../runs.js');
    const folder = stringOf(argv.folder) ?? 'runs';
    const list = listRuns(folder);
    if (argv.json === true) {
      process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
      return;
    }
    const { runsTable } = await import('../runs-table.js');
    if (list.runs.length > 0) process.stdout.write(`${runsTable(list, process.stdout.columns)}\n`);
    else process.stderr.write(`no runs in ${folder}\n`);
    for (const { path, problem } of list.broken) process.stderr.write(`left out ${path}: ${problem}\n`);
  },
};
