import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { makeDirectory } from '../../peer/files/make-directory.js';
import { MetricsFile } from '../../peer/files/metrics-file.js';
import { fileError, replaceFile } from '../../peer/files/run-files.js';
import { CodistillError } from '../../proto/errors.js';
import { checkId } from '../../proto/identity.js';
import { parseRunSpec, type RunSpec, runSpecHash } from '../../proto/run-spec.js';
import { LOCK_FILES, type LockListener, lockDirectory } from '../directory-lock.js';
import { typedCommand } from '../project-root.js';
import { shellWords } from '../shell-words.js';
import { isLonger } from './longer-run.js';

/** A run's directory, locked for this launcher. */
export interface RunDirectory {
  readonly path: string;
  readonly runId: string;
  /** The same run was begun here before: peers go on from their checkpoints. */
  readonly resumed: boolean;
  /** The spec that the run had before, where it is longer now. */
  readonly shorter: RunSpec | undefined;
  readonly specFile: string;
  readonly metricsFile: string;
  /** The launcher's own records in it. */
  readonly records: MetricsFile;
  readonly summaryFile: string;
  readonly logsDirectory: string;
  /** Where nats-server keeps its streams. */
  readonly natsDirectory: string;
  /** Where lies what each process shows to nats-server. */
  readonly keysDirectory: string;
  /** Puts back what a resumed run, or the scoring of this one, would miss if the directory was removed meanwhile. */
  restore(): void;
  /** Closes the records, and gives the lock back. */
  release(): void;
}

/** Files of a run directory. */
export const SPEC_NAME = 'run-spec.yaml';
export const METRICS_NAME = 'metrics.jsonl';
export const SUMMARY_NAME = 'summary.json';
const IDENTITY_NAME = 'run.json';
/** The file that a guest of a run has, before it has the run spec. */
export const GUEST_NAME = 'guest.json';
/** The file that a run which lets others in has on the machine where it began. */
export const OWNER_NAME = 'owner.json';
/** The command by which a run that several machines share is gone on with, by the file that tells. */
const SHARED = { [OWNER_NAME]: 'up, or launch --hosts FILE,', [GUEST_NAME]: 'join' } as const;
const OF_GUESTS: readonly string[] = [GUEST_NAME, 'keys'];

/**
 * Opens a new run directory, or one in which the same run was begun, maybe to be shorter.
 *
 * @param path - Absent: `runs/<time>-<short id>` below the working directory.
 * @param known - Id of a run that another machine has begun. @default a new one
 * @throws {CodistillError} `ERR_RUN_DIR_BUSY` naming the process that runs there; `ERR_RUN_DIR` when another run, or
 *   something that is no run, lies there, or it cannot be written; `ERR_DISK` when the disk is full.
 */
