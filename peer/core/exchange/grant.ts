import { LIMITS } from '../../../proto/limits.js';

/** The receiver's end of a link: the credit that this peer gave to a teacher. `StudentLink` is the other end. */
export interface Grant {
  /** Batches that the teacher may still send, at most `LIMITS.creditBatches`. */
  readonly outstanding: number;
  /** Batches consumed or dropped whose credit has not gone back yet. */
  readonly owed: number;
}

/** Credit goes back in portions, which saves every other message or more. */
const RETURN_BATCHES = LIMITS.creditBatches / 2;

/** The grant of a link that says hello for the first time. */
export const FULL_GRANT: Grant = { outstanding: LIMITS.creditBatches, owed: 0 };

/**
 * A batch came.
 *
 * @returns `null` when it was sent without credit.
 */
export function spent(grant: Grant | undefined): Grant | null {
  if (grant === undefined || grant.outstanding === 0) return null;
  return { ...grant, outstanding: grant.outstanding - 1 };
}

/** Batches were consumed or dropped: their credit is owed. */
export function owing(grant: Grant, batches: number): Grant {
  return { ...grant, owed: grant.owed + batches };
}

/** Whether enough is owed for a message. */
export function isDue({ owed }: Grant): boolean {
  return owed >= RETURN_BATCHES;
}

/** Gives the teacher all the credit that it is owed. */
export function givenBack({ outstanding, owed }: Grant): Grant {
  return { outstanding: Math.min(outstanding + owed, LIMITS.creditBatches), owed: 0 };
}
