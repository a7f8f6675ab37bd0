import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeLast } from '../../peer/files/last-write.js';
import { replaceFile } from '../../peer/files/run-files.js';
import { type PeerResult, readResult, removeResult } from '../../peer/io/peer-result.js';
import { untaughtError } from '../../peer/io/untaught.js';
import { CodistillError } from '../../proto/errors.js';
import { isFrozen, type RunSpec, runSpecHash } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';
import type { GivenNats } from '../nats-settings.js';
import { type WatchOptions, watchRun } from '../net/watch.js';
import { usableCores } from '../usable-cores.js';
import type { BeginProcess } from './begun-process.js';
import { checkData } from './check-data.js';
import type { LiveView } from './live-view.js';
import { longerRun, longerRunText } from './longer-run.js';
import { lookAtMachine, type Machine } from './machine.js';
import type { Brought, Part, PartCourse } from './part.js';
import { Cohort } from './processes.js';
import {
  GUEST_NAME,
  OWNER_NAME,
  openRunDirectory,
  type RunDirectory,
  refuseOtherPart,
} from './run-directory.js';
import { runFacts } from './run-facts.js';
import { type Scorer, type ScoreWishes, scoreRun } from './score-run.js';
import type { SharedServer } from './shared-server.js';
import type { Stage } from './stage.js';
import { type RunSummary, summarizeRun } from './summary.js';
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
  /** Cores that the run may use. @default all of this machine */
  readonly cores?: number | undefined;
  readonly scores: ScoreWishes;
  /** Scores the peers at the end. @default a process of its own */
  readonly scorer?: Scorer | undefined;
  /** How the run's processes are begun. @default each as one of its own */
  readonly begin?: BeginProcess | undefined;
  /** As it is known already. @default looked at anew */
  readonly machine?: Machine | undefined;
  /** A nats-server of ours that other runs use, too. @default one of its own */
  readonly server?: SharedServer | undefined;
  /** Id of a run that another machine has begun. @default a new one */
  readonly runId?: string;
  /** This machine's part, where several share the run. @default all of it */
  readonly part?: (directory: RunDirectory) => Part | Promise<Part>;
}

/** How long the run's own nats-server may take to answer at the beginning, milliseconds. One of the user's must be there. */
const CONNECT_MS_MAX = 10_000;

/** The end of a run. */
export interface Ended {
  readonly summary: RunSummary;
  readonly interrupted: boolean;
}

/**
 * Runs a whole cluster on this machine to its end and writes its summary.
 *
 * @param stage - Where it is shown, and whence it is stopped.
 * @throws {CodistillError} Whatever kept the run from training at all, or, when the summary is written, the first thing that
 *   failed for good.
 */
