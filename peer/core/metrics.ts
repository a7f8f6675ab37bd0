/** The unit of a number, by which tables also choose how to write it. */
export type Unit =
  | 'nats'
  | 'bits'
  | 'weight'
  | 'share'
  | 'share of time'
  | 'share of work'
  | 'ratio'
  | 'steps'
  | 'seconds'
  | 'samples/s'
  | 'bytes'
  | 'count';

/** A column of the live view. */
export interface LiveColumn {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
  /** Shown only where some peer has a number other than 0. */
  readonly ifAny?: true;
}

/** A number that a peer tells of itself, and where it goes. */
export interface Metric {
  readonly unit: Unit;
  /** Who tells it. @default the trainer, of its steps */
  readonly of?: 'validation' | 'exchange';
  /** Its word among the trainer's gauges in shared memory; every heartbeat has it under its name. */
  readonly gauge?: number;
  /** The field of `step` records that has it. */
  readonly record?: string;
  /** Its column in the live view, of a number that heartbeats have. */
  readonly live?: LiveColumn;
  /** The field of `summary.json` that has it from `result.json`. */
  readonly summary?: string;
  /** The heading of its column in the table that ends a run. */
  readonly column?: string;
}

/** Every such number, one row each, in the order of records, live view, `summary.json` and table. */
export const METRICS = {
  supervisedLoss: { unit: 'nats', gauge: 0, record: 'supervised' },
  distillationLoss: { unit: 'nats', gauge: 1, record: 'distillation' },
  distillationWeight: { unit: 'weight', gauge: 2, record: 'weight' },
  /** Steps that this peer has trained itself, over all its lives, as its checkpoints tell; the others it skipped. */
  trainedSteps: { unit: 'steps', gauge: 12, record: 'trainedSteps', summary: 'trainedSteps' },
  validationAccuracy: {
    unit: 'share',
    of: 'validation',
    gauge: 3,
    summary: 'valAccuracy',
    column: 'val acc',
    live: { heading: 'val acc', width: 9 },
  },
  /** Of the steps in which teaching was due those in which somebody taught; NaN: none was due. */
  taughtShare: {
    unit: 'share of work',
    gauge: 9,
    record: 'taughtShare',
    summary: 'taughtShare',
    column: 'taught',
    live: { heading: 'taught', width: 7 },
  },
  /** Of the rows of those steps those that somebody had a prediction for. */
  taughtRowsShare: {
    unit: 'share of work',
    gauge: 10,
    record: 'taughtRowsShare',
    summary: 'taughtRowsShare',
    column: 'rows taught',
    live: { heading: 'rows taught', width: 11 },
  },
  /**
   * Norm of the distillation gradient over that of the label gradient at the logits: of the last record's step, and in a
   * result the geometric mean over all of them at full weight; NaN: nobody taught.
   */
  gradientRatio: {
    unit: 'ratio',
    gauge: 11,
    record: 'gradientRatio',
    summary: 'gradientRatio',
    column: 'pull',
    live: { heading: 'pull', width: 7 },
  },
  /** On the validation samples of a text; 0: not a text, or not validated yet. */
  bitsPerCharacter: {
    unit: 'bits',
    of: 'validation',
    gauge: 8,
    live: { heading: 'bits/char', width: 9, ifAny: true },
  },
  samplesPerSecond: {
    unit: 'samples/s',
    gauge: 4,
    record: 'samplesPerSecond',
    summary: 'samplesPerSecond',
    column: 'samples/s',
    live: { heading: 'samples/s', width: 9 },
  },
  /** In which the process trained: its validations and checkpoints left out. */
  trainingSeconds: { unit: 'seconds', summary: 'trainingSeconds' },
  /** Waiting for teachers. */
  waitFraction: {
    unit: 'share of time',
    gauge: 5,
    record: 'waitFraction',
    summary: 'waitFraction',
    column: 'waiting',
    live: { heading: 'waiting', width: 7 },
  },
  /** Waiting for batches. */
  dataWaitFraction: { unit: 'share of time', record: 'dataWaitFraction', summary: 'dataWaitFraction' },
  bytesSent: {
    unit: 'bytes',
    of: 'exchange',
    summary: 'bytesSent',
    column: 'sent',
    live: { heading: 'sent', width: 7 },
  },
  bytesReceived: {
    unit: 'bytes',
    of: 'exchange',
    summary: 'bytesReceived',
    column: 'received',
    live: { heading: 'received', width: 8 },
  },
  /** Age of the oldest prediction or weights used so far, in their maker's steps. */
  stalenessSteps: { unit: 'steps', gauge: 6, live: { heading: 'stale', width: 5 } },
  /** Predictions of others that were refused. */
  rejected: { unit: 'count', of: 'exchange', live: { heading: 'rejected', width: 8 } },
} as const satisfies Readonly<Record<string, Metric>>;

type Table = typeof METRICS;

/** The names of the rows that go to one place. */
type Going<Place extends keyof Metric> = {
  [Name in keyof Table]: Table[Name] extends { readonly [P in Place]: unknown } ? Name : never;
}[keyof Table];

/** The names of the rows that somebody else tells. */
type Of<Teller> = {
  [Name in keyof Table]: Table[Name] extends { readonly of: Teller } ? Name : never;
}[keyof Table];

/** Metrics that the trainer keeps in shared memory for heartbeats. */
export type GaugeMetric = Going<'gauge'>;
/** Gauges that every step changes; a validation changes the others. */
export type StepGauge = Exclude<GaugeMetric, Of<'validation'>>;
/** Metrics of `step` records. */
export type RecordMetric = Going<'record'>;
/** Metrics with a column in the live view. */
export type LiveMetric = Going<'live'>;
/** Metrics of `result.json` that `summary.json` has too. */
export type SummaryMetric = Going<'summary'>;
/** Summary metrics that the trainer knows; the exchange knows the others. */
export type TrainingMetric = Exclude<SummaryMetric, Of<'exchange'>>;
/** The numbers that the trainer tells of a step: those of its record, and those of heartbeats. */
export type StepNumbers = Readonly<Record<RecordMetric | StepGauge, number>>;
/** The summary metrics under their names in `summary.json`; `null` where there is no number. */
export type SummaryNumbers = {
  readonly [Name in SummaryMetric as Table[Name]['summary']]: number | null;
};

export const GAUGE_METRICS = namesGoing('gauge');
export const STEP_GAUGES = GAUGE_METRICS.filter((name): name is StepGauge => !('of' in METRICS[name]));
export const RECORD_METRICS = namesGoing('record');
export const LIVE_METRICS = namesGoing('live');
export const SUMMARY_METRICS = namesGoing('summary');
export const COLUMN_METRICS = namesGoing('column');

function namesGoing<Place extends keyof Metric>(place: Place): readonly Going<Place>[] {
  return (Object.keys(METRICS) as (keyof Table)[]).filter(
    (name): name is Going<Place> & keyof Table => place in METRICS[name],
  );
}
