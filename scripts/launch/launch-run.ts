import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { writeLast } from '../../peer/files/last-write.js';
import { replaceFile } from '../../peer/files/run-files.js';
import { type PeerResult, readResult, removeResult } from '../../peer/io/peer-result.js';
import { untaughtError } from '../../peer/io/untaught.js';
import { CodistillError, EXIT_CODES } from '../../proto/errors.js';
import { type RunSpec, runSpecHash } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';
import type { GivenNats } from '../nats-settings.js';
import { type WatchOptions, watchRun } from '../net/watch.js';
import { usableCores } from '../usable-cores.js';
import { checkData } from './check-data.js';
import { closingText } from './closing-text.js';
import { type LiveView, openLiveView } from './live-view.js';
import { longerRun, longerRunText } from './longer-run.js';
import { Cohort } from './processes.js';
import { openRunDirectory, type RunDirectory } from './run-directory.js';
import { runFacts } from './run-facts.js';
import { type ScoreWishes, scoreRun } from './score-run.js';
import { onStopSignals } from './stop-signals.js';
import { type RunScores, type RunSummary, summarizeRun } from './summary.js';
import { furthest } from './view-state.js';

/** The request to `codistill launch`. */
export interface LaunchOptions {
  readonly spec: RunSpec;
  readonly runDir?: string | undefined;
  readonly dataDir?: string | undefined;
  /** A server of the user's own. */
  readonly nats?: GivenNats | undefined;
  readonly natsPort?: number | undefined;
  /** Threads for each peer; absent: its share of the cores. */
  readonly threads: number | undefined;
  readonly insecure: boolean;
  /** No error where teaching was asked for and hardly happened. @default false */
  readonly allowUntaught?: boolean;
  readonly json: boolean;
  /** The options as typed, from which the next command is made. */
  readonly args?: readonly string[];
  /** Cores that the run may use. @default all of this machine */
  readonly cores?: number | undefined;
  readonly scores: ScoreWishes;
}

/** How long the run's own nats-server may take to answer at the beginning, milliseconds. One of the user's must be there. */
const CONNECT_MS_MAX = 10_000;

/**
 * Runs a whole cluster on this machine to its end and writes its summary.
 *
 * @returns The exit code: 0, 130 when interrupted, or that of the first thing that failed for good.
 * @throws {CodistillError} Whatever kept the run from training at all.
 */
export async function launchRun(options: LaunchOptions): Promise<number> {
  const { spec } = options;
  const notes = await checkData(spec, options.dataDir);
  const ears: Ears = { say: (line) => process.stderr.write(`${line}\n`), fail: () => {} };
  const directory = openRunDirectory(options.runDir, spec, new Date(), {
    onTrouble: (message) => ears.say(message),
    onTaken: (error) => ears.fail(error),
  });
  try {
    return await runIn(directory, options, ears, notes);
  } finally {
    directory.release();
  }
}

/** Who hears of trouble with the run directory: the terminal, and as soon as there are any, the live view and the cohort. */
interface Ears {
  say: (line: string) => void;
  fail: (error: CodistillError) => void;
}

/** How a run is watched, wherever it is heard from. */
type Watching = Pick<WatchOptions, 'runId' | 'timeoutMs' | 'forgets' | 'onEvent' | 'say'>;

async function runIn(
  directory: RunDirectory,
  options: LaunchOptions,
  ears: Ears,
  notes: readonly string[],
): Promise<number> {
  const { spec, json } = options;
  const startMs = performance.now();
  forgetLastEnd(directory, spec);
  directory.records.append({
    kind: directory.resumed ? 'resumed' : 'run',
    runId: directory.runId,
    spec,
    specHash: runSpecHash(spec),
    ...runFacts(),
  });
  const view = openLiveView(spec, json ? process.stderr : process.stdout);
  ears.say = (line) => view.say(line);
  view.say(`run ${directory.runId}${directory.resumed ? ' (resumed)' : ''} in ${directory.path}`);
  notes.forEach(ears.say);
  const cohort = new Cohort({
    directory,
    spec,
    view,
    cores: options.cores ?? usableCores(),
    threads: options.threads,
    insecure: options.insecure,
    dataDir: options.dataDir === undefined ? undefined : resolve(options.dataDir),
    nats: options.nats,
    natsPort: options.natsPort,
  });
  ears.fail = (error) => cohort.fail(error);
  const signals = onStopSignals({
    first: (signal) => {
      view.say(`${signal}: stopping after the current step; once more ends everything at once`);
      cohort.interrupt();
    },
    second: () => {
      cohort.killAll();
      view.close();
      process.exit(EXIT_CODES.ERR_INTERRUPTED);
    },
  });
  try {
    const ownServer = options.nats === undefined;
    const watching: Watching = {
      runId: directory.runId,
      timeoutMs: ownServer ? CONNECT_MS_MAX : 0,
      forgets: directory.resumed && !ownServer,
      onEvent: listener(directory, spec, view),
      say: (line) => {
        if (!cohort.isEnding) view.say(line);
      },
    };
    await trainUnlessInterrupted(cohort, watching, ownServer);
    const wallSeconds = (performance.now() - startMs) / 1000;
    return await finish(directory, options, cohort, view, { wallSeconds, interrupted: signals.interrupted });
  } finally {
    cohort.killAll();
    signals.release();
    view.close();
  }
}

