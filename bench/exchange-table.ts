import type { LatencyFigures } from './exchange-latency.js';
import type { Table } from './section.js';
import { ratioOf, type Spread, spreadOf, spreadText } from './spread.js';

/** N peers in lockstep beside the same N training alone, repeat by repeat. */
export interface PriceResult {
  readonly network: string;
  readonly batch: number;
  readonly peers: number;
  readonly measuredAt: string;
  readonly commit: string | null;
  readonly steps: number;
  /** Means over the peers of one run. */
  readonly aloneSamplesPerSecond: readonly number[];
  readonly lockstepSamplesPerSecond: readonly number[];
  /** In lockstep, with TLS on the control plane; earlier records have none. */
  readonly encryptedSamplesPerSecond?: readonly number[];
  /** Shares of the time in lockstep. */
  readonly waitFractions: readonly number[];
  /** Received by one peer, everything of the data plane. */
  readonly bytesPerStep: readonly number[];
}

/** Classes of the networks that are compared: see `shapes.ts`. */
const CLASSES = 10;

export function priceTable(results: readonly PriceResult[]): Table {
  return {
    caption: 'Training in lockstep against training alone, samples a second of one peer:',
    columns: [
      'network, batch',
      'peers',
      'alone',
      'lockstep',
      'more time a step',
      'more with TLS',
      'waiting',
      'bytes a step',
      'of it payload',
    ],
    rows: results.map((result) => {
      const payloadBytes = result.batch * CLASSES * 4 * (result.peers - 1);
      const bytesPerStep = spreadOf(result.bytesPerStep).median;
      return [
        `${result.network}, ${result.batch}`,
        String(result.peers),
        spreadText(spreadOf(result.aloneSamplesPerSecond), 0),
        spreadText(spreadOf(result.lockstepSamplesPerSecond), 0),
        percent(ratioOf(result.aloneSamplesPerSecond, result.lockstepSamplesPerSecond), -1),
        result.encryptedSamplesPerSecond === undefined
          ? '–'
          : percent(ratioOf(result.lockstepSamplesPerSecond, result.encryptedSamplesPerSecond), -1),
        percent(spreadOf(result.waitFractions), 0),
        bytesPerStep.toFixed(0),
        `${((100 * payloadBytes) / bytesPerStep).toFixed(1)} %`,
      ];
    }),
  };
}

/** A spread of shares as per cent, after adding `offset` to each. */
function percent(spread: Spread, offset: number): string {
  const scaled = (share: number): number => 100 * (share + offset);
  const { n, median, lowerQuartile, upperQuartile } = spread;
  const quartiles = { lowerQuartile: scaled(lowerQuartile), upperQuartile: scaled(upperQuartile) };
  return `${spreadText({ n, median: scaled(median), ...quartiles }, 1)} %`;
}

/** One row for each shape, the repeats of one shape together. */
export function latencyTable(figures: readonly LatencyFigures[]): Table {
  const shapes = [...new Set(figures.map(({ rows, classes }) => `${rows} × ${classes}`))];
  return {
    caption: 'One exchange between two peers, milliseconds:',
    columns: ['batch × classes', 'payload', 'p50', 'p99', 'exchanges'],
    rows: shapes.map((shape) => {
      const repeats = figures.filter(({ rows, classes }) => `${rows} × ${classes}` === shape);
      const { rows, classes } = repeats[0]!;
      return [
        shape,
        payloadText(rows * classes * 4),
        spreadText(spreadOf(repeats.map(({ p50Ms }) => p50Ms)), 2),
        spreadText(spreadOf(repeats.map(({ p99Ms }) => p99Ms)), 2),
        repeats
          .map(({ exchanges }) => exchanges)
          .reduce((sum, one) => sum + one)
          .toLocaleString('en'),
      ];
    }),
  };
}

/** Bytes in binary units, as limits are. */
export function payloadText(bytes: number): string {
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}
