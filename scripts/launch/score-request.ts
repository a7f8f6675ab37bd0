import process from 'node:process';
import type { Kept } from '../../peer/evaluation/evaluate-run.js';
import { cacheDirectory } from '../cache-directory.js';
import { toCodistillError } from '../error-report.js';
import type { ReportedError } from './exit-reason.js';
import { readRunSpec } from './run-directory.js';
import type { RunScores } from './summary.js';

/** A run to be scored. */
export interface ScoreRequest {
  readonly runDir: string;
  readonly dataDir?: string | undefined;
  readonly scoreTraining: boolean;
  readonly scoreFlatness: boolean;
  readonly savePredictions: boolean;
  readonly saveLogits: boolean;
}

/** The outcome. `died`: the process that scored is gone. */
export type ScoreAnswer =
  | { readonly kind: 'scores'; readonly scores: RunScores }
  | { readonly kind: 'error'; readonly error: ReportedError }
  | { readonly kind: 'died' };

/**
 * Scores runs in this process, one after the other, as `codistill evaluate --checkpoint both` does.
 *
 * @returns Scores one; never rejects.
 */
export function runScorer(warn: (message: string) => void): (request: ScoreRequest) => Promise<ScoreAnswer> {
  let kept: Kept | undefined;
  return async ({ runDir, ...wishes }) => {
    try {
      const { evaluateBoth, nothingKept } = await import('../../peer/evaluation/evaluate-run.js');
      kept ??= nothingKept();
      const spec = readRunSpec(runDir);
      const scores = await evaluateBoth({
        ...{ runDir, spec, warn, kept, ...wishes, fromPeers: true },
        cacheDir: cacheDirectory(process.env),
      });
      return { kind: 'scores', scores };
    } catch (thrown) {
      const { code, message, fix } = toCodistillError(thrown);
      return { kind: 'error', error: { code, message, fix } };
    }
  };
}
