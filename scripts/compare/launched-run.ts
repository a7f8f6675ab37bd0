import process from 'node:process';
import { LineFile } from '../../peer/files/line-file.js';
import { CodistillError } from '../../proto/errors.js';
import { moduleDigests } from '../../proto/named-files.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { colorsOf } from '../colors.js';
import { errorText, toCodistillError } from '../error-report.js';
import { checkRun } from '../launch/check-names.js';
import { type LaunchOptions, runCohort } from '../launch/launch-run.js';
import { type LiveView, openPlainView } from '../launch/live-view.js';
import type { Machine } from '../launch/machine.js';
import type { RunDirectory } from '../launch/run-directory.js';
import type { ScoreWishes } from '../launch/score-run.js';
import type { SharedServer } from '../launch/shared-server.js';
import type { Stage, StopHandlers, Stops } from '../launch/stage.js';
import type { WarmProcesses } from '../launch/warm-processes.js';
import type { RunFailure, RunPlace } from './study-directory.js';
import type { WarmScorer } from './warm-scorer.js';

/** How a study's runs are launched. */
export interface LaunchSettings {
  readonly dataDir: string | undefined;
  /** Cores of this machine that one run may use. */
  readonly cores: number;
  /** Asked of every run, beside the scores on the test split. */
  readonly scores: ScoreWishes;
  /** Scores its runs; absent: each has a process of its own for that. */
  readonly scorer?: Pick<WarmScorer, 'score'> | undefined;
  /** Whence its processes are taken; absent: each run has processes of its own. */
  readonly processes?: WarmProcesses | undefined;
  /** As it is known already; absent: each run looks. */
  readonly machine?: Machine | undefined;
  /** Their nats-server; absent: each run has one of its own. */
  readonly server?: SharedServer | undefined;
}

/** A run while it goes on. */
export interface LaunchedRun {
  /** `null` when it ended as it should; resolves when every process of the run is gone. Never rejects. */
  readonly ended: Promise<RunFailure | null>;
  /** Resolves when nothing of it trains any more: at the latest with `ended`, and before, where a study's scorer still scores it. */
  readonly trained: Promise<void>;
  /** Lets it end in good order. */
  stop(): void;
  /** Ends all its processes at once. */
  kill(): void;
}

/**
 * Launches one run of a study, as `codistill launch` does, in this process: a launcher computes nothing, and to start
 * one takes longer than a small run trains. What it has to say goes to a file.
 *
 * @param onLine - Called with every line about the run.
 */
export function launchInStudy(
  { run, directory, logFile }: Pick<RunPlace, 'run' | 'directory' | 'logFile'>,
  { dataDir, cores, scores, scorer, processes, server, machine }: LaunchSettings,
  onLine: (line: string) => void,
): LaunchedRun {
  const log = new LineFile(logFile, onLine);
  const stage = new StudyStage((line) => {
    log.append(`${line}\n`);
    onLine(line);
  });
  let tellTrained!: () => void;
  const trained = new Promise<void>((resolve) => {
    tellTrained = resolve;
  });
  const options: LaunchOptions = {
    ...{ spec: run.spec, runDir: directory, dataDir, cores, scores, threads: undefined, insecure: false },
    // A user's module may remember something of the run before.
    begin: moduleDigests(run.spec).length > 0 ? undefined : processes?.begin,
    ...{ server, machine },
    scorer:
      scorer &&
      ((request) => {
        tellTrained();
        return scorer.score(request);
      }),
  };
  const launched = async (): Promise<null> => {
    checkRun(run.spec, run.spec.peers.length, machine?.gpus);
    const { interrupted } = await runCohort(options, stage);
    if (interrupted) throw new CodistillError('ERR_INTERRUPTED', 'it was asked to end');
    return null;
  };
  const ended = launched()
    .catch((thrown: unknown): RunFailure => {
      const error = toCodistillError(thrown);
      log.append(errorText(error, true, colorsOf(process.stderr)));
      return { code: error.code, message: error.message };
    })
    .finally(() => {
      tellTrained();
      log.close();
    });
  return { ended, trained, stop: () => stage.stop(), kill: () => stage.kill() };
}

/** Shows a run to its study, as lines, and lets it be stopped by a call. */
class StudyStage implements Stage {
  readonly say: (line: string) => void;
  #handlers: StopHandlers | undefined;
  #isStopped = false;

  constructor(say: (line: string) => void) {
    this.say = say;
  }

  openView(_directory: RunDirectory, spec: RunSpec): LiveView {
    return openPlainView(spec, this.say);
  }

  onStop(handlers: StopHandlers): Stops {
    this.#handlers = handlers;
    if (this.#isStopped) this.stop();
    return {
      interrupted: () => this.#isStopped,
      release: () => {
        this.#handlers = undefined;
      },
    };
  }

  conclude(): void {
    this.#handlers = undefined; // it is over: nothing can be stopped any more
  }

  stop(): void {
    this.#isStopped = true;
    this.#handlers?.stop('stopping after the current step');
  }

  kill(): void {
    this.#isStopped = true;
    this.#handlers?.kill();
  }
}
