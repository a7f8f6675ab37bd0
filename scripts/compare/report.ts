import type { Comparison } from './comparison.js';
import type { Curves } from './curves.js';
import type { Study } from './study.js';

/** Where and by what the runs were made: what a number needs to be understood later. */
export interface ReportFacts {
  /** As typed, but for paths. */
  readonly command: string;
  /** Runs at once: times of runs that share a machine are not those of runs alone. */
  readonly parallel: number;
  /** Commits, machines and versions, each once. */
  readonly commits: readonly string[];
  readonly machines: readonly string[];
  readonly versions: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
}

/** Everything that is written of a study; `table.json` is this. */
export interface Report {
  readonly study: Pick<Study, 'name' | 'about' | 'seeds' | 'seedsPerData'> & {
    readonly target: Study['target'] | null;
  };
  readonly facts: ReportFacts;
  readonly comparison: Comparison;
  readonly curves: Curves;
}
