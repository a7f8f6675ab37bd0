import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Spec } from 'vega';
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

const STYLE = `
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 1150px; padding: 0 1em; color: #222; background: #fff }
  table { border-collapse: collapse; margin: 1em 0; display: block; overflow-x: auto }
  th, td { border-bottom: 1px solid #ddd; padding: .3em .8em; text-align: left; vertical-align: top; white-space: nowrap }
  td div + div { color: #666; font-size: 85% }
  .numbers td + td, .numbers th + th { text-align: right }
  dt { float: left; clear: left; width: 6em; color: #666 } dd { margin-left: 7em; overflow-wrap: anywhere }
`;

/** The report as one HTML file: Vega's own file and the data lie in it, so that it needs no network, now or in ten years. */
export function htmlReport(report: Report, chart: Spec): string {
  const { study, comparison } = report;
  const failures = failureLines(comparison);
  const title = escaped(study.name);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${STYLE}</style>
<h1>${title}</h1>
<p>${escaped(study.about)}</p>
${list('Found', findingLines(comparison))}
${table(metricTable(comparison), 'numbers')}
<p>${escaped(noteLines(report).join(' '))}</p>
${list('Gates', comparison.gates.map(gateLine))}
${list('Failed runs', failures)}
${comparison.hypotheses.length === 0 ? '' : `<h2>Hypotheses</h2>${table(hypothesisTable(comparison), 'words')}`}
<h2>Curves</h2>
<div id="chart"></div>
<dl>${factLines(report)
    .map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`)
    .join('')}</dl>
<script>${vegaFile().replaceAll('</script', '<\\/script')}</script>
<script>
new vega.View(vega.parse(${scriptJson(chart)}), { renderer: 'svg', container: '#chart', hover: true }).runAsync();
</script>
</html>
`;
}

/** Vega for browsers, as the package ships it. */
function vegaFile(): string {
  return readFileSync(fileURLToPath(new URL('vega.min.js', import.meta.resolve('vega'))), 'utf8');
}

function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function table({ head, rows }: TextTable, kind: 'numbers' | 'words'): string {
  const heading = head.map((text) => `<th>${escaped(text)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map(
      (lines) => `<td>${lines.map((line) => `<div>${escaped(line)}</div>`).join('')}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table class="${kind}"><tr>${heading}</tr>${body.join('\n')}</table>`;
}

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `<h2>${title}</h2><ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
