import type { ExchangeOffer } from '../../peer/core/exchange/offer.js';
import { PHASE } from '../../proto/codec.js';
import { batchDigest } from '../../proto/identity.js';

/** Classes and rows of the simulated predictions: just enough to carry who made them, when and for what. */
export const CLASSES = 4;
export const ROWS = 1;

/** What a simulated prediction says of itself. */
export interface Stamp {
  readonly peer: number;
  readonly step: number;
  /** Which batch it is for: 0, or another one where a peer was made to train on the wrong samples. */
  readonly variant: number;
  /** Counts the processes of the world: two lives of a peer never share it. */
  readonly life: number;
}

/** The payload of a prediction, float32 `[1, 4]`. */
export function stampedPayload({ peer, step, variant, life }: Stamp): Uint8Array {
  return new Uint8Array(Float32Array.of(peer, step, variant, life).buffer);
}

export function stampOf(payload: Uint8Array): Stamp {
  const [peer, step, variant, life] = new Float32Array(payload.slice().buffer);
  return { peer: peer!, step: step!, variant: variant!, life: life! };
}

/** Digest of the batch of a step. The real hash covers the sample ids; here they are the step and the variant. */
export function digestOf(step: number, variant: number): Uint8Array {
  return batchDigest(Uint32Array.of(step, variant), 0);
}

/** What a peer's trainer offers for a step: the one at which it stands, or a later one. */
export function stampedOffer(
  peer: { readonly index: number; readonly step: number } & Pick<Stamp, 'variant' | 'life'>,
  step: number,
  request: ExchangeOffer['request'],
): ExchangeOffer {
  const { index, variant, life, step: madeAtStep } = peer;
  return {
    step,
    epoch: 0,
    phase: PHASE.beforeUpdate,
    rows: ROWS,
    request,
    digest: digestOf(step, variant),
    madeAtStep,
    payload: stampedPayload({ peer: index, step, variant, life }),
    ids: new Uint32Array(0),
    augmentationSeed: 0,
    ahead: null,
  };
}

/** A learning curve that everybody knows: accuracy rises towards `limit`, the loss falls, both for ever slower. */
export function evaluationAt(
  step: number,
  limit: number,
): { readonly accuracy: number; readonly loss: number } {
  const left = Math.exp(-step / 60);
  return { accuracy: limit * (1 - left), loss: 0.1 + 2 * left };
}
