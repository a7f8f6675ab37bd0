/** How a number of a metric is written. */
export type MetricUnit = 'share' | 'nats' | 'bits' | 'seconds' | 'steps' | 'rate' | 'bytes';

/** One thing that is measured of every run. */
export interface Metric {
  readonly name: MetricName;
  readonly title: string;
  readonly unit: MetricUnit;
  /** The better direction; `null` where neither is. */
  readonly better: 'higher' | 'lower' | null;
  /**
   * How the learners' values become the run's: their mean, their sum, or a value of the run itself. A retraining has one value
   * for several runs: those on the same data with other seeds.
   */
  readonly over: 'mean' | 'sum' | 'run' | 'retraining';
}

const CATALOG = {
  testAccuracy: ['test accuracy', 'share', 'higher', 'mean'],
  bestTestAccuracy: ['test accuracy at best validation', 'share', 'higher', 'mean'],
  testLoss: ['test NLL', 'nats', 'lower', 'mean'],
  bestTestLoss: ['test NLL at best validation', 'nats', 'lower', 'mean'],
  bitsPerCharacter: ['test bits per character', 'bits', 'lower', 'mean'],
  testEce: ['calibration error (ECE)', 'share', 'lower', 'mean'],
  testEntropy: ['entropy of test predictions', 'nats', null, 'mean'],
  ensembleAccuracy: ['ensemble: test accuracy', 'share', 'higher', 'run'],
  ensembleLoss: ['ensemble: test NLL', 'nats', 'lower', 'run'],
  agreement: ['agreement within the cohort', 'share', null, 'run'],
  churn: ['churn of a retraining', 'share', 'lower', 'retraining'],
  variation: ['total variation of a retraining', 'share', 'lower', 'retraining'],
  trainAccuracy: ['training accuracy', 'share', null, 'mean'],
  flatness05: ['training NLL added by weight noise of 0.05', 'nats', 'lower', 'mean'],
  flatness10: ['training NLL added by weight noise of 0.1', 'nats', 'lower', 'mean'],
  flatness20: ['training NLL added by weight noise of 0.2', 'nats', 'lower', 'mean'],
  flatnessRelative: ['training NLL added by weight noise of half their size', 'nats', 'lower', 'mean'],
  validationAccuracy: ['validation accuracy', 'share', 'higher', 'mean'],
  validationLoss: ['validation NLL', 'nats', 'lower', 'mean'],
  stepsToTarget: ['steps to target', 'steps', 'lower', 'run'],
  secondsToTarget: ['training time to target', 'seconds', 'lower', 'run'],
  steps: ['steps', 'steps', null, 'mean'],
  trainingSeconds: ['training time', 'seconds', 'lower', 'mean'],
  wallSeconds: ['wall time of the run', 'seconds', 'lower', 'run'],
  samplesPerSecond: ['samples/s a peer', 'rate', 'higher', 'mean'],
  bytesSent: ['sent by the cohort', 'bytes', 'lower', 'sum'],
  waitFraction: ['waiting', 'share', 'lower', 'mean'],
  stalenessSteps: ['staleness, mean', 'steps', null, 'mean'],
  stalenessStepsMax: ['staleness, largest', 'steps', null, 'mean'],
  taughtRowsShare: ['rows taught', 'share', null, 'mean'],
} as const satisfies Record<string, readonly [string, MetricUnit, Metric['better'], Metric['over']]>;

export type MetricName = keyof typeof CATALOG;

/** Everything that is measured, in the order of the table. */
export const METRICS: readonly Metric[] = Object.entries(CATALOG).map(
  ([name, [title, unit, better, over]]) => ({ name: name as MetricName, title, unit, better, over }),
);

export const METRIC_NAMES: readonly MetricName[] = METRICS.map(({ name }) => name);

/** A metric of the cohort, or, as `testAccuracy@big`, of one peer. */
export interface MetricKey {
  readonly metric: Metric;
  readonly peer: string | undefined;
}

/** @returns `undefined` when no such thing is measured. */
export function readMetricKey(text: string): MetricKey | undefined {
  const [name, peer, more] = text.split('@');
  const metric = METRICS.find((one) => one.name === name);
  if (metric === undefined || more !== undefined || peer === '') return undefined;
  return { metric, peer };
}

/** As {@link readMetricKey}, of a key that has been checked. */
export function metricKey(text: string): MetricKey {
  const key = readMetricKey(text);
  if (key === undefined) throw new Error(`no metric ${text}`);
  return key;
}
