import type { PeerId } from '../../../proto/identity.js';
import type { RejectionReason } from './rejection.js';

/** Counts, bytes and milliseconds of an exchange since this process began. */
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
  /** Rows of batches that were to be taught, and those that some teacher had a prediction for. */
  readonly rowsOffered: number;
  readonly rowsTaught: number;
  /** Ages of the predictions used, in their makers' steps: 0, 1, 2–3, 4–7, 8–15 … each count twice as wide. */
  readonly ages: readonly number[];
  /** The oldest of them. */
  readonly ageStepsMax: number;
  readonly requestsSent: number;
  readonly requestsServed: number;
  /** Requests of students that already had `LIMITS.requestsMax` waiting. */
  readonly requestsDropped: number;
  /** Cached predictions that a newer one replaced in its turn, and samples that were asked for as they were missing. */
  readonly refreshed: number;
  readonly missesAsked: number;
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
    rowsOffered: 0,
    rowsTaught: 0,
    ages: [],
    ageStepsMax: 0,
    requestsSent: 0,
    requestsServed: 0,
    requestsDropped: 0,
    refreshed: 0,
    missesAsked: 0,
  };
}

type Counter = {
  [K in keyof ExchangeStatistics]: ExchangeStatistics[K] extends number ? K : never;
}[keyof ExchangeStatistics];

/** News to count: amounts by which counters go up, and single occurrences. */
export interface Tally extends Readonly<Partial<Record<Exclude<Counter, 'ageStepsMax'>, number>>> {
  readonly rejected?: RejectionReason;
  readonly missed?: PeerId;
  /** Ages of predictions that were used, in steps. */
  readonly ages?: readonly number[];
}

/** The statistics with the news counted too; the ones before stay as they were. */
export function counted(statistics: ExchangeStatistics, tally: Tally): ExchangeStatistics {
  const next = { ...statistics };
  for (const key in tally) {
    const news = key as keyof Tally;
    if (news === 'rejected') next.rejected = oneMore(next.rejected, tally.rejected!);
    else if (news === 'missed') next.missed = oneMore(next.missed, tally.missed!);
    else if (news !== 'ages') next[news] += tally[news]!;
    else {
      next.ages = withAges(next.ages, tally.ages!);
      next.ageStepsMax = tally.ages!.reduce((most, age) => Math.max(most, age), next.ageStepsMax);
    }
  }
  return next;
}

/** One step, counted by whether all, some or none of its parts were taught. */
export function stepTaught(taught: number, parts: number): Tally {
  if (taught === 0) return { soloSteps: 1 };
  return taught === parts ? { fullSteps: 1 } : { degradedSteps: 1 };
}

function oneMore<C extends Readonly<Partial<Record<string, number>>>>(counts: C, key: keyof C & string): C {
  return { ...counts, [key]: (counts[key] ?? 0) + 1 };
}

/** The histogram of ages, in steps, with these counted too. */
function withAges(histogram: readonly number[], agesSteps: readonly number[]): readonly number[] {
  const counts = [...histogram];
  for (const ageSteps of agesSteps) {
    const bin = ageSteps < 1 ? 0 : 1 + Math.floor(Math.log2(ageSteps));
    while (counts.length <= bin) counts.push(0);
    counts[bin]!++;
  }
  return counts;
}

export function totalOf(counts: Readonly<Partial<Record<string, number>>>): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
