import Table from 'cli-table3';
import type { SummaryEdge } from './summary-edges.js';
import { bytes, percent } from './view-text.js';

/** Lines of the table; `summary.json` has every edge. */
const LINES_MAX = 6;

const NOTHING = '–';

/** The edges as a table, those with the longest waits first; nothing where nobody taught. */
export function waitsTable(edges: readonly SummaryEdge[]): readonly string[] {
  if (edges.length === 0) return [];
  const shown = [...edges].sort((a, b) => b.waitedSeconds - a.waitedSeconds).slice(0, LINES_MAX);
  const table = new Table({
    head: [
      'student ← teacher',
      'waited',
      'of its time',
      'teacher ahead',
      'age, steps',
      'without it',
      'received',
    ],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const edge of shown)
    table.push([
      `${edge.student} ← ${edge.teacher}`,
      `${edge.waitedSeconds.toFixed(1)} s`,
      shareText(edge.waitedShare),
      `${edge.aheadSeconds.toFixed(1)} s`,
      edge.ageSteps === null ? NOTHING : `${edge.ageSteps.toFixed(1)} (≤ ${edge.ageStepsMax})`,
      shareText(edge.rowsWithoutShare),
      bytes(edge.bytes),
    ]);
  const left = edges.length - shown.length;
  return [
    'who waited for whom:',
    table.toString(),
    ...(left === 0 ? [] : [`and ${left} more in summary.json`]),
  ];
}

function shareText(share: number | null): string {
  return share === null ? NOTHING : percent(share, 1);
}
