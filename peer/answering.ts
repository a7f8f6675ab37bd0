import { PHASE } from '../proto/codec.js';
import type { RunSpec } from '../proto/run-spec.js';
import type { ExchangeAnswer, ExchangeOffer } from './core/exchange.js';
import { type AnsweringTeacher, type Offer, REQUEST } from './mailbox.js';

/** What lies in the mailbox, as the exchange's core takes it. */
export function exchangeOffer(offer: Offer, payload: Uint8Array): ExchangeOffer {
  const { sequence: _, phase, request, ...named } = offer;
  return {
    ...named,
    phase: phase === PHASE.afterUpdate ? PHASE.afterUpdate : PHASE.beforeUpdate,
    request: request === REQUEST.exchange ? 'exchange' : 'sendOnly',
    payload,
  };
}

/** What the core answers, as it goes into the mailbox: numbers only, so a peer is its position in the run spec. */
export function answeringTeachers(spec: RunSpec, answer: ExchangeAnswer): readonly AnsweringTeacher[] {
  return answer.teachers.map(({ peerId, ...teacher }) => ({
    ...teacher,
    position: spec.peers.findIndex((peer) => peer.id === peerId),
  }));
}
