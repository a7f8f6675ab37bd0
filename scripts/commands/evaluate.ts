import { resolve } from 'node:path';
import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';

/** `codistill evaluate`: scores the saved peers of a run and their ensemble on the test split. */
export const evaluateCommand: CommandModule = {
  command: 'evaluate <run-dir>',
  describe: 'score the saved peers of a run and their ensemble on the test split',
  builder: (yargs: Argv) =>
    yargs
      .positional('run-dir', { type: 'string', describe: 'directory of the run', demandOption: true })
      .options({
        'data-dir': { type: 'string', requiresArg: true, describe: "folder with the data set's files" },
        checkpoint: {
          choices: ['last', 'best'] as const,
          default: 'last',
          describe: 'the newest checkpoint, or the one with the best validation loss',
        },
        json: { type: 'boolean', describe: 'print the scores as JSON' },
      })
      .example('$0 evaluate runs/20261122-101500-a1b2c3 --checkpoint best', 'the best weights of each peer'),
  handler: async (argv) => {
    const [{ readRunSpec }, { dieWithLauncher }, { cacheDirectory }, { stringOf }] = await Promise.all([
      import('../launch/run-directory.js'),
      import('../parent-watch.js'),
      import('../cache-directory.js'),
      import('./spec-options.js'),
    ]);
    dieWithLauncher();
    const runDir = resolve(stringOf(argv['run-dir']) ?? '');
    const spec = readRunSpec(runDir);
    const dataDir = stringOf(argv['data-dir']);
    const { evaluateRun } = await import('../../peer/evaluate-run.js');
    const scores = await evaluateRun({
      runDir,
      spec,
      cacheDir: cacheDirectory(process.env),
      checkpoint: argv.checkpoint === 'best' ? 'best' : 'last',
      ...(dataDir === undefined ? {} : { dataDir: resolve(dataDir) }),
    });
    const { scoresTable } = await import('../launch/scores-table.js');
    process.stdout.write(argv.json === true ? `${JSON.stringify(scores)}\n` : `${scoresTable(scores)}\n`);
  },
};
