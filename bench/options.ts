import type { Json, Section } from './section.js';

/** The request to `npm run bench`. */
export interface BenchOptions {
  /** Repeats of every figure, each interleaved with its competitors': at least 1. @default 5 */
  readonly repeats: number;
  /** Networks to measure, names as in a run spec; `undefined`: those that the part names itself. */
  readonly networks: readonly string[] | undefined;
  /** Batch sizes to measure; `undefined`: those that the part names itself. */
  readonly batches: readonly number[] | undefined;
  /** Cohort sizes to measure, where a part compares several; absent: those that the part names itself. */
  readonly peers?: readonly number[];
  /** A short look that proves that everything runs: little time a repeat, few configurations. Its figures are not kept. */
  readonly quick: boolean;
  /** This part's content of `docs/performance.json`: figures that are not measured this time may be kept. */
  readonly known?: Json;
  /** The per-user cache: what a part installs to compare with goes below it. */
  readonly cacheDir: string;
}

/**
 * Measures one part, and leaves nothing behind: no process, no port, no file outside temporary folders.
 *
 * @param progress - Shows a line on standard error at once.
 */
export type Measure = (options: BenchOptions, progress: (line: string) => void) => Promise<Section>;