/** The view, and at first, where the run is longer than it was, the line that says how it goes on. */
function listener(
  { shorter, runId, records }: RunDirectory,
  spec: RunSpec,
  view: LiveView,
): Watching['onEvent'] {
  if (shorter === undefined) return (event) => view.show(event);
  const hear = longerRun(shorter, spec, (longer) => {
    const text = longerRunText(runId, spec, longer);
    records.append({ kind: 'longer', runId, ...longer, text });
    view.say(text);
  });
  return (event) => {
    view.show(event);
    hear(event);
  };
}

/** An interruption may well make the start fail; that is no error of its own. */
async function trainUnlessInterrupted(cohort: Cohort, watching: Watching, ownServer: boolean): Promise<void> {
  try {
    await train(cohort, watching, ownServer);
  } catch (error) {
    if (!cohort.interruption.aborted) throw error;
    await cohort.end();
  }
}

/**
 * Starts everything, and returns when no process of the run is left. A server of the user's own may refuse the run, and
 * then nothing starts; the run's own does not, and nobody waits for it to be tried.
 */
async function train(cohort: Cohort, watching: Watching, ownServer: boolean): Promise<void> {
  const nats = await cohort.startNats();
  if (ownServer) cohort.start();
  const watcher = await watchRun({ ...nats, ...watching });
  try {
    cohort.listenBy(watcher);
    if (!ownServer) cohort.start();
    await cohort.end();
  } finally {
    await watcher.close();
  }
}

async function finish(
  directory: RunDirectory,
  options: LaunchOptions,
  cohort: Cohort,
  view: LiveView,
  { wallSeconds, interrupted }: { readonly wallSeconds: number; readonly interrupted: () => boolean },
): Promise<number> {
  const { spec } = options;
  const results = new Map(spec.peers.map(({ id }) => [id, readResult(directory.path, id)]));
  let scores: RunScores | undefined;
  let scoreError: CodistillError | undefined;
  if (
    !interrupted() &&
    cohort.failure === undefined &&
    [...results.values()].some((result) => result !== undefined)
  ) {
    view.say('scoring the peers and their ensemble on the test split');
    try {
      directory.restore();
      scores = await scoreRun(directory, options.dataDir, options.scores, cohort.interruption);
    } catch (error) {
      if (!(error instanceof CodistillError)) throw error;
      scoreError = error;
    }
  }
  const summary = summarizeRun({
    runId: directory.runId,
    stoppedBy: interrupted() ? 'interrupted' : cohort.stoppedBy,
    wallSeconds: Math.round(wallSeconds * 1000) / 1000,
    peers: spec.peers.map(({ id, network }) => ({
      id,
      network,
      restarts: cohort.restartsOf(id),
      result: results.get(id),
    })),
    scores,
  });
  const unwritten = await writeSummary(directory, summary);
  directory.records.append({ kind: 'summary', ...summary });
  view.close();
  if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  else if (cohort.failure === undefined) {
    const ending = { spec, args: options.args ?? [], ...furthest(view.state) };
    process.stdout.write(`\n${closingText(directory, summary, ending)}\n`);
  }
  if (interrupted()) return EXIT_CODES.ERR_INTERRUPTED;
  const failure = cohort.failure ?? cohort.loss ?? scoreError ?? unwritten ?? untaughtOf(options, results);
  if (failure !== undefined) throw failure;
  return 0;
}

/** @returns The error, where it cannot be written: what is known is told first. */
async function writeSummary(
  { summaryFile }: RunDirectory,
  summary: RunSummary,
): Promise<CodistillError | undefined> {
  try {
    await writeLast(`summary ${summaryFile}`, () =>
      replaceFile(summaryFile, `${JSON.stringify(summary, null, 2)}\n`),
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof CodistillError)) throw error;
    return error;
  }
}

/** The first peer that was hardly taught. */
function untaughtOf(
  { spec, allowUntaught = false }: LaunchOptions,
  results: ReadonlyMap<string, PeerResult | undefined>,
): CodistillError | undefined {
  if (allowUntaught) return undefined;
  const scheme = schemeOf(spec);
  const known = [...results.values()].filter((result) => result !== undefined);
  return known.map((result) => untaughtError(result, scheme)).find((error) => error !== undefined);
}

/** Removes the summary and the results of a resumed run's last end, which are not this one's. */
function forgetLastEnd(directory: RunDirectory, spec: RunSpec): void {
  rmSync(directory.summaryFile, { force: true });
  for (const { id } of spec.peers) removeResult(directory.path, id);
}
