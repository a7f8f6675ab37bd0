import { PHASE, type Phase } from '../../../proto/codec.js';
import type { PeerId } from '../../../proto/identity.js';
import type { ExchangeOptions } from './options.js';

/** The phase in which `teacher` teaches `student`: updated predictions only from those earlier in the order. */
export function phaseOwed(teacher: PeerId, student: PeerId, sequential: boolean): Phase {
  return sequential && teacher < student ? PHASE.afterUpdate : PHASE.beforeUpdate;
}

/** True if a prediction of this phase goes from this peer to that student. */
export function phaseGoesTo(
  { peerId, sequential }: Pick<ExchangeOptions, 'peerId' | 'sequential'>,
  student: PeerId,
  phase: Phase,
): boolean {
  return phase === phaseOwed(peerId, student, sequential);
}
