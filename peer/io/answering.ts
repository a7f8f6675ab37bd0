import { PHASE } from '../../proto/codec.js';
import { assertNever } from '../../proto/errors.js';
import { bytesOf } from '../../proto/float-bytes.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { ExchangeOffer, LookupRequest, Served } from '../core/exchange/offer.js';
import type { ExchangeState } from '../core/exchange/state.js';
import type { PeerEvent } from '../core/peer-events.js';
import type { Call, LookupCall } from '../mailbox/call.js';
import type { IoMailbox } from '../mailbox/io-mailbox.js';

/** The part of the mailbox that goes beside a call: where the trainer stands, and its newest validation. */
export type Standing = Pick<IoMailbox, 'step' | 'validationAccuracy'>;

/** The core's event for a call; `undefined` where the trainer only waits for weights, which follow in a message. */
export function callEvent(
  call: Call,
  standing: Standing,
): Extract<PeerEvent, { kind: 'offer' | 'lookup' }> | undefined {
  switch (call.kind) {
    case 'exchange':
    case 'collect':
    case 'sendOnly':
      return { kind: 'offer', offer: exchangeOffer(call, standing) };
    case 'lookup':
      return { kind: 'lookup', lookup: withAccuracy(lookupRequest(call), standing) };
    case 'weights':
      return undefined;
    default:
      return assertNever(call);
  }
}

const NO_LOGITS = new Float32Array(0);
const NO_SAMPLES = { ids: new Uint32Array(0), augmentationSeed: 0, ahead: null } as const;

/** A call as the exchange's core takes it. */
function exchangeOffer(
  call: Extract<Call, { kind: 'exchange' | 'collect' | 'sendOnly' }>,
  { step: madeAtStep, validationAccuracy }: Standing,
): ExchangeOffer {
  const { kind, step, epoch, rows, digest } = call;
  const { logits, features } = kind === 'collect' ? { logits: NO_LOGITS } : call;
  const { ids, augmentationSeed, ahead } = kind === 'sendOnly' ? NO_SAMPLES : call;
  return {
    step,
    epoch,
    phase: kind === 'sendOnly' ? call.phase : PHASE.beforeUpdate,
    rows,
    request: kind,
    digest,
    madeAtStep,
    payload: bytesOf(logits),
    ...(features === undefined ? {} : { features: bytesOf(features) }),
    ...(validationAccuracy === undefined ? {} : { validationAccuracy }),
    ids,
    augmentationSeed,
    ahead,
  };
}

function lookupRequest({ batch, ahead, done }: LookupCall): LookupRequest {
  if (done === null) return { batch, ahead, done };
  const { step, logits, expired } = done;
  return { batch, ahead, done: { step, payload: bytesOf(logits), expired } };
}

/** Tells the trainer how far its teachers have come: it leaves out answers that have grown too old. */
export function tellNewestSteps(
  spec: RunSpec,
  { teachers }: ExchangeState,
  mailbox: Pick<IoMailbox, 'setNewestStep'>,
): void {
  for (const { id } of spec.peers) {
    const teacher = teachers.get(id);
    if (teacher !== undefined) mailbox.setNewestStep(id, teacher.newestStep);
  }
}

/** Predictions for students, with the accuracy of this peer's last validation. */
export function withAccuracy<Sent extends Served | LookupRequest>(
  sent: Sent,
  { validationAccuracy }: Pick<IoMailbox, 'validationAccuracy'>,
): Sent {
  return validationAccuracy === undefined ? sent : { ...sent, validationAccuracy };
}
