import type { TrainerProgress } from '../core/membership/state.js';
import type { IoMailbox } from '../mailbox/mailbox.js';

/** The trainer's words in shared memory, as the next heartbeat says them. */
export function progressOf(mailbox: IoMailbox): TrainerProgress {
  return {
    state: mailbox.state,
    step: mailbox.step,
    epoch: mailbox.epoch,
    supervisedLoss: mailbox.gauge('supervisedLoss'),
    distillationLoss: mailbox.gauge('distillationLoss'),
    distillationWeight: mailbox.gauge('distillationWeight'),
    validationAccuracy: mailbox.gauge('validationAccuracy'),
    bitsPerCharacter: mailbox.gauge('bitsPerCharacter'),
    samplesPerSecond: mailbox.gauge('samplesPerSecond'),
    waitFraction: mailbox.gauge('waitFraction'),
    stalenessSteps: mailbox.gauge('stalenessSteps'),
  };
}
