/** The unit of a number, by which tables also choose how to write it. */
export type Unit = 'nats' | 'bits' | 'weight' | 'share' | 'share of time' | 'steps' | 'samples/s' | 'bytes';

/** A number that a peer tells of itself, and where it goes. */
export interface Metric {
  readonly unit: Unit;
  /** Its word among the trainer's gauges in shared memory; every heartbeat, and so the live view, has it under its name. */
  readonly gauge?: number;
  /** The field of `summary.json` that has it from `result.json`. */
  readonly summary?: string;
  /** The heading of its column in the table that ends a run. */
  readonly column?: string;
}

/** Every such number, one row each, in the order of `summary.json` and of the table. */
export const METRICS = {
  supervisedLoss: { unit: 'nats', gauge: 0 },
  distillationLoss: { unit: 'nats', gauge: 1 },
  distillationWeight: { unit: 'weight', gauge: 2 },
  validationAccuracy: { unit: 'share', gauge: 3, summary: 'valAccuracy', column: 'val acc' },
  /** On the validation samples of a text; 0: not a text, or not validated yet. */
  bitsPerCharacter: { unit: 'bits', gauge: 8 },
  samplesPerSecond: { unit: 'samples/s', gauge: 4, summary: 'samplesPerSecond', column: 'samples/s' },
  /** Waiting for teachers. */
  waitFraction: { unit: 'share of time', gauge: 5, summary: 'waitFraction', column: 'waiting' },
  /** Waiting for batches. */
  dataWaitFraction: { unit: 'share of time', summary: 'dataWaitFraction' },
  /** Age of the oldest prediction or weights used so far, in their maker's steps. */
  stalenessSteps: { unit: 'steps', gauge: 6 },
  bytesSent: { unit: 'bytes', summary: 'bytesSent', column: 'sent' },
  bytesReceived: { unit: 'bytes', summary: 'bytesReceived', column: 'received' },
} as const satisfies Readonly<Record<string, Metric>>;

type Table = typeof METRICS;

/** The names of the rows that go to one place. */
type Going<Place extends keyof Metric> = {
  [Name in keyof Table]: Table[Name] extends { readonly [P in Place]: unknown } ? Name : never;
}[keyof Table];

/** Metrics that the trainer keeps in shared memory for heartbeats. */
export type GaugeMetric = Going<'gauge'>;
/** Metrics of `result.json` that `summary.json` has too. */
export type SummaryMetric = Going<'summary'>;
/** The summary metrics under their names in `summary.json`; `null` where there is no number. */
export type SummaryNumbers = {
  readonly [Name in SummaryMetric as Table[Name]['summary']]: number | null;
};

export const GAUGE_METRICS = namesGoing('gauge');
export const SUMMARY_METRICS = namesGoing('summary');
export const COLUMN_METRICS = namesGoing('column');

function namesGoing<Place extends keyof Metric>(place: Place): readonly Going<Place>[] {
  return (Object.keys(METRICS) as (keyof Table)[]).filter(
    (name): name is Going<Place> & keyof Table => place in METRICS[name],
  );
}
