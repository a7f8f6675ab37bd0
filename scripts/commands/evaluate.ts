import { resolve } from 'node:path';
import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';
import type { RunScores } from '../launch/summary.js';
import { flag, stringOf, valued } from './option.js';

/** `codistill evaluate`: scores the saved peers of a run and their ensemble on the test split. */
export const evaluateCommand: CommandModule = {
  command: 'evaluate <run-dir>',
  describe: 'score the saved peers of a run and their ensemble on the test split',
  builder: (yargs: Argv) =>
    yargs
      .positional('run-dir', { type: 'string', describe: 'directory of the run', demandOption: true })
      .options({
        'data-dir': valued("folder with the data set's files"),
        checkpoint: {
          choices: ['last', 'best', 'both'] as const,
          default: 'last',
          describe: 'the newest checkpoint, the one with the best validation loss, or both',
        },
        'score-training': flag('also score each peer on the samples it learned from'),
        'score-flatness': flag('also score each peer on those under noise on its weights; with --json'),
        'save-predictions': flag("save each peer's test predictions in its directory, for a later --against"),
        'save-logits': flag(
          "save each peer's test logits, from which it is scored where its checkpoints are not",
        ),
        against: valued(
          'directory of another run with saved predictions: prints the prediction churn between the two',
        ),
        'from-peers': { ...flag('use the test logits that the peers have just left'), hidden: true },
        json: flag('print the scores as JSON'),
      })
      .example('$0 evaluate runs/20261122-101500-a1b2c3 --checkpoint best', 'the best weights of each peer')
      .example('$0 evaluate runs/B --against runs/A', 'how many test samples the two trainings tell apart'),
  handler: async (argv) => {
    const { readRunSpec } = await import('../launch/run-directory.js');
    const { dieWithLauncher } = await import('../parent-watch.js');
    const { cacheDirectory } = await import('../cache-directory.js');
    dieWithLauncher();
    const runDir = resolve(stringOf(argv['run-dir']) ?? '');
    const spec = readRunSpec(runDir);
    const dataDir = stringOf(argv['data-dir']);
    const against = stringOf(argv.against);
    const { evaluateBoth, evaluateRun } = await import('../../peer/evaluation/evaluate-run.js');
    const options = {
      runDir,
      spec,
      cacheDir: cacheDirectory(process.env),
      scoreTraining: argv['score-training'] === true,
      scoreFlatness: argv['score-flatness'] === true,
      savePredictions: argv['save-predictions'] === true,
      saveLogits: argv['save-logits'] === true,
      fromPeers: argv['from-peers'] === true,
      against: against === undefined ? undefined : resolve(against),
      dataDir: dataDir === undefined ? undefined : resolve(dataDir),
      warn: (message: string) => process.stderr.write(`${message}\n`),
    };
    const checkpoint = argv.checkpoint === 'best' ? 'best' : 'last';
    const scores: RunScores =
      argv.checkpoint === 'both'
        ? await evaluateBoth(options)
        : await evaluateRun({ ...options, checkpoint });
    if (argv.json === true) {
      process.stdout.write(`${JSON.stringify(scores)}\n`);
      return;
    }
    const { scoresTable } = await import('../launch/scores-table.js');
    const width = process.stdout.columns;
    process.stdout.write(`${scoresTable(scores, width)}\n`);
    if (scores.best !== undefined) {
      process.stdout.write(`at the best validation:\n${scoresTable(scores.best, width)}\n`);
    }
  },
};
