import Table from 'cli-table3';
import { sideBySide } from '../side-by-side.js';
import type { SummaryEdge } from './summary-edges.js';
import { bytes, percent } from './view-text.js';

/** Lines of the table; `summary.json` has every edge. */
const LINES_MAX = 6;

const NOTHING = '–';

interface Column {
  readonly head: string;
  readonly cell: (edge: SummaryEdge) => string;
}

const COLUMNS: readonly Column[] = [
  { head: 'waited', cell: (edge) => secondsText(edge.waitedSeconds) },
  { head: 'of its time', cell: (edge) => shareText(edge.waitedShare) },
  { head: 'teacher ahead', cell: (edge) => secondsText(edge.aheadSeconds) },
  {
    head: 'age, steps',
    cell: ({ ageSteps, ageStepsMax }) =>
      ageSteps === null ? NOTHING : `${ageSteps.toFixed(1)} (≤ ${ageStepsMax})`,
  },
  { head: 'without it', cell: (edge) => shareText(edge.rowsWithoutShare) },
  { head: 'received', cell: (edge) => bytes(edge.bytes) },
];

/**
 * The edges as a table, those with the longest waits first; nothing where nobody taught.
 *
 * @param width - Columns of the terminal.
 */
export function waitsTable(
  edges: readonly SummaryEdge[],
  width = Number.POSITIVE_INFINITY,
): readonly string[] {
  if (edges.length === 0) return [];
  const shown = [...edges].sort((a, b) => b.waitedSeconds - a.waitedSeconds).slice(0, LINES_MAX);
  const left = edges.length - shown.length;
  return [
    'who waited for whom:',
    ...sideBySide(COLUMNS, (columns) => drawn(shown, columns), width),
    ...(left === 0 ? [] : [`and ${left} more in summary.json`]),
  ];
}

function drawn(edges: readonly SummaryEdge[], columns: readonly Column[]): string {
  const table = new Table({
    head: ['student ← teacher', ...columns.map(({ head }) => head)],
    colAligns: ['left', ...columns.map(() => 'right' as const)],
    style: { head: [], border: [], compact: true },
  });
  for (const edge of edges)
    table.push([`${edge.student} ← ${edge.teacher}`, ...columns.map(({ cell }) => cell(edge))]);
  return table.toString();
}

function secondsText(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}

function shareText(share: number | null): string {
  return share === null ? NOTHING : percent(share, 1);
}
