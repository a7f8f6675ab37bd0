import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { LineFile } from '../../peer/files/line-file.js';
import { assertNever, CodistillError } from '../../proto/errors.js';
import { codistillFile } from './child-arguments.js';
import { plainEnvironment } from './child-environment.js';
import { exitReason, reportedError } from './exit-reason.js';
import type { RunDirectory } from './run-directory.js';
import { type ScoreAnswer, type ScoreRequest, STUDY_SCORES_VARIABLE } from './score-request.js';
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

/**
 * Scores a run's last and best checkpoints in a process of its own, or in that of a study: TensorFlow stays out of the launcher.
 *
 * @param interruption - Ends the scoring at once.
 * @returns `undefined` when it was interrupted.
 * @throws {CodistillError} The scorer's own error.
 */
export async function scoreRun(
  directory: Pick<RunDirectory, 'path' | 'logsDirectory'>,
  dataDir: string | undefined,
  { scoreTraining, scoreFlatness = false, savePredictions, saveLogits = false }: ScoreWishes,
  interruption: AbortSignal,
): Promise<RunScores | undefined> {
  if (interruption.aborted) return undefined;
  const wishes = { scoreTraining, scoreFlatness, savePredictions, saveLogits };
  const answer = await askStudy({ runDir: directory.path, dataDir, ...wishes }, interruption);
  if (interruption.aborted) return undefined;
  switch (answer.kind) {
    case 'scores':
      return answer.scores;
    case 'error':
      throw new CodistillError(answer.error.code, `scoring: ${answer.error.message}`, {
        fix: answer.error.fix,
      });
    case 'died':
      return scoreAlone(directory, dataDir, wishes, interruption);
    default:
      return assertNever(answer);
  }
}

/** Asks the study that launched this run, which has a process for it; `died` where there is no study, or it has not. */
function askStudy(request: ScoreRequest, interruption: AbortSignal): Promise<ScoreAnswer> {
  const send = process.send?.bind(process);
  if (send === undefined || process.env[STUDY_SCORES_VARIABLE] !== '1')
    return Promise.resolve({ kind: 'died' });
  return new Promise((resolve) => {
    const end = (answer: ScoreAnswer): void => {
      process.off('message', hear).off('disconnect', gone);
      interruption.removeEventListener('abort', gone);
      resolve(answer);
    };
    const hear = (message: unknown): void => end(message as ScoreAnswer);
    const gone = (): void => end({ kind: 'died' });
    process.on('message', hear).on('disconnect', gone);
    interruption.addEventListener('abort', gone, { once: true });
    send(request);
  });
}

async function scoreAlone(
  directory: Pick<RunDirectory, 'path' | 'logsDirectory'>,
  dataDir: string | undefined,
  { scoreTraining, scoreFlatness = false, savePredictions, saveLogits = false }: ScoreWishes,
  interruption: AbortSignal,
): Promise<RunScores | undefined> {
  const args = [
    ...[codistillFile(), 'evaluate', directory.path, '--json', '--checkpoint', 'both'],
    ...(dataDir === undefined ? [] : ['--data-dir', dataDir]),
    ...(scoreTraining ? ['--score-training'] : []),
    ...(scoreFlatness ? ['--score-flatness'] : []),
    ...(savePredictions ? ['--save-predictions'] : []),
    ...(saveLogits ? ['--save-logits'] : []),
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
