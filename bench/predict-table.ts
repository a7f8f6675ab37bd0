import type { Table } from './section.js';
import { ratioOf, spreadOf, spreadText } from './spread.js';

/** One network over one folder of pictures: seconds of the whole command, in each repeat. */
export interface PredictFigures {
  readonly network: string;
  readonly pictures: string;
  readonly count: number;
  readonly ours: readonly number[];
  /** Pillow decodes one picture after the other, ONNX Runtime has all cores. */
  readonly loop: readonly number[];
  /** Pillow decodes on as many threads as there are cores. */
  readonly threads: readonly number[];
}

/** Pictures a second of each, and how many times as fast `codistill predict` is, repeat by repeat. */
export function predictTable(figures: readonly PredictFigures[]): Table {
  return {
    columns: ['network, pictures', 'codistill', 'loop', 'threads', 'as fast as the loop', 'as threads'],
    rows: figures.map(({ network, pictures, count, ours, loop, threads }) => {
      const rate = (seconds: readonly number[]): string =>
        spreadText(spreadOf(seconds.map((one) => count / one)), 0);
      return [
        `${network}, ${count} × ${pictures}`,
        ...[ours, loop, threads].map(rate),
        ...[loop, threads].map((others) => spreadText(ratioOf(others, ours), 2)),
      ];
    }),
  };
}
