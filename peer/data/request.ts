import type { DataName } from './data-name.js';

/** Progress of a part of loading that may take long. */
export interface DataProgress {
  /** The URL being fetched, or the folder being decoded. */
  readonly what: string;
  readonly done: number;
  /** Absent when it is not known. */
  readonly total?: number;
  readonly unit: 'bytes' | 'images';
}

/** The data before anything is loaded. */
export interface DataSurvey {
  /** `Dataset.notes`. */
  readonly notes: readonly string[];
  /** Absent: only who loads them knows. */
  readonly classes?: number;
}

/** The argument of every reader of a data set. */
export interface DataRequest {
  readonly name: DataName;
  /** Where the user keeps the files; absent: the set's own places. */
  readonly dataDir?: string | undefined;
  /** Seed of the run, for sets that draw something (synthetic samples, a held-out share). */
  readonly seed: number;
  /** The networks that will read it, by name: a text's windows are as long as they ask for unless the name says more. */
  readonly networks?: readonly string[];
  /** Downloads and decoded copies lie below it. */
  readonly cacheDir: string;
  /** Called while a file is being downloaded or images are being decoded. */
  readonly onProgress?: (progress: DataProgress) => void;
}
