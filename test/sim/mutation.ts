import type { Announcement } from '../../proto/codec.js';
import { runWorld, SimulationFailure } from './run-world.js';
import type { WorldOptions } from './world.js';

/** An announcement that takes the newest round for reached. */
export function asIfReached(announcement: Announcement): Announcement {
  const newest = announcement.rounds.at(-1);
  if (newest === undefined) return announcement;
  return { ...announcement, rounds: [newest], reachedStep: newest.startStep };
}

/** Every mutant is caught well before. */
const SEEDS_MAX = 150;

/** What is wrong in a world. */
export type Mutation = Pick<WorldOptions, 'coordinatorStep' | 'receive' | 'believe'>;

/** Message of the first failure among the seeds. */
export function firstFailure(mutation: Mutation): string {
  for (let seed = 1; seed <= SEEDS_MAX; seed++) {
    try {
      runWorld({ seed, stepsTotal: 140, faultsEndMs: 7_000, ...mutation });
    } catch (error) {
      if (error instanceof SimulationFailure) return error.message;
      throw error;
    }
  }
  return `not caught in ${SEEDS_MAX} seeds`;
}
