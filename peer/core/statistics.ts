import type { PeerId } from '../../proto/identity.js';
import type { RejectionReason } from './rejection.js';

/** What an exchange has done since this process began. Counts, bytes and milliseconds. */
export interface ExchangeStatistics {
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly predictionsSent: number;
  /** Predictions that a newer one replaced while the student gave no credit. */
  readonly predictionsReplaced: number;
  readonly predictionsUsed: number;
  readonly rejected: Readonly<Partial<Record<RejectionReason, number>>>;
  /** Steps that waited for a teacher in vain, by teacher. */
  readonly missed: Readonly<Record<PeerId, number>>;
  readonly waitedMs: number;
  /** Steps taught by every teacher of the round, by some, by none. */
  readonly fullSteps: number;
  readonly degradedSteps: number;
  readonly soloSteps: number;
}

export function createStatistics(): ExchangeStatistics {
  return {
    bytesSent: 0,
    bytesReceived: 0,
    predictionsSent: 0,
    predictionsReplaced: 0,
    predictionsUsed: 0,
    rejected: {},
    missed: {},
    waitedMs: 0,
    fullSteps: 0,
    degradedSteps: 0,
    soloSteps: 0,
  };
}

/** One more under a key. */
export function counted<K extends string>(
  counts: Readonly<Partial<Record<K, number>>>,
  key: K,
): Readonly<Partial<Record<K, number>>> {
  return { ...counts, [key]: (counts[key] ?? 0) + 1 };
}

export function bytesOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

export function totalOf(counts: Readonly<Partial<Record<string, number>>>): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
