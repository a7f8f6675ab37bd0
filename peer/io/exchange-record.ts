import { quantile } from '../core/exchange/deadline.js';
import { type EdgesByTeacher, edgeFigures } from '../core/exchange/edge-figures.js';
import type { EdgeLedger } from '../core/exchange/edge-ledger.js';
import { roundFor } from '../core/exchange/edges.js';
import type { ExchangeState } from '../core/exchange/state.js';
import type { ExchangeStatistics } from '../core/exchange/statistics.js';
import type { TrainerMessage } from '../mailbox/messages.js';

/** A line of `metrics.jsonl`: how the exchange has gone up to the beginning of a round. */
export interface ExchangeRecord extends ExchangeStatistics {
  readonly [key: string]: unknown;
  readonly kind: 'exchange';
  readonly peer: string;
  readonly round: number;
  readonly step: number;
  /** Arrival minus own offer, by teacher: median and 95th percentile of the recent ones, milliseconds. */
  readonly lagsMs: Readonly<Record<string, { readonly p50: number; readonly p95: number }>>;
  /** Who was waited for, and what came from whom. */
  readonly edges: EdgesByTeacher;
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
    edges: edgeFigures(state.ledger.sums()),
  };
}

/** A trainer's record; where weights teach, with what it and this thread each know of them. */
export function withEdges(
  { record, edges }: Extract<TrainerMessage, { kind: 'record' }>,
  ledger: EdgeLedger,
): Readonly<Record<string, unknown>> {
  return edges === undefined ? record : { ...record, edges: edgeFigures(ledger.sums(), edges) };
}
