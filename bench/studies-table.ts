import type { Table } from './section.js';
import { ratioOf, spreadOf, spreadText } from './spread.js';

/** One study, run with processes for each run and with processes that stay. */
export interface StudyFigures {
  readonly name: string;
  /** Wall seconds of each repeat. */
  readonly coldSeconds: readonly number[];
  readonly warmSeconds: readonly number[];
}

/** The memory of one process of a study. */
export interface MemoryFigures {
  readonly process: string;
  /** Resident, after its first run and after the last of a long study. */
  readonly firstMiB: number;
  readonly lastMiB: number;
}

export function studiesTable(figures: readonly StudyFigures[]): Table {
  return {
    columns: ['study', 'cold, s', 'warm, s', 'warm / cold'],
    rows: figures.map(({ name, coldSeconds, warmSeconds }) => [
      name,
      spreadText(spreadOf(coldSeconds), 1),
      spreadText(spreadOf(warmSeconds), 1),
      spreadText(ratioOf(warmSeconds, coldSeconds), 2),
    ]),
  };
}

/** @param runs - Of the long study. */
export function memoryTable(figures: readonly MemoryFigures[], runs: number): Table {
  return {
    caption: 'Resident memory, MiB:',
    columns: ['process', 'after its first run', `after run ${runs}`, 'ratio'],
    rows: figures.map(({ process, firstMiB, lastMiB }) => [
      process,
      firstMiB.toFixed(0),
      lastMiB.toFixed(0),
      (lastMiB / firstMiB).toFixed(2),
    ]),
  };
}
