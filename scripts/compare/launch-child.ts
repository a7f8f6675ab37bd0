import { spawn } from 'node:child_process';
import process from 'node:process';
import { LineFile } from '../../peer/files/line-file.js';
import { codistillFile } from '../launch/child-arguments.js';
import { plainEnvironment } from '../launch/child-environment.js';
import { exitReason, reportedError } from '../launch/exit-reason.js';
import { type ScoreRequest, STUDY_SCORES_VARIABLE } from '../launch/score-request.js';
import type { RunFailure, RunPlace } from './study-directory.js';
import type { WarmScorer } from './warm-scorer.js';

/** How a study's runs are launched. */
export interface LaunchSettings {
  readonly dataDir: string | undefined;
  /** Cores of this machine that one run may use. */
  readonly cores: number;
  /** Further options of `codistill launch`, for what the study asks. */
  readonly extra: readonly string[];
  /** Scores its runs; absent: each has a process of its own for that. */
  readonly scorer?: WarmScorer | undefined;
}

/** A run while it goes on. */
export interface LaunchedRun {
  /** `null` when it ended as it should; resolves when the process is gone. */
  readonly ended: Promise<RunFailure | null>;
  /** SIGTERM lets it end in good order, SIGKILL takes all its processes with it. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): void;
}

/** Enough of the launcher's last words to find its error in. */
const TAIL_CHARACTERS_MAX = 64 * 1024;

/**
 * Starts `codistill launch` for one run of a study. It leads a process group of its own, so that Ctrl-C reaches only
 * us, and it ends when we are gone: its standard input is a pipe that only we hold.
 *
 * @param onLine - Called with every line that the launcher prints about the run.
 */
export function launchChild(
  { directory, specFile, logFile }: RunPlace,
  { dataDir, cores, extra, scorer }: LaunchSettings,
  onLine: (line: string) => void,
): LaunchedRun {
  const args = [
    ...['launch', '--json', '--config', specFile, '--run-dir', directory, '--cores', String(cores)],
    ...(dataDir === undefined ? [] : ['--data-dir', dataDir]),
    ...extra,
  ];
  const child = spawn(process.execPath, [codistillFile(), ...args], {
    env: { ...plainEnvironment(process.env), [STUDY_SCORES_VARIABLE]: scorer === undefined ? '0' : '1' },
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
  });
  child.on('message', (request: ScoreRequest) => {
    void scorer?.score(request).then((answer) => {
      if (child.connected) child.send(answer, () => {}); // its end is what is handled
    });
  });
  // The pipe may break before we hear of the child's death; that death is what is handled.
  child.stdin?.on('error', () => {});
  const log = new LineFile(logFile, onLine);
  let tail = '';
  let line = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log.append(text);
    tail = (tail + text).slice(-TAIL_CHARACTERS_MAX);
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    lines.forEach(onLine);
  });
  const ended = new Promise<RunFailure | null>((resolve) => {
    child.on('error', (error) => {
      if (child.pid === undefined) resolve({ code: 'ERR_INTERNAL', message: error.message });
    });
    child.on('close', (code, signal) => {
      log.close();
      if (code === 0) return resolve(null);
      const internal = { code: 'ERR_INTERNAL', message: exitReason({ code, signal }) };
      const { code: errorCode, message } = reportedError(tail) ?? internal;
      return resolve({ code: errorCode, message });
    });
  });
  return { ended, stop: (signal) => child.kill(signal) };
}
