import type { LatencyFigures } from './exchange-latency.js';
import { payloadText } from './exchange-table.js';
import type { Table } from './section.js';

/** One table of spans and one of what they carry; a row for each shape, a column for each number of peers. */
export function growthTables(figures: readonly LatencyFigures[]): Table[] {
  const spans = (one: LatencyFigures): string => `${spanText(one.p50Ms)} (${spanText(one.p99Ms)})`;
  const rates = (one: LatencyFigures): string => one.megabytesPerSecond.toFixed(0);
  const several = figures.filter(({ peers }) => peers > 1);
  return [
    growthTable('One exchange, milliseconds, p50 (p99):', figures, spans),
    growthTable('Payload that one peer receives, MB/s:', several, rates),
  ];
}

function growthTable(
  caption: string,
  figures: readonly LatencyFigures[],
  cell: (one: LatencyFigures) => string,
): Table {
  const peers = [...new Set(figures.map((one) => one.peers))].sort((a, b) => a - b);
  const shapes = new Map(figures.map((one) => [`${one.rows} × ${one.classes.toLocaleString('en')}`, one]));
  return {
    caption,
    columns: ['batch × classes', 'payload', ...peers.map((n) => (n === 1 ? '1 peer' : `${n} peers`))],
    rows: [...shapes].map(([shape, { rows, classes }]) => [
      shape,
      payloadText(rows * classes * 4),
      ...peers.map((n) => {
        const found = figures.find((one) => one.peers === n && one.rows === rows && one.classes === classes);
        return found === undefined ? '–' : cell(found);
      }),
    ]),
  };
}

/** Three digits that mean something. */
function spanText(spanMs: number): string {
  return spanMs < 10 ? spanMs.toFixed(2) : spanMs < 100 ? spanMs.toFixed(1) : spanMs.toFixed(0);
}
