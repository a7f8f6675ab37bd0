import { basename } from 'node:path';
import process from 'node:process';
import type { Argv, CommandModule, Options } from 'yargs';
import { CodistillError } from '../../proto/errors.js';
import type { Study } from '../compare/study.js';
import { commandText } from './command-text.js';
import { countOf, DATA_DIR, flag, numeric, seedsTyped, stringOf, textsOf, under, valued } from './option.js';

const OPTIONS: Readonly<Record<string, Options>> = {
  'data-dir': DATA_DIR,
  ...under('Study:', {
    variant: valued("one variant as 'NAME: OPTIONS of launch'; repeatable; the first is the baseline", {
      array: true,
    }),
    vary: valued("a variant for each value: 'exchange=none lockstep'; given twice, for each combination", {
      array: true,
    }),
    baseline: valued('the variant to compare to'),
    seeds: valued('a count, or a list such as 1,2,3', { defaultDescription: '5' }),
    name: valued('name of a study without a file'),
    'study-dir': valued('where runs and report are written; what is done there is not done again', {
      defaultDescription: 'runs/<name>',
    }),
    parallel: numeric('runs at once; times are those of a machine to itself only with 1', {
      defaultDescription: 'cores / peers',
    }),
    cold: flag('give each run processes of its own, and one of its own to score it'),
    'retry-failed': flag('try again what failed before'),
    'report-only': flag('run nothing: report what is done already'),
    json: flag('print only the report, as JSON, on standard output'),
  }),
};

/** `codistill compare`: variants × seeds, and one table with statistics. */
export const compareCommand: CommandModule = {
  command: 'compare [study]',
  describe: 'train variants over several seeds and compare them: one table with statistics',
  builder: async (yargs: Argv) => {
    const { withSpecOptions } = await import('./spec-options.js');
    return withSpecOptions(yargs)
      .positional('study', { type: 'string', describe: 'YAML file of a study (docs/compare.md)' })
      .options(OPTIONS)
      .example('$0 compare study/mutual-learning.yaml', 'a study; the same command goes on after a kill')
      .example(
        "$0 compare --vary 'exchange=none lockstep' --network cnn --epochs 3",
        'taught or alone, 5 seeds',
      )
      .example(
        "$0 compare --variant 'alone: --exchange none' --variant 'ring of 4: --peers 4 --graph ring' --seeds 3",
        'variants with names of their own',
      )
      .example(
        '$0 compare study.yaml --set training.steps=20 --seeds 2 --study-dir /tmp/try',
        'a quick look',
      );
  },
  handler: async (argv) => {
    const study = await studyOf(argv);
    const { checkNames, checkRun } = await import('../launch/check-names.js');
    const check = argv['report-only'] === true ? checkNames : checkRun;
    for (const { spec } of study.variants) check(spec);
    const { compareStudy } = await import('../compare/compare-study.js');
    process.exitCode = await compareStudy({
      study,
      parallel: countOf(argv.parallel, '--parallel', 'at least one run goes on at once'),
      studyDir: stringOf(argv['study-dir']),
      dataDir: stringOf(argv['data-dir']),
      cold: argv.cold === true,
      retryFailed: argv['retry-failed'] === true,
      reportOnly: argv['report-only'] === true,
      json: argv.json === true,
      command: commandText(process.argv.slice(2)),
    });
  },
};

async function studyOf(argv: Readonly<Record<string, unknown>>): Promise<Study> {
  const { describesRun, readConfig } = await import('./spec-arguments.js');
  const file = stringOf(argv.study);
  const seeds = seedsTyped(argv.seeds);
  const [variants, vary] = [textsOf(argv.variant), textsOf(argv.vary)];
  const name = stringOf(argv.name);
  const baseline = stringOf(argv.baseline);
  if (file === undefined) {
    const { studyFromFlags } = await import('../compare/study-flags.js');
    return studyFromFlags({ shared: argv, variants, vary, seeds: seeds ?? 5, name, baseline });
  }
  const { set, ...others } = argv;
  if (
    variants.length + vary.length > 0 ||
    name !== undefined ||
    baseline !== undefined ||
    describesRun(others)
  ) {
    throw new CodistillError('ERR_USAGE', `${basename(file)} says what is compared; other options do not`, {
      fix: 'change the file, or one field of every variant with --set, such as --set training.steps=20',
    });
  }
  const { parseStudy } = await import('../compare/study-file.js');
  return parseStudy(readConfig(file), file, { sets: textsOf(set), seeds });
}
