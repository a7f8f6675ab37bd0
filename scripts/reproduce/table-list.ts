import { parallelRuns } from '../compare/compare-study.js';
import { durationText } from '../compare/number-text.js';
import { planRuns } from '../compare/study.js';
import { placeOf, stateOf, studyPath } from '../compare/study-directory.js';
import { knownEstimates, secondsLeft } from './estimates.js';
import type { Scale } from './table-file.js';
import { listTables, openTable } from './tables.js';

/** A table at one scale: what it needs, and how far it has come here. */
export interface ListedScale {
  readonly scale: Scale;
  readonly cells: readonly string[];
  readonly data: readonly string[];
  readonly runsDone: number;
  readonly runsPlanned: number;
  /** For the runs that are left; `null` before it was measured, which `reproduce NAME` does. */
  readonly secondsLeft: number | null;
}

export interface ListedTable {
  readonly name: string;
  readonly source: string;
  readonly claim: string;
  readonly scales: readonly ListedScale[];
}

/** All tables, with what is known of each here. */
export function tableList(): readonly ListedTable[] {
  return listTables().map(({ name, source, claim, scales }) => ({
    ...{ name, source, claim },
    scales: scales.map((scale) => listed(name, scale)),
  }));
}

function listed(name: string, scale: Scale): ListedScale {
  const { study, cells } = openTable(name, { scale, sets: [] }).table;
  const directory = studyPath(undefined, study.name);
  const places = planRuns(study).map((run) => placeOf(directory, run));
  return {
    scale,
    cells: cells.map((cell) => cell.name),
    data: [...new Set(study.variants.map(({ spec }) => spec.data.name))],
    runsDone: places.filter((place) => stateOf(place).kind === 'done').length,
    runsPlanned: places.length,
    secondsLeft: secondsLeft(knownEstimates(study, places, directory), places, parallelRuns(study)),
  };
}

/** The list as text. */
export function tableListText(tables: readonly ListedTable[]): string {
  return tables
    .map(({ name, source, claim, scales }) =>
      [`${name}: ${claim}`, `  ${source}`, ...scales.map((scale) => `  ${scaleText(scale)}`)].join('\n'),
    )
    .join('\n');
}

function scaleText({ scale, cells, data, runsDone, runsPlanned, secondsLeft: seconds }: ListedScale): string {
  const left =
    seconds === null
      ? 'not measured here yet'
      : seconds === 0
        ? 'done'
        : `about ${durationText(seconds)} left`;
  return `${scale}: ${data.join(', ')}; ${runsDone} of ${runsPlanned} runs, ${left}; cells ${cells.join(', ')}`;
}
