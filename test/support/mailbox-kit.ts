import assert from 'node:assert/strict';
import type { ExchangeOffer, LookupRequest } from '../../peer/core/exchange/offer.js';
import type { Teaching } from '../../peer/core/teaching/teaching.js';
import { createMailbox, type MailboxShape } from '../../peer/mailbox/buffers.js';
import type { Call, ExchangeCall } from '../../peer/mailbox/call.js';
import { IoMailbox, type OpenCall } from '../../peer/mailbox/io-mailbox.js';
import { type Answer, TrainerMailbox } from '../../peer/mailbox/trainer-mailbox.js';
import { floatsOf } from '../../proto/float-bytes.js';
import type { PeerId } from '../../proto/identity.js';
import { LIMITS } from '../../proto/limits.js';

export const [CALL_ROWS, CALL_CLASSES] = [4, 3];
export const CALL_SIZE = CALL_ROWS * CALL_CLASSES;

export const CALL: ExchangeCall = {
  kind: 'exchange',
  step: 41,
  epoch: 2,
  rows: CALL_ROWS,
  digest: Uint8Array.from({ length: 16 }, (_, i) => 255 - i),
  logits: Float32Array.from({ length: CALL_SIZE }, (_, i) => i - 5),
  ids: Uint32Array.of(7, 8, 9, 4),
  augmentationSeed: 0xffff_fff0,
  ahead: { step: 44, epoch: 3, ids: Uint32Array.of(3, 2), augmentationSeed: 5 },
};

/** As many peers as a cohort can have, and one row a sample. */
export function mailboxShape(rows: number, classes: number, featuresMax = 0): MailboxShape {
  const peerIds = Array.from({ length: LIMITS.peersMax }, (_, i) => `peer-${i}`);
  return { peerIds, classes, logitsMax: rows * classes, samplesMax: rows, featuresMax };
}

/** A teacher as the core answers it. */
export const taught = (logits: Float32Array, position = 0): Teaching => ({
  peerId: `peer-${position}`,
  logits,
  weight: 1,
});

/** Both ends on this thread: `onCall` runs between the trainer's call and its wait. */
export function bothEnds(
  onCall: (io: IoMailbox) => void = () => undefined,
  featuresMax = 0,
): { trainer: TrainerMailbox; io: IoMailbox } {
  const buffers = createMailbox(mailboxShape(CALL_ROWS, CALL_CLASSES, featuresMax));
  const io = new IoMailbox(buffers);
  return { trainer: new TrainerMailbox(buffers, () => onCall(io)), io };
}

/** Calls, and waits for the answer. */
export function exchange(mailbox: TrainerMailbox, call: Call, timeoutMs: number): Answer | undefined {
  mailbox.call(call);
  return mailbox.takeAnswer(timeoutMs);
}

/** Which of the five requests a call is. */
export function kindOf({ event }: OpenCall): Call['kind'] {
  if (event === null) return 'weights';
  return event.kind === 'lookup' ? 'lookup' : event.offer.request;
}

export function offerIn(call: OpenCall | undefined): ExchangeOffer {
  assert.ok(call?.event?.kind === 'offer');
  return call.event.offer;
}

export function logitsIn(call: OpenCall | undefined): Float32Array {
  return floatsOf(offerIn(call).payload);
}

export function lookupIn(call: OpenCall | undefined): LookupRequest {
  assert.ok(call?.event?.kind === 'lookup');
  return call.event.lookup;
}

/** The step that a call is about; of a `lookup` that asks nothing, the step that it hands in. */
export function stepOf(call: OpenCall): number {
  if (call.event?.kind !== 'lookup') return offerIn(call).step;
  const { batch, done } = call.event.lookup;
  return (batch ?? done)!.step;
}

/** The newest steps that teachers are known to have predicted for. */
export function newestSteps(...steps: [PeerId, number][]): ReadonlyMap<PeerId, { newestStep: number }> {
  return new Map(steps.map(([peerId, newestStep]) => [peerId, { newestStep }]));
}
