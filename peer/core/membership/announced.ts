import type { Announcement, Round } from '../../../proto/codec.js';
import type { PeerId } from '../../../proto/identity.js';
import { isAbsurdTerm } from '../../../proto/limits.js';

/**
 * True if `next` is to be obeyed after `current`: highest term first, then highest sequence. A term that no coordinator
 * can have come to is not obeyed, since no later one could follow it.
 */
export function obeys(current: Announcement | null, next: Announcement): boolean {
  if (isAbsurdTerm(current?.term ?? 0, next.term)) return false;
  if (current === null) return true;
  if (next.term !== current.term) return next.term > current.term;
  return next.sequence > current.sequence;
}

/** The round that the coordinator still has open: the announced one with the lowest number. */
export function openRoundOf(rounds: readonly Round[]): Round | undefined {
  return rounds.reduce<Round | undefined>(
    (open, round) => (open === undefined || round.number < open.number ? round : open),
    undefined,
  );
}

/** Steps in a round. */
export function lengthOf(round: Round): number {
  return round.endStep - round.startStep;
}

/**
 * Where a peer that may enter from `step` on begins: inside the earliest announced round that has it as a member and
 * is not over by then. `undefined` while no such round is announced.
 */
export function startStepOf(rounds: readonly Round[], peerId: PeerId, step: number): number | undefined {
  const own = rounds.filter((round) => round.members.includes(peerId) && round.endStep > step);
  const first = openRoundOf(own);
  return first === undefined ? undefined : Math.max(step, first.startStep);
}
