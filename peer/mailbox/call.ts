/** How an exchange ended: with what came, or because the run cannot go on. */
export const OUTCOME = { closed: 0, strictTimeout: 1, aborted: 2 } as const;
export type Outcome = (typeof OUTCOME)[keyof typeof OUTCOME];

/**
 * What the trainer wants: to send its predictions and be taught, only to send, or (`recall`, where nobody waits) to be
 * told ahead what is known of a batch, and to hand in what it predicted for an earlier one. With sequential updates (Zhang et
 * al. 2018, Algorithm 1; order: peer id) a peer exchanges before its update, learning from the updated predictions of
 * those before it and the current ones of those after it, and then sends its own updated predictions. With `collect`
 * it wants to be taught, and has sent its own already. With `weights` it sleeps until its teachers' weights have come,
 * in strict `checkpoint` mode: a `weights` message follows.
 */
export const REQUEST = { sendOnly: 0, exchange: 1, recall: 2, collect: 3, weights: 4 } as const;
export type Request = (typeof REQUEST)[keyof typeof REQUEST];

/** Header of one offered prediction batch; of a `recall`, which batch is asked about, and the rows that are handed in. */
export interface Offer {
  readonly sequence: number;
  readonly step: number;
  readonly epoch: number;
  /** Which of the step's two predictions is being sent: see `Prediction.phase`. */
  readonly phase: number;
  readonly rows: number;
  readonly request: Request;
  readonly digest: Uint8Array;
  /** Sample ids, uint32 `[samples]`; empty where the exchange does not ask for them. */
  readonly ids: Uint32Array;
  readonly augmentationSeed: number;
  /** A batch that comes up later; `null`: none. */
  readonly ahead: OfferedAhead | null;
}

/** A batch to come, by name. */
export interface OfferedAhead {
  readonly step: number;
  readonly epoch: number;
  readonly ids: Uint32Array;
  readonly augmentationSeed: number;
}
