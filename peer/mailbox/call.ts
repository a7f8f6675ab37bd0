import type { Phase } from '../../proto/codec.js';
import type { BatchAhead } from '../core/exchange/offer.js';
import type { DoneStep } from './lookup-words.js';

/** How a call ended: with the teachers that came, or because the run cannot go on. */
export const OUTCOME = { closed: 0, strictTimeout: 1, aborted: 2 } as const;
export type Outcome = (typeof OUTCOME)[keyof typeof OUTCOME];

/** The kinds of call, each by the word of shared memory that stands for it. */
export const REQUESTS = ['sendOnly', 'exchange', 'lookup', 'collect', 'weights'] as const;

/** The batch of the trainer's step. */
export interface CallBatch {
  readonly step: number;
  readonly epoch: number;
  readonly rows: number;
  readonly digest: Uint8Array;
}

/** The trainer's predictions of that batch. */
export interface CallPredictions {
  /** float32 `[rows * classes]`. */
  readonly logits: Float32Array;
  /** float32 `[samples * size]`, absent where there is no feature loss. */
  readonly features?: Float32Array | undefined;
}

/** The samples of that batch and of a later one. */
export interface CallSamples {
  /** Sample ids, uint32 `[samples]`; empty where the exchange does not ask for them. */
  readonly ids: Uint32Array;
  readonly augmentationSeed: number;
  /** A batch that comes up later; `null`: none. */
  readonly ahead: BatchAhead | null;
}

/** Sends predictions and waits for the teachers' predictions of the same batch. */
export interface ExchangeCall extends CallBatch, CallPredictions, CallSamples {
  readonly kind: 'exchange';
}

/** Waits for the teachers' predictions of a batch; this peer's own went out one step before. */
export interface CollectCall extends CallBatch, CallSamples {
  readonly kind: 'collect';
}

/**
 * Sends predictions and waits for nobody. With sequential updates (Zhang et al. 2018, Algorithm 1; order: peer id) a
 * peer exchanges before its update, learning from the updated predictions of the peers before it and the current ones
 * of the peers after it, and then sends its own updated predictions.
 */
export interface SendOnlyCall extends CallBatch, CallPredictions {
  readonly kind: 'sendOnly';
  /** Which of the step's two predictions this is: see `Prediction.phase`. */
  readonly phase: Phase;
}

/** Asks, in the free-running modes, which predictions of a batch are kept, and hands in those of an earlier step. */
export interface LookupCall {
  readonly kind: 'lookup';
  /** `null`: nothing is asked. */
  readonly batch: BatchAhead | null;
  readonly ahead: BatchAhead | null;
  /** `null`: nothing was predicted since the last call. */
  readonly done: PredictedStep | null;
}

/** A step that is over, with this peer's predictions. */
export interface PredictedStep extends DoneStep {
  /** float32 `[rows * classes]`; empty: they were not finite. */
  readonly logits: Float32Array;
}

/** Waits, in strict `checkpoint` mode, until the teachers' weights have come; a `weights` message follows. */
export interface WeightsCall {
  readonly kind: 'weights';
}

/** One request of the trainer to the I/O thread. */
export type Call = ExchangeCall | CollectCall | SendOnlyCall | LookupCall | WeightsCall;
