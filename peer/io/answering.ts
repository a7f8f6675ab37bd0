import { PHASE } from '../../proto/codec.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { ExchangeAnswer, ExchangeOffer, RecallRequest, Served } from '../core/exchange/offer.js';
import type { ExchangeState } from '../core/exchange/state.js';
import type { PeerEvent } from '../core/peer-events.js';
import { type Offer, REQUEST } from '../mailbox/call.js';
import type { AnsweringTeacher, IoMailbox } from '../mailbox/io-mailbox.js';
import type { DoneStep, RecallWords } from '../mailbox/recall-words.js';

/** The core's event for an offer, be it an exchange or a `recall`. */
export function offerEvent(
  spec: RunSpec,
  mailbox: OfferedValues & Pick<IoMailbox, 'recall'>,
  offer: Offer,
  classes: number,
): Extract<PeerEvent, { kind: 'offer' | 'recall' }> {
  if (offer.request !== REQUEST.recall) {
    return { kind: 'offer', offer: exchangeOffer(mailbox, offer, classes) };
  }
  const payload = mailbox.copyOffer(offer.rows * classes);
  const recall = recallRequest(spec, offer, payload, mailbox.recall.done);
  return { kind: 'recall', recall: withAccuracy(recall, mailbox) };
}

/** The part of the mailbox that an offer's numbers lie in; `step` is where the trainer stands. */
export type OfferedValues = Pick<IoMailbox, 'copyOffer' | 'copyFeatures' | 'validationAccuracy' | 'step'>;

/** An offer in the mailbox as the exchange's core takes it: with copies that are its own. */
export function exchangeOffer(mailbox: OfferedValues, offer: Offer, classes: number): ExchangeOffer {
  const { sequence: _, phase, request, ...named } = offer;
  const { validationAccuracy } = mailbox;
  const features = mailbox.copyFeatures();
  return {
    ...named,
    phase: phase === PHASE.afterUpdate ? PHASE.afterUpdate : PHASE.beforeUpdate,
    request: request === REQUEST.exchange ? 'exchange' : request === REQUEST.collect ? 'collect' : 'sendOnly',
    madeAtStep: mailbox.step,
    payload: mailbox.copyOffer(offer.rows * classes),
    ...(features === undefined ? {} : { features }),
    ...(validationAccuracy === undefined ? {} : { validationAccuracy }),
  };
}

/** A `recall` in the mailbox as the core takes it: without samples there is no batch; peers go by name. */
function recallRequest(
  spec: RunSpec,
  { step, epoch, ids, augmentationSeed, ahead }: Offer,
  payload: Uint8Array,
  done: DoneStep | undefined,
): RecallRequest {
  return {
    batch: ids.length === 0 ? null : { step, epoch, ids, augmentationSeed },
    ahead,
    done:
      done === undefined
        ? null
        : { step: done.step, payload, expired: done.expired.map((position) => spec.peers[position]!.id) },
  };
}

/** Tells the trainer how far its teachers have come: it leaves out answers that have grown too old. */
export function tellNewestSteps(spec: RunSpec, { teachers }: ExchangeState, words: RecallWords): void {
  spec.peers.forEach(({ id }, position) => {
    const teacher = teachers.get(id);
    if (teacher !== undefined) words.setNewestStep(position, teacher.newestStep);
  });
}

/** Predictions for students, with the accuracy of this peer's last validation. */
export function withAccuracy<Sent extends Served | RecallRequest>(
  sent: Sent,
  { validationAccuracy }: Pick<IoMailbox, 'validationAccuracy'>,
): Sent {
  return validationAccuracy === undefined ? sent : { ...sent, validationAccuracy };
}

/** The core's answer as it goes into the mailbox: numbers only, so a peer is its position in the run spec. */
export function answeringTeachers(spec: RunSpec, answer: ExchangeAnswer): readonly AnsweringTeacher[] {
  return answer.teachers.map(({ peerId, ...teacher }) => ({
    ...teacher,
    position: spec.peers.findIndex((peer) => peer.id === peerId),
  }));
}
