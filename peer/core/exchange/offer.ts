import type { Phase } from '../../../proto/codec.js';
import type { PeerId } from '../../../proto/identity.js';

/** What the trainer offers. */
export interface ExchangeOffer {
  readonly step: number;
  readonly epoch: number;
  readonly phase: Phase;
  readonly rows: number;
  /** To send and be taught, only to send, or only to be taught: what is to be sent went out a step before. */
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
  /** Sample ids, uint32 `[rows / positions]`; empty where nothing is kept by sample. */
  readonly ids: Uint32Array;
  readonly augmentationSeed: number;
  /** A batch that comes up a few steps later: what is missing of it is asked for now. `null`: none. */
  readonly ahead: BatchAhead | null;
}

/** A batch by name. */
export interface BatchAhead {
  readonly step: number;
  readonly epoch: number;
  readonly ids: Uint32Array;
  readonly augmentationSeed: number;
}

/** What the trainer asks ahead, and what it has done since it last asked. */
export interface RecallRequest {
  /** `null`: nothing, it only tells what it has done. */
  readonly batch: BatchAhead | null;
  /** As in {@link ExchangeOffer}. */
  readonly ahead: BatchAhead | null;
  readonly validationAccuracy?: number;
  readonly done: DoneBatch | null;
}

/** A batch that was asked about and is over. */
export interface DoneBatch {
  readonly step: number;
  /** What was predicted of it, as in {@link ExchangeOffer}; empty: numbers that are not finite. */
  readonly payload: Uint8Array;
  /** Teachers whose answer was not used: too old by then. */
  readonly expired: readonly PeerId[];
}

/** What a student wants predicted. */
export interface ServeRequest {
  readonly student: PeerId;
  /** Of the student; handed back with the answer. */
  readonly step: number;
  readonly digest: Uint8Array;
  readonly ids: Uint32Array;
  readonly augmentationSeed: number;
}

/** What our trainer predicted. */
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
  readonly teachers: readonly AnsweredTeacher[];
  readonly missing: readonly { readonly peerId: PeerId; readonly reason: Absence }[];
  readonly waitedMs: number;
}

/** One teacher in an answer. */
export interface AnsweredTeacher {
  readonly peerId: PeerId;
  /** Little-endian float32 logits, `rows * classes * 4` bytes; rows that are not covered hold 0. */
  readonly payload: Uint8Array;
  /** Weight of its edge. */
  readonly weight: number;
  /** float32 `[rows / positions]`: how far each sample counts. Absent: all of them, wholly. */
  readonly coverage?: Float32Array;
  /** Once the teacher is known to be past this step of its own, this is older than the mode allows. Absent: never. */
  readonly usableUntilStep?: number;
  /** Little-endian float32, of the shape that was agreed; absent where it sent none. */
  readonly features?: Uint8Array;
  readonly validationAccuracy?: number;
}

/** Why a teacher of the round is not in an answer. */
export type Absence = 'late' | 'busy' | 'suspended' | 'mismatch' | 'gone';