export async function runCohort(options: LaunchOptions, stage: Stage): Promise<Ended> {
  const { spec, part, runDir } = options;
  const shared = part === undefined ? undefined : options.runId === undefined ? OWNER_NAME : GUEST_NAME;
  if (runDir !== undefined) refuseOtherPart(resolve(runDir), shared);
  const notes = await checkData(spec, options.dataDir, stage.say);
  const ears: Ears = { say: stage.say, fail: () => {} };
  const directory = openRunDirectory(
    options.runDir,
    spec,
    new Date(),
    {
      onTrouble: (message) => ears.say(message),
      onTaken: (error) => ears.fail(error),
    },
    options.runId,
  );
  try {
    return await runIn(directory, options, stage, ears, notes);
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
type Watching = Pick<
  WatchOptions,
  'runId' | 'timeoutMs' | 'forgets' | 'member' | 'onOpen' | 'onTrouble' | 'onEvent' | 'say'
>;

async function runIn(
  directory: RunDirectory,
  options: LaunchOptions,
  stage: Stage,
  ears: Ears,
  notes: readonly string[],
): Promise<Ended> {
  const { spec, machine = lookAtMachine() } = options;
  const startMs = performance.now();
  const part = await options.part?.(directory);
  forgetLastEnd(directory, options);
  directory.records.append({
    kind: directory.resumed ? 'resumed' : 'run',
    runId: directory.runId,
    spec,
    specHash: runSpecHash(spec),
    ...(options.insecure ? { insecure: true } : {}),
    ...runFacts(machine.facts),
  });
  const view = stage.openView(directory, spec, part?.here);
  ears.say = (line) => view.say(line);
  view.say(`run ${directory.runId}${directory.resumed ? ' (resumed)' : ''} in ${directory.path}`);
  notes.forEach(ears.say);
  const cohort = new Cohort({
    ...{ directory, spec, view },
    ...{ owner: part?.owner, guest: part?.guest, here: part?.here, units: part?.units },
    ...{ cores: options.cores ?? usableCores(), gpus: machine.gpus },
    threads: options.threads,
    insecure: options.insecure,
    dataDir: options.dataDir === undefined ? undefined : resolve(options.dataDir),
    nats: options.nats,
    natsPort: options.natsPort,
    ...{ begin: options.begin, server: options.server },
  });
  ears.fail = (error) => cohort.fail(error);
  const stops = stage.onStop({
    stop: (why) => {
      view.say(why);
      cohort.interrupt();
    },
    kill: () => {
      cohort.killAll();
      view.close();
    },
  });
  try {
    const ownServer = options.nats === undefined;
    const course = part?.begin(view, cohort);
    const watching: Watching = {
      runId: directory.runId,
      timeoutMs: ownServer ? CONNECT_MS_MAX : 0,
      forgets: directory.resumed && !ownServer,
      ...course,
      onEvent: listener(directory, spec, view),
      say: (line) => {
        if (!cohort.isEnding) view.say(line);
      },
    };
    const brought = await trainUnlessInterrupted(cohort, watching, { ownServer, ...course });
    if (brought.loss !== undefined) cohort.lose(brought.loss);
    const wallSeconds = (performance.now() - startMs) / 1000;
    const { interrupted } = stops;
    return await finish(directory, options, stage, cohort, view, { wallSeconds, interrupted, part, brought });
  } finally {
    await part?.close();
    await cohort.close();
    stops.release();
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

/** How a run is trained: on whose server, and where its results go. */
interface Course {
  readonly ownServer: boolean;
  readonly bring?: PartCourse['bring'];
}

/** An interruption may well make the start fail; that is no error of its own. */
async function trainUnlessInterrupted(cohort: Cohort, watching: Watching, course: Course): Promise<Brought> {
  try {
    return await train(cohort, watching, course);
  } catch (error) {
    if (!cohort.interruption.aborted) throw error;
    await cohort.end();
    return {};
  }
}

/**
 * Starts everything, and returns when no process of the run is left. A server of the user's own may refuse the run, and
 * then nothing starts; the run's own does not, and nobody waits for it to be tried.
 */
async function train(cohort: Cohort, watching: Watching, { ownServer, bring }: Course): Promise<Brought> {
  const nats = await cohort.startNats();
  if (ownServer) cohort.start();
  const watcher = await watchRun({ ...nats, ...watching });
  try {
    cohort.listenBy(watcher);
    if (!ownServer) cohort.start();
    let brought: Brought = {};
    await cohort.end(async () => {
      brought = (await bring?.()) ?? {};
    });
    return brought;
  } finally {
    await watcher.close();
  }
}

/** The end of the training, as far as this machine has a part in it. */
interface Conclusion {
  readonly wallSeconds: number;
  readonly interrupted: () => boolean;
  readonly part: Part | undefined;
  readonly brought: Brought;
}

async function finish(
  directory: RunDirectory,
  options: LaunchOptions,
  stage: Stage,
  cohort: Cohort,
  view: LiveView,
  { wallSeconds, interrupted, part, brought }: Conclusion,
): Promise<Ended> {
  const { spec } = options;
  // A guest has its own peers' results alone.
  const peers = spec.peers.filter(({ id }) => part?.guest === undefined || part.here.includes(id));
  const results = new Map(peers.map(({ id }) => [id, readResult(directory.path, id)]));
  let { scores } = brought;
  let scoreError: CodistillError | undefined;
  const isCutShort = interrupted() || (part?.guest !== undefined && view.state.stop?.code === 'interrupted');
  const isOver = !isCutShort && cohort.failure === undefined && peers.some(({ id }) => !isFrozen(spec, id));
  if (isOver && scores === undefined && [...results.values()].some((result) => result !== undefined)) {
    view.say('scoring the peers and their ensemble on the test split');
    try {
      directory.restore();
      const { dataDir, scorer } = options;
      scores = await scoreRun(directory, { dataDir, scorer, ...options.scores }, cohort.interruption);
    } catch (error) {
      if (!(error instanceof CodistillError)) throw error;
      scoreError = error;
    }
  }
  const summary = summarizeRun({
    runId: directory.runId,
    stoppedBy: interrupted() ? 'interrupted' : cohort.stoppedBy,
    wallSeconds: Math.round(wallSeconds * 1000) / 1000,
    strict: spec.exchange.quorum === 'all',
    peers: peers.map(({ id, network }) => ({
      id,
      network,
      restarts: cohort.restartsOf(id) ?? results.get(id)?.restarts ?? 0,
      result: results.get(id),
    })),
    scores,
  });
  const unwritten = await writeSummary(directory, summary);
  directory.records.append({ kind: 'summary', ...summary });
  view.close();
  stage.conclude(directory, summary, {
    ...{ spec, isGuest: part?.guest !== undefined, failed: cohort.failure !== undefined },
    ...furthest(view.state),
  });
  if (interrupted()) return { summary, interrupted: true };
  const failure = cohort.failure ?? cohort.loss ?? scoreError ?? unwritten ?? untaughtOf(options, results);
  if (failure !== undefined) throw failure;
  return { summary, interrupted: false };
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

/**
 * Removes the summary and the results of a resumed run's last end, which are not this one's. What a guest has may never have reached
 * the machine where the run began: it stays, unless the run is longer now.
 */
function forgetLastEnd(directory: RunDirectory, { spec, runId }: LaunchOptions): void {
  rmSync(directory.summaryFile, { force: true });
  if (runId !== undefined && directory.shorter === undefined) return;
  for (const { id } of spec.peers) removeResult(directory.path, id);
}
