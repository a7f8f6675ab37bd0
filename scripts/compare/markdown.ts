import type { Report } from './report.js';
import {
  factLines,
  failureLines,
  findingLines,
  gateLine,
  hypothesisTable,
  metricTable,
  noteLines,
  type TextTable,
} from './report-lines.js';

export function markdownReport(report: Report): string {
  const { study, comparison } = report;
  const failures = failureLines(comparison);
  const findings = findingLines(comparison);
  const parts = [
    `# ${study.name}`,
    ...(study.about === '' ? [] : [escaped(study.about.trim())]),
    ...(findings.length === 0 ? [] : [`Found:\n${bullets(findings.map(escaped))}`]),
    table(metricTable(comparison), 'right'),
    noteLines(report).join(' '),
    ...(comparison.gates.length === 0 ? [] : [`Gates:\n${bullets(comparison.gates.map(gateLine))}`]),
    ...(failures.length === 0 ? [] : [`Failed runs:\n${bullets(failures)}`]),
    ...(comparison.hypotheses.length === 0
      ? []
      : ['## Hypotheses', table(hypothesisTable(comparison), 'left')]),
    '![curves](curves.svg)',
    bullets(factLines(report).map(([name, value]) => `${name}: \`${value}\``)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function table({ head, rows }: TextTable, align: 'left' | 'right'): string {
  const rule = head.map((_, i) => (i === 0 || align === 'left' ? '---' : '---:'));
  const body = rows.map((row) => row.map((lines) => lines.map(escaped).join('<br>')));
  return [head.map(escaped), rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function escaped(text: string): string {
  return text.replaceAll(/[|<>*_]/g, (sign) => `\\${sign}`).replaceAll('\n', ' ');
}
