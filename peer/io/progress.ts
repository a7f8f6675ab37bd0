import { absentTeachers } from '../core/exchange/exchange.js';
import type { ExchangeState } from '../core/exchange/state.js';
import { totalOf } from '../core/exchange/statistics.js';
import type { Progress } from '../core/membership/membership.js';
import type { IoMailbox } from '../mailbox/mailbox.js';

/** What the next heartbeat says: the trainer's words in shared memory, and the exchange's counters. */
export function progressOf(mailbox: IoMailbox, exchange: ExchangeState): Progress {
  const { statistics } = exchange;
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
    bytesSent: statistics.bytesSent,
    bytesReceived: statistics.bytesReceived,
    stalenessSteps: Math.max(statistics.ageStepsMax, mailbox.gauge('stalenessSteps')),
    rejected: totalOf(statistics.rejected),
    teachersAbsent: absentTeachers(exchange),
  };
}
