import type { Phase } from '../../../proto/codec.js';
import type { PeerId } from '../../../proto/identity.js';
import type { Teaching } from '../teaching/teaching.js';

/** The trainer's predictions of one batch, and how it wants to be taught of it. */
export interface ExchangeOffer {
  readonly step: number;
  readonly epoch: number;
  readonly phase: Phase;
  readonly rows: number;
  /** To send and be taught, only to send, or only to be taught, as its predictions went out a step before. */
  readonly request: 'exchange' | 'sendOnly' | 'collect';
  readonly digest: Uint8Array;
  /** Updates behind the network that predicted. @default `step` */
  readonly madeAtStep?: number;
  /** Little-endian float32 logits, `rows * classes * 4` bytes, owned by the core from here on. */
  readonly payload: Uint8Array;
  /** Little-endian float32 features of every sample, owned by the core likewise; absent where there are none. */
  readonly features?: Uint8Array;
  /** This peer's newest, 0 to 1; absent before its first validation. */
  readonly validationAccuracy?: number;
  /** Sample ids, uint32 `[rows / positions]`; empty where no predictions are kept by sample. */
  readonly ids: Uint32Array;
  readonly augmentationSeed: number;
  /** A batch that comes up a few steps later: the predictions it lacks are asked for now. `null`: none. */
  readonly ahead: BatchAhead | null;
}

/** A batch by name. */
export interface BatchAhead {
  readonly step: number;
  readonly epoch: number;
  readonly ids: Uint32Array;
  readonly augmentationSeed: number;
}

/** A question of the free-running modes: the batch that the trainer is about to predict, and the one that is over. */
export interface LookupRequest {
  /** `null`: it asks about none, and only reports the one that is over. */
  readonly batch: BatchAhead | null;
  /** As in {@link ExchangeOffer}. */
  readonly ahead: BatchAhead | null;
  readonly validationAccuracy?: number;
  readonly done: DoneBatch | null;
}

/** A batch that was asked about and is over. */
export interface DoneBatch {
  readonly step: number;
  /** Its predictions, as in {@link ExchangeOffer}; empty: they were not finite. */
  readonly payload: Uint8Array;
  /** Teachers whose answer was not used: too old by then. */
  readonly expired: readonly PeerId[];
}

/** A student's request for predictions of samples. */
export interface ServeRequest {
  readonly student: PeerId;
  /** Of the student; handed back with the answer. */
  readonly step: number;
  readonly digest: Uint8Array;
  readonly ids: Uint32Array;
  readonly augmentationSeed: number;
}

/** Our trainer's predictions for a request. */
export interface Served {
  readonly request: ServeRequest;
  /** Updates of the network that predicted. */
  readonly madeAtStep: number;
  /** float32 `[ids.length * positions * classes]`. */
  readonly logits: Float32Array;
  readonly features?: Float32Array;
  readonly validationAccuracy?: number;
}

export interface ExchangeAnswer {
  readonly step: number;
  readonly outcome: 'closed' | 'strictTimeout' | 'aborted';
  /** Sorted by peer id: arrival order cannot change a bit. */
  readonly teachers: readonly Teaching[];
  readonly missing: readonly { readonly peerId: PeerId; readonly reason: Absence }[];
  readonly waitedMs: number;
}

/** Why a teacher of the round is not in an answer. */
export type Absence = 'late' | 'busy' | 'suspended' | 'mismatch' | 'gone';
