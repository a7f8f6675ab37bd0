import { GAUGE_METRICS, type GaugeMetric, METRICS } from '../core/metrics.js';

/** A number that the trainer writes and the I/O thread reads; `validated` is 1 once there is a validation accuracy. */
export type Gauge = GaugeMetric | 'validated';

/** Float64 words of `gauges`. */
export const GAUGE = {
  ...(Object.fromEntries(GAUGE_METRICS.map((name) => [name, METRICS[name].gauge])) as Record<
    GaugeMetric,
    number
  >),
  validated: 7,
} as const satisfies Record<Gauge, number>;

export const GAUGE_WORDS = Math.max(...Object.values(GAUGE)) + 1;
