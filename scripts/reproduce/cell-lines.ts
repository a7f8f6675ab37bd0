import { type Metric, metricKey } from '../compare/metrics.js';
import { effectText, ratioText, valueText } from '../compare/number-text.js';
import type { CellFinding } from './cell-findings.js';
import type { CellRow, Published } from './table-file.js';

/** Who found it, alone and together, and the difference. */
export type FoundRow = readonly [who: string, values: string, difference: string];

/** A cell's finding in words, whatever it is drawn with. */
export interface CellLines {
  readonly title: string;
  readonly verdict: string;
  /** The paper first; what was expected here last. */
  readonly published: readonly FoundRow[];
  readonly ours: FoundRow;
  /** The difference at the best validation; absent where there is none. */
  readonly best?: string;
  readonly band: string;
}

/** Puts the published numbers, ours and the verdict into words. */
export function cellLines(finding: CellFinding): CellLines {
  const { cell, row, alone, together, difference, best } = finding;
  const { metric, peer } = metricKey(row.metric);
  const change = (found: typeof difference): string =>
    found === null ? '–' : row.scale === 'log' ? ratioText(found) : effectText(found, metric.unit);
  const n = difference === null ? '' : `, n = ${difference.n}`;
  return {
    title: `${cell}: ${metric.title}${peer === undefined ? '' : ` of ${peer}`}`,
    verdict: verdictText(finding),
    published: [
      ...row.published.map((one) => publishedRow(one, row, metric)),
      ...(row.expect === '' ? [] : [['expected', '', row.expect] as const]),
    ],
    ours: [`ours${n}`, between(alone?.mean, together?.mean, metric), change(difference)],
    ...(best === null ? {} : { best: change(best) }),
    band: bandText(row, metric),
  };
}

/** The verdict, and of an open one what would decide it. */
export function verdictText({ verdict, seedsNeeded, reason }: CellFinding): string {
  if (verdict !== 'not yet decidable') return verdict;
  if (seedsNeeded !== null) return `${verdict}: ${seedsNeeded} seeds would decide`;
  return `${verdict}: ${reason}`;
}

function publishedRow(one: Published, row: CellRow, metric: Metric): FoundRow {
  const { by, n, alone, together, deviation } = one;
  const found = one.difference ?? differenceOf(one, row);
  const spread = deviation === undefined ? '' : `, sd ${effectSize(deviation, metric)}`;
  const difference = found === undefined ? '–' : `${changeText(found, row, metric)}${spread}`;
  return [`${by}${n === undefined ? '' : `, n = ${n}`}`, between(alone, together, metric), difference];
}

function differenceOf({ alone, together }: Published, { scale }: CellRow): number | undefined {
  if (alone === undefined || together === undefined) return undefined;
  return scale === 'log' ? together / alone : together - alone;
}

function changeText(value: number, { scale }: CellRow, metric: Metric): string {
  return scale === 'log'
    ? ratioText({ n: 1, mean: Math.log(value), sd: null, interval: null })
    : effectText({ n: 1, mean: value, sd: null, interval: null }, metric.unit);
}

function effectSize(value: number, { unit }: Metric): string {
  return effectText({ n: 1, mean: value, sd: null, interval: null }, unit).replace('+', '');
}

function between(alone: number | undefined, together: number | undefined, { unit }: Metric): string {
  const text = (value: number | undefined): string => (value === undefined ? '–' : valueText(value, unit));
  return alone === undefined && together === undefined ? '' : `${text(alone)} → ${text(together)}`;
}

function bandText(row: CellRow, metric: Metric): string {
  const { low, high } = row.band;
  const text = (end: number): string => changeText(row.scale === 'log' ? Math.exp(end) : end, row, metric);
  if (!Number.isFinite(high)) return `${text(low)} and more`;
  return low === Number.NEGATIVE_INFINITY ? `${text(high)} and less` : `${text(low)} to ${text(high)}`;
}
