import { join } from 'node:path';
import { replaceFile } from '../../peer/files/run-files.js';
import { tableCsv, valuesCsv } from './csv.js';
import { markdownReport } from './markdown.js';
import type { Report } from './report.js';

/**
 * Writes a report into a study's directory: `table.md`, `table.csv`, `values.csv`, `table.json`, `curves.html` and
 * `curves.svg`.
 *
 * @returns The files.
 */
export async function writeReport(directory: string, report: Report): Promise<readonly string[]> {
  // Vega takes a while to load; nobody else needs it.
  const [{ chartSpec, chartSvg }, { htmlReport }] = await Promise.all([
    import('./chart.js'),
    import('./page.js'),
  ]);
  const chart = chartSpec(report.curves, report.comparison);
  const contents: Readonly<Record<string, string>> = {
    'table.md': markdownReport(report),
    'table.csv': tableCsv(report.comparison),
    'values.csv': valuesCsv(report.comparison),
    'table.json': `${JSON.stringify(report, null, 2)}\n`,
    'curves.html': htmlReport(report, chart),
    'curves.svg': await chartSvg(chart),
  };
  for (const [name, text] of Object.entries(contents)) replaceFile(join(directory, name), text);
  return Object.keys(contents).map((name) => join(directory, name));
}
