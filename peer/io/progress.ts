import type { TrainerProgress } from '../core/membership/state.js';
import { GAUGE_METRICS, type GaugeMetric } from '../core/metrics.js';
import type { IoMailbox } from '../mailbox/io-mailbox.js';

/** The trainer's words in shared memory, as the next heartbeat says them. */
export function progressOf(mailbox: IoMailbox): TrainerProgress {
  const gauges = {} as Record<GaugeMetric, number>;
  for (const name of GAUGE_METRICS) gauges[name] = mailbox.gauge(name);
  return { state: mailbox.state, step: mailbox.step, epoch: mailbox.epoch, ...gauges };
}
