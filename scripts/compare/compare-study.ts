import process from 'node:process';
import { readersOf } from '../../peer/data/catalog.js';
import { CodistillError, type ErrorCode, EXIT_CODES } from '../../proto/errors.js';
import { checkData } from '../launch/check-data.js';
import { lookAtMachine } from '../launch/machine.js';
import { SharedServer } from '../launch/shared-server.js';
import { onStopSignals } from '../launch/stop-signals.js';
import { WarmProcesses } from '../launch/warm-processes.js';
import { usableCores } from '../usable-cores.js';
import { compare } from './comparison.js';
import { meanCurves } from './curves.js';
import type { LaunchSettings } from './launched-run.js';
import { readStudy } from './read-study.js';
import type { Report } from './report.js';
import { StudyRun } from './run-study.js';
import { Samples } from './samples.js';
import { type PlannedRun, planRuns, type Study } from './study.js';
import { isToDo, openStudyDirectory, placeOf, type RunPlace, studyPath } from './study-directory.js';
import { openStudyView } from './study-view.js';
import { terminalReport } from './terminal.js';
import { WarmScorer } from './warm-scorer.js';
import { writeReport } from './write-report.js';

/** How a study is run. */
export interface StudyOptions {
  readonly study: Study;
  readonly studyDir?: string | undefined;
  readonly dataDir?: string | undefined;
  /** Runs at once; asked for one, also none is scored while another one trains. @default as many as the cores hold peers, at least one */
  readonly parallel?: number | undefined;
  readonly retryFailed: boolean;
  /** Only the report of what is done already. */
  readonly reportOnly: boolean;
  /** Standard output is for the report alone. */
  readonly json: boolean;
  /** As typed, for the report. */
  readonly command: string;
  /** A run that was killed half-way goes on from its checkpoints; its times are then not those of one training. @default false */
  readonly resume?: boolean;
  /** After so long no run is begun, and those under way are asked to end. @default never */
  readonly budgetMs?: number | undefined;
  /** Each run has processes of its own, and one to score it. @default false: processes take run after run */
  readonly cold?: boolean | undefined;
  /** Asked before anything is run. @returns Whether to go on: otherwise there is only the report. */
  readonly confirm?: (places: readonly RunPlace[], directory: string) => Promise<boolean>;
}

/** A study that has been run as far as it was asked. */
export interface StudyOutcome {
  /** Where its runs lie. */
  readonly directory: string;
  readonly places: readonly RunPlace[];
  readonly report: Report;
  readonly samples: Samples;
}

/**
 * Runs what is left of a study, then writes and prints its report.
 *
 * @returns The exit code: 0, or 130 when interrupted.
 * @throws {CodistillError} The first failed run's code when runs failed, after the report.
 */
export async function compareStudy(options: StudyOptions): Promise<number> {
  return runStudy(options, async ({ directory, report }) => {
    const files = await writeReport(directory, report);
    if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
    else {
      process.stdout.write(`${terminalReport(report, screenColumns())}\n`);
      process.stdout.write(`\n${files.join('\n')}\n`);
    }
  });
}

/**
 * Runs what is left of a study, and lets it be told while its directory is still ours.
 *
 * @returns The exit code: 0, or 130 when interrupted.
 * @throws {CodistillError} The first failed run's code when runs failed, after it was told.
 */
export async function runStudy(
  options: StudyOptions,
  tell: (outcome: StudyOutcome) => Promise<void>,
): Promise<number> {
  const { study } = options;
  const runs = planRuns(study);
  if (!options.reportOnly) await checkDataOf(runs, options);
  const interruption = new AbortController();
  let taken: CodistillError | undefined;
  const directory = openStudyDirectory(options.studyDir, study.name, runs, {
    onTrouble: (message) => process.stderr.write(`${message}\n`),
    onTaken: (error) => {
      taken = error;
      interruption.abort();
    },
  });
  try {
    const places = runs.map((run) => placeOf(directory.path, run));
    const parallel = options.parallel ?? parallelRuns(study);
    const goesOn = !options.reportOnly && ((await options.confirm?.(places, directory.path)) ?? true);
    const interrupted = goesOn
      ? await runAll(directory.path, places, parallel, options, interruption)
      : false;
    if (taken !== undefined) throw taken;
    const outcome = outcomeOf(options, places, parallel);
    await tell({ directory: directory.path, places, ...outcome });
    if (interrupted) return EXIT_CODES.ERR_INTERRUPTED;
    complain(outcome.report, places);
    return 0;
  } finally {
    directory.release();
  }
}

/** Looks at the data of the runs that are still to be made, before anything is. */
async function checkDataOf(
  runs: readonly PlannedRun[],
  { study, studyDir, dataDir, retryFailed }: StudyOptions,
): Promise<void> {
  const path = studyPath(studyDir, study.name);
  const toDo = runs.filter((run) => isToDo(placeOf(path, run), retryFailed));
  const different = new Map(
    toDo.map(({ spec }) => [JSON.stringify([spec.data.name, spec.exchange.payload, readersOf(spec)]), spec]),
  );
  const notes = new Set<string>();
  for (const spec of different.values()) {
    for (const note of await checkData(spec, dataDir, (line) => process.stderr.write(`${line}\n`)))
      notes.add(note);
  }
  for (const note of notes) process.stderr.write(`${note}\n`);
}

