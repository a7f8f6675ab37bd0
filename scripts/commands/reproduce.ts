import process from 'node:process';
import type { Argv, CommandModule, Options } from 'yargs';
import { CodistillError } from '../../proto/errors.js';
import type { Scale } from '../reproduce/table-file.js';
import { commandText } from './command-text.js';
import { countOf, DATA_DIR, flag, numeric, seedsTyped, stringOf, textsOf, valued } from './option.js';

const OPTIONS: Readonly<Record<string, Options>> = {
  'data-dir': DATA_DIR,
  scale: {
    choices: ['paper', 'small'] as const,
    default: 'small',
    describe: 'as it was published, or as a whole on two cores within an hour',
  },
  cells: valued("some of its cells: 'R32+R32', several by commas", { defaultDescription: 'all' }),
  seeds: valued('a count, or a list such as 1,2,3', { defaultDescription: "the table's" }),
  budget: valued('how long it may run now: 90m, 3h, 2d; the same command goes on', {
    defaultDescription: 'no end',
  }),
  yes: flag('begin without asking, after saying how long it will take'),
  check: valued('a report: says whether this code and these data made it'),
  'study-dir': valued('where runs and report are written; what is done there is not done again', {
    defaultDescription: 'runs/<table>-<scale>',
  }),
  parallel: numeric('runs at once', { defaultDescription: 'cores / peers' }),
  set: valued('a field of every run, a.b=value: for a quick look; repeatable', { array: true }),
  cold: flag('give each run processes of its own, and one of its own to score it'),
  'retry-failed': flag('try again what failed before'),
  'report-only': flag('run nothing: report what is done already'),
  json: flag('print only the report, as JSON, on standard output'),
};

/** `codistill reproduce`: published tables, with a verdict for each cell. */
export const reproduceCommand: CommandModule = {
  command: 'reproduce [table]',
  describe:
    'run a published table and say of each cell whether it was found again; without a table, list them',
  builder: (yargs: Argv) =>
    yargs
      .positional('table', {
        type: 'string',
        describe: 'name of a table, or a YAML file (docs/reproduce.md)',
      })
      .options(OPTIONS)
      .example('$0 reproduce', 'the tables, their data and how far they have come here')
      .example(
        '$0 reproduce dml-table2 --scale small --budget 40m',
        'says how long it takes, asks, and goes on later',
      )
      .example(
        "$0 reproduce dml-table2 --scale paper --cells 'R32+R32' --seeds 5 --yes",
        'one cell as published',
      )
      .example('$0 reproduce --check runs/dml-table2-small', 'by this code, on these data?'),
  handler: async (argv) => {
    const json = argv.json === true;
    const dataDir = stringOf(argv['data-dir']);
    const check = stringOf(argv.check);
    const name = stringOf(argv.table);
    if (check !== undefined) {
      const { checkReport } = await import('../reproduce/check-report.js');
      return checkReport(check, dataDir, json);
    }
    if (name === undefined) {
      const { tableList, tableListText } = await import('../reproduce/table-list.js');
      const tables = tableList();
      process.stdout.write(json ? `${JSON.stringify(tables)}\n` : `${tableListText(tables)}\n`);
      return;
    }
    const { openTable } = await import('../reproduce/tables.js');
    const located = openTable(name, {
      scale: argv.scale as Scale,
      cells: stringOf(argv.cells)
        ?.split(',')
        .map((cell) => cell.trim()),
      seeds: seedsTyped(argv.seeds),
      sets: textsOf(argv.set),
    });
    const { checkRun } = await import('../launch/check-names.js');
    for (const { spec } of located.table.study.variants) checkRun(spec);
    const { reproduceTable } = await import('../reproduce/reproduce-table.js');
    process.exitCode = await reproduceTable({
      ...{ located, dataDir, json },
      parallel: countOf(argv.parallel, '--parallel', 'at least one run goes on at once'),
      studyDir: stringOf(argv['study-dir']),
      cold: argv.cold === true,
      retryFailed: argv['retry-failed'] === true,
      reportOnly: argv['report-only'] === true,
      budgetMs: budgetMsOf(stringOf(argv.budget)),
      yes: argv.yes === true,
      ask: !json && process.stdin.isTTY && process.stdout.isTTY ? ask : undefined,
      command: commandText(process.argv.slice(2)),
    });
  },
};

const UNITS_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * Reads a span of time such as 90m or 1.5h.
 *
 * @throws {CodistillError} `ERR_USAGE` for anything else.
 */
export function budgetMsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) ?? [];
  const ms = Number(amount) * (UNITS_MS[unit as keyof typeof UNITS_MS] ?? 0);
  if (ms > 0) return ms;
  throw new CodistillError('ERR_USAGE', `--budget ${text}: no span of time`, {
    fix: 'give a number and s, m, h or d, such as 90m or 3h',
  });
}

async function ask(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await asking.question(question)).trim());
  } finally {
    asking.close();
  }
}
