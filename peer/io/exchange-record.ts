import { quantile } from '../core/exchange/deadline.js';
import { roundFor } from '../core/exchange/edges.js';
import type { ExchangeState } from '../core/exchange/state.js';
import type { ExchangeStatistics } from '../core/exchange/statistics.js';

/** A line of `metrics.jsonl`: how the exchange has gone up to the beginning of a round. */
export interface ExchangeRecord extends ExchangeStatistics {
  readonly [key: string]: unknown;
  readonly kind: 'exchange';
  readonly peer: string;
  readonly round: number;
  readonly step: number;
  /** Arrival minus own offer, by teacher: median and 95th percentile of the recent ones, milliseconds. */
  readonly lagsMs: Readonly<Record<string, { readonly p50: number; readonly p95: number }>>;
}

/**
 * Makes the record of a step's round.
 *
 * @param recorded - Number of the round that has its record.
 * @returns `null` for a step of that round, and where nothing is exchanged.
 */
export function exchangeRecord(state: ExchangeState, step: number, recorded: number): ExchangeRecord | null {
  const round = roundFor(state.rounds, step)?.number ?? 0;
  if (!state.options.enabled || round === recorded) return null;
  const lags = [...state.teachers.values()]
    .filter((teacher) => teacher.lagsMs.length > 0)
    .map(
      ({ peerId, lagsMs }) => [peerId, { p50: quantile(lagsMs, 0.5), p95: quantile(lagsMs, 0.95) }] as const,
    );
  return {
    kind: 'exchange',
    peer: state.options.peerId,
    round,
    step,
    ...state.statistics,
    lagsMs: Object.fromEntries(lags),
  };
}
