import { quantile } from 'simple-statistics';
import { runExchangeCohort } from './exchange-cohort.js';
import type { ExchangeSpans, ExchangeStage } from './exchange-trainer.js';

/** Exchanges of predictions of one shape in one cohort. */
export interface LatencyFigures {
  readonly peers: number;
  readonly rows: number;
  readonly classes: number;
  /** Exchanges noted by each peer. */
  readonly exchanges: number;
  /** From the trainer's call to its return, all peers together, milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Payload that one peer received, 10⁶ bytes a second. */
  readonly megabytesPerSecond: number;
}

/** @returns One for each stage, in order. */
export async function measureLatency(
  peers: number,
  classes: number,
  stages: readonly ExchangeStage[],
): Promise<readonly LatencyFigures[]> {
  const spans = await runExchangeCohort(peers, { classes, stages });
  return stages.map(({ rows }) => {
    const ofStage = spans.filter((one) => one.rows === rows);
    return latencyFigures(peers, classes, ofStage);
  });
}

/** Turns every peer's notes of one stage into figures. */
export function latencyFigures(
  peers: number,
  classes: number,
  spans: readonly ExchangeSpans[],
): LatencyFigures {
  const [first] = spans;
  if (first === undefined) throw new RangeError('no peer noted anything');
  const { rows, spansMs } = first;
  const allMs = spans.flatMap((one) => one.spansMs);
  const elapsedMs = Math.max(...spans.map((one) => one.elapsedMs));
  const payloadBytes = spansMs.length * (peers - 1) * rows * classes * 4;
  return {
    ...{ peers, rows, classes, exchanges: spansMs.length },
    p50Ms: quantile(allMs, 0.5),
    p99Ms: quantile(allMs, 0.99),
    megabytesPerSecond: payloadBytes / elapsedMs / 1_000,
  };
}
