import { parse, type Spec, scheme, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Comparison } from './comparison.js';
import type { Curves } from './curves.js';

type CurveData = ReturnType<typeof dataOf>;
type Axis = readonly [field: string, title: string];

/** Part of a Vega-Lite specification; its own types take the compiler seconds to check. */
type Part = Readonly<Record<string, unknown>>;

const WIDTH = 420;
const HEIGHT = 240;
const DIFFERENCES = ['testAccuracy', 'testLoss'] as const;

/**
 * Validation loss and accuracy by step and by training time, with 95 % intervals over seeds; below them the difference
 * of each variant to its baseline. A click on the legend brings a variant to the fore.
 */
export function chartSpec(curves: Curves, comparison: Comparison): Spec {
  const order = comparison.columns.map(({ variant }) => variant);
  const loss = dataOf(curves, 'validationLoss');
  const accuracy = dataOf(curves, 'validationAccuracy');
  const axes: readonly Axis[] = [
    ['step', 'step'],
    ...(loss.every(({ seconds }) => seconds !== null) ? [['seconds', 'training time, s'] as const] : []),
  ];
  const rows = [
    axes.map((axis) => curvePanel(loss, order, axis, 'validation NLL')),
    axes.map((axis) => curvePanel(accuracy, order, axis, 'validation accuracy')),
    DIFFERENCES.flatMap((key) => differencePanel(comparison, key)),
  ];
  const spec = {
    background: 'white',
    params: [
      {
        name: 'chosen',
        select: { type: 'point', fields: ['variant'] },
        bind: 'legend',
        views: axes.flatMap(([field]) => [`validation NLL by ${field}`, `validation accuracy by ${field}`]),
      },
    ],
    vconcat: rows.filter((panels) => panels.length > 0).map((panels) => ({ hconcat: panels })),
  };
  return compiledChart(spec);
}

/** The chart of a Vega-Lite specification. */
export function compiledChart(spec: Part): Spec {
  return compile(spec as unknown as TopLevelSpec).spec;
}

/** Draws a chart without a browser. */
export async function chartSvg(spec: Spec): Promise<string> {
  const view = new View(parse(spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

function dataOf(curves: Curves, metric: 'validationLoss' | 'validationAccuracy') {
  return curves.flatMap(({ variant, points }) =>
    points.map((point) => {
      const { step, seconds } = point;
      const { mean, interval } = point[metric];
      const [low, high] = interval ?? [mean, mean];
      return { variant, step, seconds, mean, low, high };
    }),
  );
}

function curvePanel(values: CurveData, order: readonly string[], [field, title]: Axis, metric: string): Part {
  const format = metric === 'validation accuracy' ? '.1%' : '.4~f';
  const x = { field, type: 'quantitative', title };
  const looks = looksOf(order);
  const opacity = (shown: number): Part => ({ condition: { param: 'chosen', value: shown }, value: 0.04 });
  const y = { type: 'quantitative', title: metric, scale: { zero: false }, axis: { format } };
  const tooltip = [
    { field: 'variant' },
    { field: 'step' },
    { field: 'mean', title: metric, format },
    { field: 'low', format },
    { field: 'high', format },
  ];
  return {
    width: WIDTH,
    height: HEIGHT,
    data: { values },
    layer: [
      {
        mark: 'area',
        encoding: {
          ...{ x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
          color: looks.color,
          opacity: opacity(0.18),
        },
      },
      {
        name: `${metric} by ${field}`,
        mark: { type: 'line', point: { size: 12 } },
        encoding: { x, y: { ...y, field: 'mean' }, ...looks, opacity: opacity(1), tooltip },
      },
    ],
  };
}

/** No two variants look the same, in the picture or in its legend: every ten that share colours have dashes of their own. */
function looksOf(variants: readonly string[]): { readonly color: Part; readonly strokeDash: Part } {
  const colors = scheme('tableau10') as readonly string[];
  const longest = Math.max(...variants.map((name) => name.length));
  // An entry is its name in letters of about six pixels, and the line before it.
  const columns = Math.max(1, Math.floor(WIDTH / (6 * longest + 40)));
  const legend = {
    title: null,
    orient: 'top',
    symbolType: 'stroke',
    symbolOpacity: 1,
    labelLimit: 0,
    columns,
  };
  const by = (look: (i: number) => unknown): Part => ({
    field: 'variant',
    type: 'nominal',
    scale: { domain: variants, range: variants.map((_, i) => look(i)) },
    legend,
  });
  return {
    color: by((i) => colors[i % colors.length]),
    strokeDash: by((i) => {
      const group = Math.floor(i / colors.length);
      return group === 0 ? [1, 0] : [2 * group, 3];
    }),
  };
}

/** Nothing where nothing is compared. */
function differencePanel({ columns, rows }: Comparison, key: (typeof DIFFERENCES)[number]): readonly Part[] {
  const row = rows.find((one) => one.key === key);
  const values = columns.flatMap(({ variant, against }) => {
    const difference = row?.cells[variant]?.difference ?? null;
    if (difference === null) return [];
    const [low, high] = difference.interval ?? [difference.mean, difference.mean];
    return [{ variant, label: `${variant} − ${against}`, mean: difference.mean, low, high }];
  });
  if (row === undefined || values.length === 0) return [];
  const axis = key === 'testAccuracy' ? { format: '+.2%' } : { format: '+.3f' };
  const { color } = looksOf(columns.map(({ variant }) => variant));
  const y = { field: 'label', type: 'nominal', title: null, sort: null, axis: { labelLimit: 0 } };
  const x = { type: 'quantitative', title: `${row.title}: difference`, axis };
  const layer = [
    { data: { values: [{}] }, mark: { type: 'rule', color: '#888' }, encoding: { x: { datum: 0 } } },
    {
      mark: { type: 'rule', strokeWidth: 2 },
      encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, color },
    },
    {
      mark: { type: 'point', filled: true, size: 60 },
      encoding: {
        x: { ...x, field: 'mean' },
        y,
        color,
        tooltip: [{ field: 'label' }, { field: 'mean', ...axis }],
      },
    },
  ];
  return [{ width: WIDTH, height: { step: 24 }, data: { values }, layer }];
}
