import type { Comparison } from './comparison.js';

type Value = string | number | null | undefined;

/** The table as CSV, a line for each variant and metric: numbers as they are, empty where there is none. */
export function tableCsv({ columns, rows }: Comparison): string {
  const head = [
    'variant',
    'against',
    'metric',
    'n',
    'mean',
    'sd',
    'low',
    'high',
    'pairs',
    'difference',
    'difference_sd',
    'difference_low',
    'difference_high',
    't',
    'p',
  ];
  const lines = columns.flatMap(({ variant, against }) =>
    rows.flatMap(({ key, cells }): Value[][] => {
      const cell = cells[variant];
      if (cell === undefined) return [];
      const { estimate, difference } = cell;
      return [
        [
          variant,
          against,
          key,
          estimate.n,
          estimate.mean,
          estimate.sd,
          estimate.interval?.[0],
          estimate.interval?.[1],
          difference?.n,
          difference?.mean,
          difference?.sd,
          difference?.interval?.[0],
          difference?.interval?.[1],
          difference?.t,
          difference?.p,
        ],
      ];
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
