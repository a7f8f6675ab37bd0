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

const GAUGE_WORDS = Math.max(...Object.values(GAUGE)) + 1;

/** Gauges that are no number before the first step. */
const UNKNOWN_FIRST = ['trainedSteps', 'taughtShare', 'taughtRowsShare', 'gradientRatio'] as const;

/** Shared memory for the gauges of a peer that has not trained yet. */
export function createGauges(): Float64Array {
  const gauges = new Float64Array(new SharedArrayBuffer(GAUGE_WORDS * 8));
  for (const name of UNKNOWN_FIRST) gauges[GAUGE[name]] = Number.NaN;
  return gauges;
}
