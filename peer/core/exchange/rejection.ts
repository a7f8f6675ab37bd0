/** The reasons for which a data-plane message, or a held prediction, is not used. The metrics count each. */
export const REJECTION_REASONS = [
  /** Not a message of ours: no frame, undecodable header, a kind that does not belong on this socket. */
  'MALFORMED',
  'TOO_MANY_PARTS',
  'TOO_LARGE',
  'WRONG_VERSION',
  'WRONG_RUN',
  /** Not in the view with this incarnation, or the link's routing id says somebody else. */
  'UNKNOWN_SENDER',
  'NOT_A_TEACHER',
  /** A phase that this sender does not owe us under the run's update order. */
  'WRONG_PHASE',
  'WRONG_DTYPE',
  'WRONG_SHAPE',
  'BAD_CHECKSUM',
  'NON_FINITE',
  /** For a step that is over. */
  'STALE',
  'TOO_FAR_AHEAD',
  /** The same key and the same bytes again. */
  'DUPLICATE',
  /** The same key, other bytes: the first one stays. */
  'EQUIVOCATION',
  /** Predictions for other samples, or for the same ones augmented otherwise. */
  'BATCH_MISMATCH',
  /** An answer to no request of ours, or to one that is over. */
  'NOT_ASKED',
  /** A request that is for no sample, or for more than a frame may hold, or whose parts do not fit together. */
  'BAD_REQUEST',
  /** Sent without a grant. */
  'NO_CREDIT',
] as const;

export type RejectionReason = (typeof REJECTION_REASONS)[number];
