import type { Return } from './goodput-figures.js';
import type { Table } from './section.js';
import { ratioOf, spreadOf, spreadText } from './spread.js';
import { PART_COLUMNS, partCells } from './start-up-table.js';

/** One cohort, in each repeat once left alone and once with kills. */
export interface GoodputFigures {
  readonly network: string;
  readonly peers: number;
  readonly survivors: number;
  readonly intervalSeconds: number;
  /** Steps a second of one peer, in each repeat. */
  readonly undisturbed: readonly number[];
  readonly ofSurvivors: readonly number[];
  readonly ofAll: readonly number[];
  readonly returns: readonly Return[];
}

/** The wanted figures, and those that others have published. */
const BARS = {
  survivors: ['≥ 97 %', '–'],
  all: ['≥ 90 %', '88 % under aggressive failures (Decoupled DiLoCo, 2026)'],
  return: ['≤ 4 s', 'about 5 s to replace a worker (Ray Train with torchft, 2026)'],
} as const;

export function goodputTable(figures: GoodputFigures): Table {
  const { undisturbed, ofSurvivors, ofAll, returns } = figures;
  const share = (rates: readonly number[]): string =>
    `${spreadText(
      ratioOf(
        rates.map((rate) => 100 * rate),
        undisturbed,
      ),
      1,
    )} %`;
  const secondsOf = (times: readonly number[]): string =>
    times.length === 0 ? '–' : `${spreadText(spreadOf(times.map((ms) => ms / 1000)), 2)} s`;
  return {
    columns: ['', 'measured', 'wanted', 'published'],
    rows: [
      ['steps of the survivors ÷ without kills', share(ofSurvivors), ...BARS.survivors],
      ['steps of all ÷ without kills', share(ofAll), ...BARS.all],
      ['kill → first step', secondsOf(returns.map(({ firstStep }) => firstStep.totalMs)), ...BARS.return],
      ['kill → first record that it is taught', secondsOf(returns.map(({ taughtMs }) => taughtMs)), '', ''],
    ],
  };
}

/** Where the time from a kill to the first step goes. */
export function returnTable({ network, returns }: GoodputFigures): Table {
  const starts = returns.map(({ firstStep }) => firstStep);
  return {
    caption: 'From the kill to the first step, seconds, medians:',
    columns: ['network', ...PART_COLUMNS],
    rows: starts.length === 0 ? [] : [[network, ...partCells(starts)]],
  };
}
