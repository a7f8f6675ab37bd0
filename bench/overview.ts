import { bestTorch, type MutualLearningResult } from './mutual-learning-table.js';
import type { OnePeerResult } from './one-peer-table.js';
import type { Performance, Table } from './section.js';
import { ratioOf, spreadOf } from './spread.js';

/** Batch size of the head table; the long tables have the others. */
const BATCH = 128;

/** Closer to each other than this, two are equally fast. */
const EQUAL_WITHIN = 0.05;

/** One comparison of the head table. */
export interface OverviewRow {
  readonly what: string;
  readonly network: string;
  /** Samples a second of one network, medians. */
  readonly ours: number;
  readonly torch: number;
  /** Ours ÷ PyTorch's, median of the ratios within each repeat. */
  readonly ratio: number;
}

/** The head table's rows, out of what the parts have measured: nothing is typed in. */
export function overviewRows(performance: Performance): readonly OverviewRow[] {
  const alone = (performance['one-peer']?.data ?? []) as unknown as readonly OnePeerResult[];
  const mutual = (performance['mutual-learning']?.data ?? []) as unknown as readonly MutualLearningResult[];
  const rateOf = (stepMs: readonly number[]): number => (1000 * BATCH) / spreadOf(stepMs).median;
  return [
    ...alone
      .filter(({ batch }) => batch === BATCH)
      .map(({ network, compiledStepMs, torchStepMs }) => ({
        ...{ what: 'one network alone', network },
        ...{ ours: rateOf(compiledStepMs), torch: rateOf(torchStepMs) },
        ratio: ratioOf(torchStepMs, compiledStepMs).median,
      })),
    ...mutual
      .filter(({ batch }) => batch === BATCH)
      .toSorted((a, b) => a.peers - b.peers)
      .map((result) => ({
        ...{ what: `${result.peers} learn from each other`, network: result.network },
        ours: spreadOf(result.ourSamplesPerSecond).median,
        torch: spreadOf(bestTorch(result)).median,
        ratio: ratioOf(result.ourSamplesPerSecond, bestTorch(result)).median,
      })),
  ];
}

export function overviewTable(rows: readonly OverviewRow[]): Table {
  return {
    columns: ['what', 'network', 'codistill, samples/s', 'PyTorch, samples/s', 'who is faster'],
    rows: rows.map(({ what, network, ours, torch, ratio }) => [
      what,
      network,
      rateText(ours),
      rateText(torch),
      verdict(ratio),
    ]),
  };
}

function rateText(rate: number): string {
  return Math.round(rate).toLocaleString('en-US');
}

function verdict(ratio: number): string {
  if (Math.abs(Math.log(ratio)) <= Math.log(1 + EQUAL_WITHIN)) return 'equally fast';
  return ratio > 1 ? `**codistill, ${timesText(ratio)}**` : `PyTorch, ${timesText(1 / ratio)}`;
}

/** How many times as fast, as table and picture write it. */
export function timesText(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}

/** A bar for each row, to the right of 1 where codistill is faster: a Vega-Lite specification. */
export function overviewChart(rows: readonly OverviewRow[]): Readonly<Record<string, unknown>> {
  const values = rows.map(({ what, network, ratio }) => ({
    ...{ name: `${what}: ${network}`, from: 1, ratio, label: timesText(ratio) },
    faster: ratio > 1 ? 'codistill' : 'PyTorch',
  }));
  const y = { field: 'name', type: 'nominal', sort: null, title: null, axis: { labelLimit: 300 } };
  const x = { type: 'quantitative', scale: { type: 'log', nice: false, padding: 50 } };
  const title = 'codistill’s speed ÷ PyTorch’s';
  const color = {
    field: 'faster',
    type: 'nominal',
    scale: { domain: ['codistill', 'PyTorch'], range: ['#2a7f62', '#b05a3c'] },
    legend: { title: 'faster', orient: 'top' },
  };
  return {
    background: 'white',
    width: 420,
    height: { step: 24 },
    data: { values },
    layer: [
      {
        mark: { type: 'bar' },
        encoding: { y, x: { ...x, field: 'from', title }, x2: { field: 'ratio' }, color },
      },
      {
        mark: {
          type: 'text',
          align: { expr: "datum.ratio > 1 ? 'left' : 'right'" },
          dx: { expr: 'datum.ratio > 1 ? 4 : -4' },
        },
        encoding: { y, x: { ...x, field: 'ratio', title }, text: { field: 'label' } },
      },
      { mark: { type: 'rule', color: '#444' }, encoding: { x: { ...x, datum: 1, title } } },
    ],
  };
}
