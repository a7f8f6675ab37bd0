import { join } from 'node:path';
import process from 'node:process';
import { replaceFile } from '../../peer/files/run-files.js';
import { CodistillError } from '../../proto/errors.js';
import { launchSettings, parallelRuns, runStudy, type StudyOptions } from '../compare/compare-study.js';
import { durationText } from '../compare/number-text.js';
import { isToDo, type RunPlace, stateOf } from '../compare/study-directory.js';
import { writeReport } from '../compare/write-report.js';
import { findCells } from './cell-findings.js';
import { knownEstimates, measureEstimates, secondsLeft } from './estimates.js';
import { digestsOf, provenanceOf } from './provenance.js';
import { reproductionOf } from './reproduction.js';
import { markdownText, terminalText } from './reproduction-text.js';
import type { LocatedTable } from './tables.js';

/** The request to `codistill reproduce NAME`. */
export interface ReproduceOptions
  extends Pick<
    StudyOptions,
    | 'studyDir'
    | 'dataDir'
    | 'cold'
    | 'parallel'
    | 'retryFailed'
    | 'reportOnly'
    | 'json'
    | 'command'
    | 'budgetMs'
  > {
  readonly located: LocatedTable;
  /** Begins without asking. */
  readonly yes: boolean;
  /** Asks the user; absent: there is nobody to ask. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined;
}

/**
 * Runs what is left of a table, and tells a verdict for each cell.
 *
 * @returns The exit code: 0, or 130 when interrupted.
 * @throws {CodistillError} `ERR_USAGE` where nobody is there to be asked and `--yes` is not given; else as `runStudy`.
 */
export async function reproduceTable(options: ReproduceOptions): Promise<number> {
  const { located, json, command, dataDir } = options;
  const { table, files } = located;
  const { study } = table;
  const say = (line: string): void => {
    (json ? process.stderr : process.stdout).write(`${line}\n`);
  };
  const confirm = (places: readonly RunPlace[], directory: string): Promise<boolean> =>
    agreed(options, places, directory, say);
  return runStudy(
    { ...options, study, resume: true, confirm },
    async ({ directory, places, report, samples }) => {
      const { commits } = report.facts;
      const reproduction = reproductionOf(
        table,
        findCells(table, samples, report.comparison.gates),
        knownEstimates(study, places, directory),
        { done: places.filter((place) => stateOf(place).kind === 'done').length, planned: places.length },
        await provenanceOf(places, { command, commits, seeds: study.seeds, files, dataDir }),
      );
      const written = {
        'reproduction.md': markdownText(reproduction),
        'reproduction.json': `${JSON.stringify(reproduction, null, 2)}\n`,
      };
      for (const [name, text] of Object.entries(written)) replaceFile(join(directory, name), text);
      const others = await writeReport(directory, report);
      if (json) process.stdout.write(`${JSON.stringify(reproduction)}\n`);
      else {
        const own = Object.keys(written).map((name) => join(directory, name));
        process.stdout.write(`${terminalText(reproduction)}\n\n${[...own, ...others].join('\n')}\n`);
      }
    },
  );
}

/** Says what the runs that are left will take, and asks. */
async function agreed(
  options: ReproduceOptions,
  places: readonly RunPlace[],
  directory: string,
  say: (line: string) => void,
): Promise<boolean> {
  const { study, cells } = options.located.table;
  if (!places.some((place) => isToDo(place, options.retryFailed))) return true;
  // Fetched once, before several peers would at the same time; what is missing is told as data are, not as a failed run.
  await digestsOf(
    study.variants.map(({ spec }) => spec),
    options.dataDir,
  );
  const parallel = options.parallel ?? parallelRuns(study);
  const estimates = await measureEstimates(
    study,
    places,
    directory,
    launchSettings({ ...options, study }, parallel),
    say,
  );
  const text = (seconds: number | null): string =>
    seconds === null ? 'not known' : `about ${durationText(seconds)}`;
  const left = secondsLeft(estimates, places, parallel);
  for (const cell of cells)
    say(`${cell.name}: ${text(secondsLeft(estimates, places, parallel, [cell]))} left`);
  const budget =
    options.budgetMs === undefined ? '' : `, of which ${durationText(options.budgetMs / 1000)} now`;
  const all = `all that is left of ${study.name}: ${text(left)} on this machine${budget}`;
  if (options.yes) {
    say(all);
    return true;
  }
  if (options.ask === undefined) {
    throw new CodistillError('ERR_USAGE', `${all}: nobody is there to be asked`, {
      fix: 'add --yes to begin',
    });
  }
  return options.ask(`${all}. Begin? [y/N] `);
}
