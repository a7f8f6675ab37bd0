import type { Prediction } from '../../../proto/codec.js';
import { type Draft, patch, reject, withEntry } from './draft.js';
import { returnCredit } from './granting.js';
import { type Held, heldKey } from './state.js';

/**
 * Keeps a prediction for its step, unless one of the same teacher and step is held already.
 *
 * @returns False when it was not kept.
 */
export function keep(
  draft: Draft,
  { from, prediction, payload, features }: Omit<Held, 'arrivedAtMs' | 'unusable'>,
): boolean {
  const { sender, step } = prediction;
  const key = heldKey(sender, step);
  const first = draft.state.held.get(key);
  if (first !== undefined) {
    const same = sameBytes(first, { prediction, payload });
    const reason = same ? 'DUPLICATE' : 'EQUIVOCATION';
    reject(draft, from, reason, `step ${step} of ${sender}${same ? '' : ': other bytes; the first stay'}`);
    returnCredit(draft, from, 1);
    return false;
  }
  const kept: Held = { from, prediction, payload, features, arrivedAtMs: draft.nowMs, unusable: false };
  patch(draft, { held: withEntry(draft.state.held, key, kept) });
  return true;
}

/** The checksum is of all that came, features too. */
function sameBytes(
  a: Pick<Held, 'prediction' | 'payload'>,
  b: Pick<Held, 'prediction' | 'payload'>,
): boolean {
  return (
    a.payload.length === b.payload.length &&
    a.prediction.checksum === b.prediction.checksum &&
    equal(a.prediction.batchDigest, b.prediction.batchDigest) &&
    equal(a.payload, b.payload)
  );
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Matches all that is held for the step of the open exchange, also from senders that the view does not list now. */
export function matchAll(draft: Draft): void {
  const step = draft.state.open?.offer.step;
  for (const { prediction } of draft.state.held.values())
    if (prediction.step === step) match(draft, prediction);
}

/** Marks a held prediction that turns out to be for other samples than the open exchange: it is never used. */
export function match(draft: Draft, { sender, step }: Pick<Prediction, 'sender' | 'step'>): void {
  const key = heldKey(sender, step);
  const held = draft.state.held.get(key);
  const offer = draft.state.open?.offer;
  if (held === undefined || offer?.step !== step || held.unusable) return;
  const { prediction } = held;
  const otherBatch = !equal(prediction.batchDigest, offer.digest);
  if (!otherBatch && prediction.rows === offer.rows) return;
  patch(draft, { held: withEntry(draft.state.held, key, { ...held, unusable: true }) });
  const who = `step ${step}: ${draft.state.options.peerId} and ${sender}`;
  if (otherBatch) reject(draft, held.from, 'BATCH_MISMATCH', `${who} do not train on the same batch`);
  else
    reject(draft, held.from, 'WRONG_SHAPE', `${who} disagree on the rows: ${offer.rows}, ${prediction.rows}`);
}

/** Drops all that is held for steps before `step`, and gives the credit back. */
export function dropHeld(draft: Draft, beforeStep: number): void {
  const kept = new Map<string, Held>();
  const owed = new Map<string, number>();
  for (const [key, held] of draft.state.held) {
    if (held.prediction.step >= beforeStep) kept.set(key, held);
    else owed.set(held.from, (owed.get(held.from) ?? 0) + 1);
  }
  if (owed.size === 0) return;
  patch(draft, { held: kept });
  for (const [from, batches] of owed) returnCredit(draft, from, batches);
}
