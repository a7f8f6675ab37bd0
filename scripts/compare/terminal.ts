import Table from 'cli-table3';
import { sideBySide, widthOf } from '../side-by-side.js';
import type { Column } from './comparison.js';
import type { Report } from './report.js';
import {
  failureLines,
  findingLines,
  gateLine,
  hypothesisTable,
  metricTable,
  noteLines,
  type TextTable,
} from './report-lines.js';

/**
 * The report for a terminal: what was found, then as many variants side by side as fit, the others below.
 *
 * @param width - Columns of the terminal.
 */
export function terminalReport(report: Report, width: number): string {
  const { comparison } = report;
  const draw = (columns: readonly Column[]): string => {
    const table = metricTable(comparison, columns);
    const text = drawn(table);
    return columns.length > 1 || widthOf(text) <= width ? text : drawn(table, width);
  };
  const parts = [
    ...findingLines(comparison),
    ...sideBySide(comparison.columns, draw, width),
    ...noteLines(report),
    ...comparison.gates.map(gateLine),
    ...failureLines(comparison).map((line) => `failed: ${line}`),
  ];
  if (comparison.hypotheses.length > 0) parts.push(drawn(hypothesisTable(comparison), width));
  return parts.join('\n');
}

/** @param width - Bounds the table: its widest columns are wrapped, and its rows kept apart by lines. */
function drawn({ head, rows }: TextTable, width?: number): string {
  const texts = rows.map((row) => row.map((lines) => lines.join('\n')));
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: width === undefined },
    wordWrap: true,
    ...(width === undefined ? {} : { colWidths: widthsWithin([head, ...texts], width) }),
  });
  table.push(...texts);
  return table.toString();
}

/** Natural widths, the widest cut down to one another until all fit. */
function widthsWithin(rows: readonly (readonly string[])[], width: number): number[] {
  const natural = rows[0]!.map((_, i) => 2 + Math.max(...rows.map((row) => widthOf(row[i]!))));
  const available = Math.max(width - natural.length - 1, natural.length * 8);
  const widths = [...natural];
  while (widths.reduce((sum, one) => sum + one, 0) > available) {
    widths[widths.indexOf(Math.max(...widths))]! -= 1;
  }
  return widths;
}
