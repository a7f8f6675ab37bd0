import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { LineFile } from '../../peer/files/line-file.js';
import { assertNever, CodistillError } from '../../proto/errors.js';
import { codistillFile } from './child-arguments.js';
import { plainEnvironment } from './child-environment.js';
import { exitReason, reportedError } from './exit-reason.js';
import type { RunDirectory } from './run-directory.js';
import type { ScoreAnswer, ScoreRequest } from './score-request.js';
import type { RunScores } from './summary.js';

/** Scoring the largest network on the largest test split takes minutes on a CPU; this is a bound, not an estimate. */
export const SCORE_MS_MAX = 1_800_000;

/** Optional measurements beside the scores on the test split. */
export interface ScoreWishes {
  /** The accuracy on the samples that a peer learned from. */
  readonly scoreTraining: boolean;
  /** The rise of the loss on those samples under noise on the weights. @default false */
  readonly scoreFlatness?: boolean;
  /** The predictions themselves, saved beside the checkpoints. */
  readonly savePredictions: boolean;
  /** The logits, from which another machine can score the peers. @default false */
  readonly saveLogits?: boolean;
}

/** Environment of a process that scores. */
export function scorerEnvironment(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { TF_CPP_MIN_LOG_LEVEL: '2', TF_FORCE_GPU_ALLOW_GROWTH: 'true', ...plainEnvironment(base) };
}

/** Somebody who scores runs, one after the other. Never rejects. */
export type Scorer = (request: ScoreRequest) => Promise<ScoreAnswer>;

/** How a run is to be scored. */
interface Scoring extends ScoreWishes {
  readonly dataDir?: string | undefined;
  readonly scorer?: Scorer | undefined;
}

/**
 * Scores a run's last and best checkpoints, by whoever scores those of a study or in a process of its own: TensorFlow
 * stays out of the launcher.
 *
 * @param interruption - Ends the scoring at once.
 * @returns `undefined` when it was interrupted.
 * @throws {CodistillError} The scorer's own error.
 */
export async function scoreRun(
  directory: Pick<RunDirectory, 'path' | 'logsDirectory'>,
  { scorer, dataDir, scoreTraining, scoreFlatness = false, savePredictions, saveLogits = false }: Scoring,
  interruption: AbortSignal,
): Promise<RunScores | undefined> {
  if (interruption.aborted) return undefined;
  const request = {
    ...{ runDir: directory.path, dataDir },
    ...{ scoreTraining, scoreFlatness, savePredictions, saveLogits },
  };
  const died: ScoreAnswer = { kind: 'died' };
  const interrupted = once(interruption, 'abort').then(() => died);
  const answer = scorer === undefined ? died : await Promise.race([scorer(request), interrupted]);
  if (interruption.aborted) return undefined;
  switch (answer.kind) {
    case 'scores':
      return answer.scores;
    case 'error':
      throw new CodistillError(answer.error.code, `scoring: ${answer.error.message}`, {
        fix: answer.error.fix,
      });
    case 'died':
      return scoreAlone(directory, request, interruption);
    default:
      return assertNever(answer);
  }
}

async function scoreAlone(
  directory: Pick<RunDirectory, 'logsDirectory'>,
  { runDir, dataDir, scoreTraining, scoreFlatness, savePredictions, saveLogits }: ScoreRequest,
  interruption: AbortSignal,
): Promise<RunScores | undefined> {
  const args = [
    ...[codistillFile(), 'evaluate', runDir, '--json', '--checkpoint', 'both'],
    ...(dataDir === undefined ? [] : ['--data-dir', dataDir]),
    ...(scoreTraining ? ['--score-training'] : []),
    ...(scoreFlatness ? ['--score-flatness'] : []),
    ...(savePredictions ? ['--save-predictions'] : []),
    ...(saveLogits ? ['--save-logits'] : []),
    '--from-peers',
  ];
  const child = spawn(process.execPath, args, {
    env: scorerEnvironment(process.env),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: interruption,
    killSignal: 'SIGKILL',
    timeout: SCORE_MS_MAX,
  });
  const logFile = join(directory.logsDirectory, 'evaluate.log');
  const log = new LineFile(logFile, () => {}); // the launcher keeps what was said, and has told of a full disk
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
    log.append(text);
  });
  const exit = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    // `close` follows an `error` too, except when the process could not be started at all.
    child.on('error', () => {
      if (child.pid === undefined) resolve({ code: 127, signal: null });
    });
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  log.close();
  if (interruption.aborted) return undefined;
  if (exit.code === 0) return JSON.parse(output) as RunScores;
  const error = reportedError(errors);
  throw new CodistillError(error?.code ?? 'ERR_INTERNAL', `scoring: ${error?.message ?? exitReason(exit)}`, {
    fix: error?.fix ?? `read ${logFile}`,
    facts: { logFile },
  });
}
