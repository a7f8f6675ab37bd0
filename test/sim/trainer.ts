import type { BatchAhead, ExchangeOffer, ServeRequest } from '../../peer/core/exchange/offer.js';
import { PHASE } from '../../proto/codec.js';
import { batchDigest } from '../../proto/identity.js';

/** Classes of the simulated predictions: just enough to carry who made them, when and for what. */
export const CLASSES = 5;
/** Samples of a batch, and of the data set. */
export const ROWS = 2;
const SAMPLES = 24;
const STEPS_PER_EPOCH = SAMPLES / ROWS;
/** Ids of wrong samples begin here. */
const VARIANT_IDS = 100;

/** What a simulated prediction says of itself. */
export interface Stamp {
  readonly peer: number;
  /** Step that it was made for. */
  readonly step: number;
  /** Updates behind the network that made it. */
  readonly madeAtStep: number;
  readonly id: number;
  /** Digest of the weights that made it. */
  readonly weights: number;
}

/** Who predicts, and from where. */
export interface Predictor {
  readonly index: number;
  readonly weights: number;
  readonly step: number;
}

export function epochOf(step: number): number {
  return Math.floor(step / STEPS_PER_EPOCH);
}

/**
 * The batch of a step: every epoch has every sample once, in another order.
 *
 * @param variant - 0, or another one where a peer was made to train on the wrong samples.
 */
export function batchOf(step: number, variant: number): BatchAhead {
  const epoch = epochOf(step);
  const first = ROWS * (step % STEPS_PER_EPOCH);
  const ids = Uint32Array.from(
    { length: ROWS },
    (_, row) => ((5 * (first + row) + 7 * epoch) % SAMPLES) + VARIANT_IDS * variant,
  );
  return { step, epoch, ids, augmentationSeed: 0 };
}

/** float32 `[ids.length, 5]`. */
export function stampedLogits(
  { index, weights, step: madeAtStep }: Predictor,
  step: number,
  ids: Uint32Array,
): Float32Array {
  return Float32Array.from([...ids].flatMap((id) => [index, step, madeAtStep, id, weights]));
}

export function stampsOf(values: Float32Array): readonly Stamp[] {
  return Array.from({ length: values.length / CLASSES }, (_, row) => {
    const [peer, step, madeAtStep, id, weights] = values.subarray(row * CLASSES, (row + 1) * CLASSES);
    return { peer: peer!, step: step!, madeAtStep: madeAtStep!, id: id!, weights: weights! };
  });
}

/** Digest of the batch of a step. */
export function digestOf(step: number, variant: number): Uint8Array {
  return batchDigest(batchOf(step, variant).ids, 0);
}

/**
 * A trainer's offer for a step: the one at which it stands, or a later one.
 *
 * @param aheadStep - The step whose batch to ask about; absent where nothing goes by sample.
 */
export function stampedOffer(
  peer: Predictor & { readonly variant: number },
  step: number,
  request: ExchangeOffer['request'],
  aheadStep?: number,
): ExchangeOffer {
  const batch = batchOf(step, peer.variant);
  const { ids, epoch, augmentationSeed } = batch;
  const bySample = aheadStep !== undefined;
  return {
    step,
    epoch,
    phase: PHASE.beforeUpdate,
    rows: ROWS,
    request,
    digest: batchDigest(ids, augmentationSeed),
    madeAtStep: peer.step,
    payload: new Uint8Array(stampedLogits(peer, step, ids).buffer),
    ids: bySample ? ids : new Uint32Array(0),
    augmentationSeed,
    ahead: bySample ? batchOf(aheadStep, peer.variant) : null,
  };
}

/** The answer to a student's request. */
export function stampedAnswer(peer: Predictor, request: ServeRequest): Float32Array {
  return stampedLogits(peer, request.step, request.ids);
}

/** A learning curve that everybody knows: accuracy rises towards `limit`, the loss falls, both for ever slower. */
export function evaluationAt(
  step: number,
  limit: number,
): { readonly accuracy: number; readonly loss: number } {
  const left = Math.exp(-step / 60);
  return { accuracy: limit * (1 - left), loss: 0.1 + 2 * left };
}
