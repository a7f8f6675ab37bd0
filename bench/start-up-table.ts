import type { PeerStart } from './first-step.js';
import type { Table } from './section.js';
import { spreadOf, spreadText } from './spread.js';

/** One network with an empty or a filled graph cache. */
export interface StartUpFigures {
  readonly network: string;
  readonly data: string;
  readonly graphs: 'made' | 'cached';
  readonly starts: readonly PeerStart[];
}

/** Columns of the table, and the parts of a start that each sums up. Whatever has no column of its own is the last. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  launcher: ['launcher'],
  process: ['process'],
  TensorFlow: ['library'],
  data: ['data'],
  network: ['network'],
  graph: ['look-up', 'trace', 'simplify', 'emit', 'load'],
  'warm-up': ['warm-up'],
  join: ['join'],
  'first step': ['batches', 'first step'],
};

/** The heads of the columns with the parts of a start. */
export const PART_COLUMNS = Object.keys(COLUMNS);

/** The median of each part over some starts, in seconds. */
export function partCells(starts: readonly PeerStart[]): readonly string[] {
  return Object.values(COLUMNS).map((parts) => medianText(starts, parts));
}

/** A row for each network and state of the cache: the whole with its spread, and medians of its parts, in seconds. */
export function startUpTable(figures: readonly StartUpFigures[]): Table {
  return {
    columns: ['network, data, graph', 'launch → first step', ...PART_COLUMNS],
    rows: figures.map(({ network, data, graphs, starts }) => [
      `${network}, ${data}, ${graphs}`,
      spreadText(spreadOf(starts.map(({ totalMs }) => totalMs / 1000)), 2),
      ...partCells(starts),
    ]),
  };
}

/** A table of the time that a look-up, a trace, … takes of making the graph, in milliseconds. */
export function graphTable(figures: readonly StartUpFigures[]): Table {
  const parts = COLUMNS.graph!;
  return {
    caption: 'The graph, milliseconds:',
    columns: ['network, graph', ...parts],
    rows: figures.map(({ network, graphs, starts }) => [
      `${network}, ${graphs}`,
      ...parts.map((part) => spreadOf(starts.map(({ partsMs }) => partsMs[part] ?? 0)).median.toFixed(0)),
    ]),
  };
}

function medianText(starts: readonly PeerStart[], parts: readonly string[]): string {
  const sums = starts.map(({ partsMs }) => parts.reduce((sum, part) => sum + (partsMs[part] ?? 0), 0));
  return (spreadOf(sums).median / 1000).toFixed(2);
}
