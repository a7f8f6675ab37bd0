import Table from 'cli-table3';
import { numberText, percent } from './launch/view-text.js';
import { type ListedRun, type RunList, runName } from './runs.js';
import { sideBySide } from './side-by-side.js';

/** A column: its heading, and what stands in it. */
type Column = readonly [head: string, cell: (run: ListedRun) => string];

const UNKNOWN = '–';

const COLUMNS: readonly Column[] = [
  ['begun', ({ startedAt }) => localTime(new Date(startedAt))],
  ['networks', ({ networks }) => networks],
  ['data', ({ data }) => data],
  ['exchange', ({ mode }) => mode],
  ['state', ({ state }) => state],
  ['steps', ({ steps }) => (steps === null ? UNKNOWN : String(steps))],
  ['test acc', ({ testAccuracy }) => (testAccuracy === null ? UNKNOWN : percent(testAccuracy))],
  ['test loss', ({ testLoss }) => (testLoss === null ? UNKNOWN : numberText('nats')(testLoss))],
];

/**
 * Runs as a table, as wide as the terminal.
 *
 * @param width - Columns of the terminal.
 */
export function runsTable({ runs }: RunList, width = Number.POSITIVE_INFINITY): string {
  const draw = (columns: readonly Column[]): string => {
    const table = new Table({
      head: ['run', ...columns.map(([head]) => head)],
      style: { head: [], border: [], compact: true },
    });
    for (const run of runs) table.push([runName(run), ...columns.map(([, cell]) => cell(run))]);
    return table.toString();
  };
  return sideBySide(COLUMNS, draw, width).join('\n');
}

/** To the minute, in this machine's zone. */
function localTime(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