/** As many runs as the cores hold, a core for each peer of the largest cohort. */
export function parallelRuns(study: Study): number {
  return Math.max(1, Math.floor(usableCores() / peersMax(study)));
}

/** Peers of the largest cohort. */
function peersMax({ variants }: Study): number {
  return Math.max(...variants.map(({ spec }) => spec.peers.length));
}

/** How the runs of a study are launched, so many of them at once. */
export function launchSettings(
  { study, dataDir }: { readonly study: Study; readonly dataDir?: string | undefined },
  parallel: number,
): LaunchSettings {
  return {
    dataDir,
    cores: Math.max(1, Math.floor(usableCores() / parallel)),
    scores: {
      scoreTraining: asksFor(study, 'trainAccuracy'),
      scoreFlatness: asksFor(study, 'flatness'),
      savePredictions: study.seedsPerData > 1,
    },
  };
}

/** @returns Whether it was interrupted. */
async function runAll(
  directory: string,
  places: readonly RunPlace[],
  parallel: number,
  {
    study,
    dataDir,
    parallel: asked,
    retryFailed,
    json,
    resume = false,
    budgetMs,
    cold = false,
  }: StudyOptions,
  interruption: AbortController,
): Promise<boolean> {
  const nowMs = (): number => performance.now();
  const stream = json ? process.stderr : process.stdout;
  const view = openStudyView(stream, nowMs);
  const scorer = cold ? undefined : new WarmScorer();
  const processes = cold ? undefined : new WarmProcesses();
  const machine = lookAtMachine();
  const server = cold ? undefined : new SharedServer(directory, parallel * peersMax(study));
  const run = new StudyRun({
    places,
    ...{ parallel, scoresAside: asked !== 1 },
    settings: { ...launchSettings({ study, dataDir }, parallel), scorer, processes, server, machine },
    retryFailed,
    resume,
    view,
    interruption: interruption.signal,
    nowMs,
  });
  const signals = onStopSignals({
    first: () => {
      interruption.abort();
      const next = resume ? 'go on' : 'begin again';
      view.say(`stopping: the runs under way end now, and ${next} the next time; once more kills them`);
    },
    second: () => {
      run.kill();
      view.close();
      process.exit(EXIT_CODES.ERR_INTERRUPTED);
    },
  });
  const budget =
    budgetMs === undefined
      ? undefined
      : setTimeout(
          () => {
            view.say('the budget is used up: the runs under way end now; the same command goes on');
            interruption.abort();
          },
          Math.min(budgetMs, TIMER_MS_MAX),
        );
  if (places.some((place) => isToDo(place, retryFailed))) scorer?.begin();
  try {
    await run.finish();
  } finally {
    scorer?.close();
    processes?.close();
    await server?.close();
    clearTimeout(budget);
    signals.release();
  }
  return signals.interrupted();
}

/** A longer timer would fire at once. */
const TIMER_MS_MAX = 2 ** 31 - 1;

/** Columns of the terminal, or those of an ordinary one where there is none to ask. */
export function screenColumns(): number {
  return process.stdout.columns ?? 80;
}

/** Whether a gate, a hypothesis or a table's cell looks at a metric whose name begins so, which is measured only then. */
function asksFor({ gates, hypotheses, read = [] }: Study, name: string): boolean {
  const metrics = [...gates, ...hypotheses].flatMap(({ metric }) => metric);
  return [...metrics, ...read].some((metric) => metric.startsWith(name));
}

function outcomeOf(
  { study, command }: StudyOptions,
  places: readonly RunPlace[],
  parallel: number,
): { readonly report: Report; readonly samples: Samples } {
  const { runs, failures, retrainings, facts } = readStudy(study, places);
  const samples = new Samples(study, runs, retrainings);
  const { name, about, seeds, seedsPerData, target } = study;
  const report: Report = {
    study: { name, about, seeds, seedsPerData, target: target ?? null },
    facts: { command, parallel, ...facts },
    comparison: compare(study, samples, runs, failures),
    curves: meanCurves(study, samples),
  };
  return { report, samples };
}

function complain({ comparison }: Report, places: readonly RunPlace[]): void {
  const failures = comparison.columns.flatMap((column) => column.failures);
  const [first] = failures;
  if (first === undefined) return;
  const code = Object.hasOwn(EXIT_CODES, first.code) ? (first.code as ErrorCode) : 'ERR_INTERNAL';
  const place = places.find(({ run }) => run.variant === first.variant && run.seed === first.seed);
  throw new CodistillError(
    code,
    `${failures.length} of ${places.length} runs failed; the first: ${first.variant}, seed ${first.seed}: ${first.message}`,
    { fix: `read ${place?.logFile}; --retry-failed tries them again`, facts: { failed: failures.length } },
  );
}
