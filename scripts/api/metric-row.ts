import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { METRICS, RecordMetric } from '../../peer/core/metrics.js';
import { type MetricRecord, parseRecords } from '../../peer/files/metrics-file.js';

/** The numbers of a step under their names in `metrics.jsonl`. */
type StepNumbers = {
  readonly [Name in RecordMetric as (typeof METRICS)[Name]['record']]: number | null;
};

/** The record of a peer's step, every 20 steps. A number that there is none of is `null`. */
export interface StepRow extends StepNumbers {
  readonly kind: 'step';
  /** Id of the peer. */
  readonly peer: string;
  /** Steps done. */
  readonly step: number;
  /** From 0 on. */
  readonly epoch: number;
  /** Loss on features, in nats; 0 without one. */
  readonly feature: number;
  /** Loss of shallow exits, in nats; 0 without any. */
  readonly exits: number;
  /** Teachers of this step. */
  readonly teachers: number;
  /** Time trained so far, validations and checkpoints left out, milliseconds. */
  readonly trainingMs: number;
}

/** The record of a peer's validation. */
export interface EvaluationRow {
  readonly kind: 'evaluation';
  /** Id of the peer. */
  readonly peer: string;
  /** Steps done. */
  readonly step: number;
  /** From 0 on. */
  readonly epoch: number;
  /** 0 to 1. */
  readonly validationAccuracy: number;
  /** In nats. */
  readonly validationLoss: number;
  /** Of a text. */
  readonly bitsPerCharacter?: number;
  /** Time trained so far, validations and checkpoints left out, seconds. */
  readonly trainingSeconds: number;
  readonly samplesPerSecond: number;
  readonly waitFraction: number;
}

/** A row of a run's metrics, told apart by `kind`. */
export type MetricRow = StepRow | EvaluationRow;

/** The metrics among the records of a `metrics.jsonl`, in the order in which they were written. */
export function metricRows(text: string): readonly MetricRow[] {
  return parseRecords(text).filter(isMetric);
}

function isMetric(record: MetricRecord): record is MetricRecord & MetricRow {
  return record.kind === 'step' || record.kind === 'evaluation';
}

/** The metrics that are written to a `metrics.jsonl` from now on. */
export class GrowingMetrics {
  readonly #file: string;
  #at: number;

  constructor(file: string) {
    this.#file = file;
    this.#at = reading(file, 0, (handle) => fstatSync(handle).size);
  }

  /** Those that have come since the last call. A line that is still being written comes with the next. */
  take(): readonly MetricRow[] {
    const bytes = reading(this.#file, Buffer.alloc(0), (handle) => {
      const grown = Buffer.alloc(Math.max(0, fstatSync(handle).size - this.#at));
      return grown.subarray(0, readSync(handle, grown, 0, grown.length, this.#at));
    });
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
    this.#at += whole.length;
    return metricRows(whole.toString('utf8'));
  }
}

/** @param missing - The answer while there is no such file: it may be removed in the middle of a run. */
function reading<T>(file: string, missing: T, read: (handle: number) => T): T {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return missing;
    throw error;
  }
  try {
    return read(handle);
  } finally {
    closeSync(handle);
  }
}