export function openRunDirectory(
  path: string | undefined,
  spec: RunSpec,
  now: Date,
  listener: LockListener,
  known?: string,
): RunDirectory {
  const runId =
    known ??
    `${now.toISOString().slice(0, 19).replaceAll('-', '').replaceAll(':', '').replace('T', '-')}-${randomBytes(3).toString('hex')}`;
  const directory = resolve(path ?? join('runs', runId));
  createDirectory(directory, '--run-dir');
  const unlock = lockDirectory(directory, '--run-dir', listener);
  try {
    const previous = previousRun(directory, spec);
    const named = previous?.runId ?? runId;
    if (previous === undefined || previous.shorter !== undefined) writeIdentity(directory, named, spec);
    const logsDirectory = join(directory, 'logs');
    makeDirectory(logsDirectory);
    const metricsFile = join(directory, METRICS_NAME);
    const specFile = specFileIn(directory);
    const records = new MetricsFile(metricsFile, listener.onTrouble);
    return {
      path: directory,
      runId: named,
      resumed: previous !== undefined,
      shorter: previous?.shorter,
      specFile,
      metricsFile,
      records,
      summaryFile: join(directory, SUMMARY_NAME),
      logsDirectory,
      natsDirectory: join(directory, 'nats'),
      keysDirectory: keysFolder(directory),
      restore() {
        if (!existsSync(specFile)) writeIdentity(directory, named, spec);
      },
      release() {
        records.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error instanceof CodistillError ? error : fileError(`run directory ${directory}`, error);
  }
}

/**
 * Reads the run spec that lies in a run directory.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` when it is no run directory.
 */
export function readRunSpec(directory: string): RunSpec {
  const file = specFileIn(directory);
  if (!existsSync(file)) {
    throw new CodistillError('ERR_RUN_DIR', `${directory} is no run directory: it has no ${SPEC_NAME}`, {
      fix: 'give the directory that `codistill launch` printed',
      facts: { directory },
    });
  }
  try {
    return parseRunSpec(parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new CodistillError('ERR_RUN_DIR', `${file} is not a run spec of this version: ${what}`, {
      fix: 'start a new run in another directory',
      facts: { file },
      cause,
    });
  }
}

/** The run spec that lies in a directory, if there is any. */
export function begunSpec(directory: string): RunSpec | undefined {
  return existsSync(specFileIn(directory)) ? readRunSpec(directory) : undefined;
}

/**
 * Refuses the directory of a run which several machines share to who does not go on with this machine's part of it.
 *
 * @param own - The file by which that part is known, where there is one.
 * @throws {CodistillError} `ERR_RUN_DIR`.
 */
export function refuseOtherPart(directory: string, own: keyof typeof SHARED | undefined): void {
  for (const [name, command] of Object.entries(SHARED)) {
    if (name === own || !existsSync(join(directory, name))) continue;
    throw new CodistillError('ERR_RUN_DIR', `${directory} has a part of a run that several machines share`, {
      fix: `go on with it: ${typedCommand(`${command} --run-dir ${shellWords([directory])}`)}; or give another directory`,
      facts: { directory },
    });
  }
}

/** Where lies what each process of a run shows to nats-server. */
export function keysFolder(directory: string): string {
  return join(directory, 'keys');
}

export function specFileIn(directory: string): string {
  return join(directory, SPEC_NAME);
}

/**
 * Leaves the run spec that a peer was given where `evaluate` looks for it; training goes on where it cannot be written.
 *
 * @param peerId - Others may share the directory.
 */
export function keepRunSpec(
  directory: string,
  peerId: string,
  spec: RunSpec,
  warn: (message: string) => void,
): void {
  const file = specFileIn(directory);
  const text = `# as the coordinator gave it\n${stringify(spec)}`;
  try {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
    replaceFile(file, text, { aside: `${file}.${peerId}`, durable: true });
  } catch (cause) {
    warn(`${file} cannot be written, and nothing here can be evaluated: ${String(cause)}`);
  }
}

/**
 * Makes a directory that only its owner may enter; one that is there keeps its rights.
 *
 * @param option - The option that names it, for the error.
 * @throws {CodistillError} `ERR_RUN_DIR` when it cannot be made.
 */
export function createDirectory(directory: string, option: string): void {
  try {
    makeDirectory(directory, 0o700);
  } catch (cause) {
    throw new CodistillError(
      'ERR_RUN_DIR',
      `cannot create the directory ${directory}: ${(cause as Error).message}`,
      {
        fix: `give a directory that you may write to with ${option}`,
        facts: { directory },
        cause,
      },
    );
  }
}

/** The same run that was begun here, or `undefined` in a fresh directory. */
function previousRun(directory: string, spec: RunSpec): Pick<RunDirectory, 'runId' | 'shorter'> | undefined {
  const entries = readdirSync(directory).filter((name) => !LOCK_FILES.has(name) && !OF_GUESTS.includes(name));
  if (entries.length === 0) return undefined;
  if (!existsSync(specFileIn(directory))) {
    throw new CodistillError(
      'ERR_RUN_DIR',
      `${directory} is no run directory, and holds something else: ${entries[0]}`,
      {
        fix: 'give a directory that is empty or not there yet, or that of a run to go on with',
        facts: { directory },
      },
    );
  }
  const there = readRunSpec(directory); // read again under the lock: it may have become longer since the options were merged
  const shorter = isLonger(there, spec, directory) ? there : undefined;
  return { runId: readIdentity(join(directory, IDENTITY_NAME)), shorter };
}

function readIdentity(file: string): string {
  try {
    const identity = JSON.parse(readFileSync(file, 'utf8')) as { runId?: unknown } | null;
    const runId = identity?.runId;
    return checkId(typeof runId === 'string' ? runId : '', 'run id');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CodistillError('ERR_RUN_DIR', `${file} does not name the run: ${reason}`, {
      fix: `give another --run-dir; or write {"runId":"ID"} into it, with the id that the first line of metrics.jsonl has`,
      facts: { file },
      cause,
    });
  }
}

/** The spec last: a directory with a spec has everything that a resumed run needs, also after a loss of power. */
function writeIdentity(directory: string, runId: string, spec: RunSpec): void {
  const write = (name: string, text: string): void =>
    replaceFile(join(directory, name), text, { durable: true });
  write(IDENTITY_NAME, `${JSON.stringify({ runId, specHash: runSpecHash(spec) })}\n`);
  write(SPEC_NAME, `# run ${runId}, as resolved from flags and configuration\n${stringify(spec)}`);
}
