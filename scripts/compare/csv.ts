import type { Cell, Comparison } from './comparison.js';

type Value = string | number | null | undefined;

const COLUMNS: readonly (readonly [name: string, value: (cell: Cell) => Value])[] = [
  ['n', ({ estimate }) => estimate.n],
  ['mean', ({ estimate }) => estimate.mean],
  ['sd', ({ estimate }) => estimate.sd],
  ['low', ({ estimate }) => estimate.interval?.[0]],
  ['high', ({ estimate }) => estimate.interval?.[1]],
  ['pairs', ({ difference }) => difference?.n],
  ['difference', ({ difference }) => difference?.mean],
  ['difference_sd', ({ difference }) => difference?.sd],
  ['difference_low', ({ difference }) => difference?.interval?.[0]],
  ['difference_high', ({ difference }) => difference?.interval?.[1]],
  ['t', ({ difference }) => difference?.t],
  ['p', ({ difference }) => difference?.p],
];

/** The table as CSV, a line for each variant and metric: numbers as they are, empty where there is none. */
export function tableCsv({ columns, rows }: Comparison): string {
  const head = ['variant', 'against', 'metric', ...COLUMNS.map(([name]) => name)];
  const lines = columns.flatMap(({ variant, against }) =>
    rows.flatMap(({ key, cells }): Value[][] => {
      const cell = cells[variant];
      return cell === undefined ? [] : [[variant, against, key, ...COLUMNS.map(([, value]) => value(cell))]];
    }),
  );
  return csv([head, ...lines]);
}

/** Every single value, a line for each variant, metric and seed: what another program starts from. */
export function valuesCsv({ columns, rows }: Comparison): string {
  const lines = columns.flatMap(({ variant }) =>
    rows.flatMap(({ key, cells }) =>
      Object.entries(cells[variant]?.values ?? {}).map(([seed, value]) => [
        variant,
        Number(seed),
        key,
        value,
      ]),
    ),
  );
  return csv([['variant', 'seed', 'metric', 'value'], ...lines]);
}

function csv(lines: readonly (readonly Value[])[]): string {
  return `${lines.map((line) => line.map(field).join(',')).join('\n')}\n`;
}

function field(value: Value): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
