import { GAUGE_METRICS, type GaugeMetric } from '../../peer/core/metrics.js';

/** Every gauge of a trainer, at 0. */
export const NO_GAUGES = Object.fromEntries(GAUGE_METRICS.map((name) => [name, 0])) as Record<
  GaugeMetric,
  number
>;
