import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { makeDirectory } from '../../peer/files/make-directory.js';
import { fileError, replaceFile } from '../../peer/files/run-files.js';
import { CodistillError } from '../../proto/errors.js';
import { runSpecHash } from '../../proto/run-spec.js';
import { specDifferences } from '../../proto/spec-differences.js';
import { type LockListener, lockDirectory } from '../directory-lock.js';
import { begunSpec, createDirectory, readRunSpec } from '../launch/run-directory.js';
import type { RunSummary } from '../launch/summary.js';
import { folderName, type PlannedRun } from './study.js';

/** Where one run of a study lies. */
export interface RunPlace {
  readonly run: PlannedRun;
  /** The run directory, as `codistill launch` writes it. */
  readonly directory: string;
  /** The spec it is launched with, and what the launcher said. */
  readonly specFile: string;
  readonly logFile: string;
  /** Logs of the try that failed last, once it was tried again. */
  readonly failedDirectory: string;
}

/** How far a run has got. */
export type RunState =
  | { readonly kind: 'absent' }
  /** Killed on the way: its times would not be those of one training, so it is begun again. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'done'; readonly summary: RunSummary }
  | { readonly kind: 'failed'; readonly failure: RunFailure };

export interface RunFailure {
  readonly code: string;
  readonly message: string;
}

/** A study's directory, locked for this process. */
export interface StudyDirectory {
  readonly path: string;
  release(): void;
}

/**
 * Opens the directory in which a study's runs lie, or will.
 *
 * @param path - Absent: `runs/<name>` below the working directory.
 * @throws {CodistillError} `ERR_RUN_DIR_BUSY` when another process compares there; `ERR_RUN_DIR` when a run lies there
 *   that was trained with another spec.
 */
export function openStudyDirectory(
  path: string | undefined,
  name: string,
  runs: readonly PlannedRun[],
  listener: LockListener,
): StudyDirectory {
  const directory = studyPath(path, name);
  createDirectory(directory, '--study-dir');
  const release = lockDirectory(directory, '--study-dir', listener);
  try {
    for (const run of runs) checkSame(placeOf(directory, run));
    return { path: directory, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** Where a study's runs lie, or will. */
export function studyPath(path: string | undefined, name: string): string {
  return resolve(path ?? join('runs', name));
}

/** Whether a run is still to be made. */
export function isToDo(place: RunPlace, retryFailed: boolean): boolean {
  const { kind } = stateOf(place);
  return kind !== 'done' && (kind !== 'failed' || retryFailed);
}

export function placeOf(studyDirectory: string, run: PlannedRun): RunPlace {
  const path = join(studyDirectory, 'runs', folderName(run.variant), `seed-${run.seed}`);
  return {
    run,
    directory: path,
    specFile: `${path}.yaml`,
    logFile: `${path}.log`,
    failedDirectory: `${path}.failed`,
  };
}

export function stateOf({ directory }: RunPlace): RunState {
  if (!existsSync(directory)) return { kind: 'absent' };
  const failure = readJson<RunFailure>(join(directory, FAILURE_NAME));
  if (failure !== undefined) return { kind: 'failed', failure };
  const summary = readJson<RunSummary>(join(directory, SUMMARY_NAME));
  return summary === undefined || !isComplete(summary) ? { kind: 'begun' } : { kind: 'done', summary };
}

/**
 * Clears away what an earlier try left, but for the logs of one that failed, and writes the spec to launch with.
 *
 * @param resume - Keeps a run of this very spec that was killed on the way: it goes on from its checkpoints. @default false
 */
export function prepareRun(place: RunPlace, resume = false): void {
  const { run, directory, specFile, logFile } = place;
  const { kind } = stateOf(place);
  if (kind === 'failed') keepLogs(place);
  const keep = resume && kind === 'begun' && isSame(place);
  if (!keep) for (const path of [directory, logFile]) rmSync(path, { recursive: true, force: true });
  makeDirectory(dirname(directory));
  replaceFile(specFile, stringify(run.spec));
}

/** A failure that does not come back is understood by its logs alone. */
function keepLogs({ directory, logFile, failedDirectory }: RunPlace): void {
  rmSync(failedDirectory, { recursive: true, force: true });
  makeDirectory(failedDirectory);
  const logs = [
    [logFile, 'launch.log'],
    [join(directory, 'logs'), 'logs'],
  ] as const;
  for (const [path, name] of logs) if (existsSync(path)) renameSync(path, join(failedDirectory, name));
}

export function recordFailure({ directory }: RunPlace, failure: RunFailure): void {
  makeDirectory(directory);
  replaceFile(join(directory, FAILURE_NAME), `${JSON.stringify(failure)}\n`);
}

const FAILURE_NAME = 'failure.json';
const SUMMARY_NAME = 'summary.json';

/** A run that trained to its end and was scored. */
function isComplete(summary: RunSummary): boolean {
  return (
    summary.stoppedBy !== 'interrupted' && summary.peers.some(({ testAccuracy }) => testAccuracy !== null)
  );
}

function isSame({ run, directory }: RunPlace): boolean {
  const there = begunSpec(directory);
  return there !== undefined && runSpecHash(there) === runSpecHash(run.spec);
}

function checkSame(place: RunPlace): void {
  const { run, directory } = place;
  if (stateOf(place).kind !== 'done') return;
  const there = readRunSpec(directory);
  if (runSpecHash(there) === runSpecHash(run.spec)) return;
  const differences = specDifferences(there, run.spec);
  throw new CodistillError(
    'ERR_RUN_DIR',
    `${run.variant}, seed ${run.seed}, was trained with another spec:\n  ${differences.join('\n  ')}`,
    { fix: `give another --study-dir, or remove ${directory}`, facts: { directory, differences } },
  );
}

/** `undefined` when the file is not there, or was cut off by a loss of power: its run is begun again. */
function readJson<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw fileError(file, error, '--study-dir');
  }
}
