import type { Table } from './section.js';
import { ratioOf, spreadOf, spreadText } from './spread.js';

/** Samples a second of one peer, in each repeat. */
export type Rates = readonly number[];

/** A cohort of one network at one batch size. */
export interface MutualLearningResult {
  readonly network: string;
  readonly batch: number;
  readonly peers: number;
  readonly measuredAt: string;
  readonly commit: string | null;
  /** Mean over the peers of one run. */
  readonly ourSamplesPerSecond: Rates;
  readonly ourWaitFractions: readonly number[];
  readonly oneProcessVariant: string;
  readonly oneProcessSamplesPerSecond: Rates;
  readonly oneProcessTrialsMs: Readonly<Record<string, readonly number[]>>;
  readonly glooVariant: string;
  readonly glooSamplesPerSecond: Rates;
  readonly glooTrialsMs: Readonly<Record<string, readonly number[]>>;
}

export function mutualLearningTable(results: readonly MutualLearningResult[]): Table {
  return {
    columns: [
      'network, batch',
      'peers',
      'codistill',
      'PyTorch, one process',
      'PyTorch, gloo',
      'codistill ÷ best PyTorch',
    ],
    rows: results.map((result) => [
      `${result.network}, ${result.batch}`,
      String(result.peers),
      spreadText(spreadOf(result.ourSamplesPerSecond), 0),
      `${spreadText(spreadOf(result.oneProcessSamplesPerSecond), 0)}, ${result.oneProcessVariant}`,
      `${spreadText(spreadOf(result.glooSamplesPerSecond), 0)}, ${result.glooVariant}`,
      spreadText(ratioOf(result.ourSamplesPerSecond, bestTorch(result)), 2),
    ]),
  };
}

/** The PyTorch form with the higher median. */
export function bestTorch(result: MutualLearningResult): Rates {
  const { oneProcessSamplesPerSecond: one, glooSamplesPerSecond: gloo } = result;
  return spreadOf(one).median >= spreadOf(gloo).median ? one : gloo;
}
