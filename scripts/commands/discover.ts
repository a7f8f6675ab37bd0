import type { Argv, CommandModule } from 'yargs';
import { CodistillError } from '../../proto/errors.js';
import { countOf, numeric } from './option.js';

const SECONDS = 3;
const SECONDS_MAX = 86_400;

/** `codistill discover`: cohorts that are shown on this machine's networks. */
export const discoverCommand: CommandModule = {
  command: 'discover',
  describe: 'list the cohorts on this network: size, task, and whether they take guests',
  builder: (yargs: Argv) =>
    yargs
      .options({
        seconds: numeric('how long to listen', { default: SECONDS }),
        json: { type: 'boolean', default: false, describe: 'print a list of JSON objects at the end' },
      })
      .example('$0 discover', 'a table, after a few seconds')
      .example('$0 discover --seconds 30 --json', 'for scripts')
      .example('$0 join TOKEN', 'joining wants a token, from whoever started the cohort'),
  handler: async (argv) => {
    const seconds = countOf(argv.seconds, '--seconds', 'give whole seconds, 1 or more')!;
    if (seconds > SECONDS_MAX)
      throw new CodistillError('ERR_USAGE', `--seconds ${seconds}: a day, ${SECONDS_MAX}, is the longest`);
    const { discover } = await import('../net/discover.js');
    const { cohortLine, cohortsTable, discoveryAdvice } = await import('../cohorts-table.js');
    const { stdout, stderr } = process;
    const isShownAtEnd = argv.json === true || stdout.isTTY;
    if (isShownAtEnd) stderr.write(`listening for ${seconds} s …\n`);
    const cohorts = await discover({
      signal: AbortSignal.timeout(seconds * 1_000),
      onCohort: (cohort) => {
        if (!isShownAtEnd) stdout.write(`${cohortLine(cohort)}\n`);
      },
    });
    if (argv.json === true) {
      stdout.write(`${JSON.stringify(cohorts, null, 2)}\n`);
      return;
    }
    if (stdout.isTTY && cohorts.length > 0) stdout.write(`${cohortsTable(cohorts)}\n`);
    stderr.write(`${discoveryAdvice(cohorts, seconds)}\n`);
  },
};
