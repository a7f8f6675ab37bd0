import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseRecords } from '../peer/files/metrics-file.js';
import { CodistillError } from '../proto/errors.js';
import { isFrozen, type RunSpec } from '../proto/run-spec.js';
import { isHeld } from './directory-lock.js';
import { METRICS_NAME, readRunSpec, SPEC_NAME, SUMMARY_NAME } from './launch/run-directory.js';
import type { RunSummary } from './launch/summary.js';

/** A run on the disk, in short. `null` where something is not known. */
export interface ListedRun {
  /** Its directory. */
  readonly path: string;
  /** When it was begun, ISO 8601. */
  readonly startedAt: string;
  /** The learners' networks, such as `2 mlp`. */
  readonly networks: string;
  readonly data: string;
  /** Exchange mode. */
  readonly mode: string;
  /** `running`; `ended early`, of one that left no summary; else what stopped it, such as `steps`, `interrupted` or `failed`. */
  readonly state: string;
  /** Of the peer that is furthest. */
  readonly steps: number | null;
  /** Of the ensemble, or of the only peer, on the test split: 0 to 1. */
  readonly testAccuracy: number | null;
  /** Likewise, in nats. */
  readonly testLoss: number | null;
}

/** A folder that has files of a run, and cannot be read as one. */
export interface BrokenRun {
  readonly path: string;
  readonly problem: string;
}

/** The runs of a folder. */
export interface RunList {
  /** The newest first. */
  readonly runs: readonly ListedRun[];
  readonly broken: readonly BrokenRun[];
}

/** By any of these files a folder is known as that of a run. */
const OF_A_RUN = [SPEC_NAME, 'run.json', METRICS_NAME];
/** The end of `metrics.jsonl` that is read for the step at which a run is. */
const TAIL_BYTES = 64 * 1024;

/**
 * Lists the runs in a folder, or the one that the folder is.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` when there is no such folder.
 */
export function listRuns(folder: string): RunList {
  const whole = resolve(folder);
  const runs: ListedRun[] = [];
  const broken: BrokenRun[] = [];
  for (const path of isOfARun(whole) ? [whole] : foldersIn(whole).filter(isOfARun)) {
    try {
      runs.push(listed(path));
    } catch (error) {
      broken.push({ path, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  runs.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  return { runs, broken };
}

function isOfARun(folder: string): boolean {
  return OF_A_RUN.some((name) => existsSync(join(folder, name)));
}

function foldersIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  } catch (cause) {
    throw new CodistillError(
      'ERR_RUN_DIR',
      `cannot list the runs in ${folder}: ${(cause as Error).message}`,
      {
        fix: 'give the folder that holds the runs',
        facts: { folder },
        cause,
      },
    );
  }
}

function listed(path: string): ListedRun {
  const spec = readRunSpec(path);
  const summary = summaryIn(path);
  return {
    path,
    startedAt: startOf(path),
    networks: networksOf(spec),
    data: spec.data.name,
    mode: spec.exchange.mode,
    state: isHeld(path) ? 'running' : (summary?.stoppedBy ?? 'ended early'),
    steps: summary === undefined ? stepIn(path) : furthest(summary.peers.map(({ steps }) => steps)),
    ...scoresOf(summary),
  };
}

/** Equal networks are counted. */
function networksOf(spec: RunSpec): string {
  const counts = new Map<string, number>();
  for (const { id, network } of spec.peers) {
    if (!isFrozen(spec, id)) counts.set(network, (counts.get(network) ?? 0) + 1);
  }
  return [...counts].map(([network, count]) => (count === 1 ? network : `${count} ${network}`)).join(', ');
}

function scoresOf(summary: RunSummary | undefined): Pick<ListedRun, 'testAccuracy' | 'testLoss'> {
  const only = summary?.peers.length === 1 ? summary.peers[0] : undefined;
  const { testAccuracy = null, testLoss = null } = only ?? summary?.ensemble ?? {};
  return { testAccuracy, testLoss };
}

/** @throws {CodistillError} `ERR_RUN_DIR` when it is there and not whole. */
function summaryIn(path: string): RunSummary | undefined {
  const file = join(path, SUMMARY_NAME);
  if (!existsSync(file)) return undefined;
  try {
    const summary = JSON.parse(readFileSync(file, 'utf8')) as RunSummary | null;
    if (Array.isArray(summary?.peers)) return summary ?? undefined;
  } catch (cause) {
    throw noSummary(file, (cause as Error).message, cause);
  }
  throw noSummary(file, 'it has no peers');
}

function noSummary(file: string, reason: string, cause?: unknown): CodistillError {
  return new CodistillError('ERR_RUN_DIR', `${file} is no summary: ${reason}`, {
    fix: 'remove it: `codistill evaluate` scores the peers again',
    facts: { file },
    cause,
  });
}

/** By the first record, else by the file that a run begins with. */
function startOf(path: string): string {
  const [record] = parseRecords(bytesOf(join(path, METRICS_NAME), 0));
  if (typeof record?.startedAt === 'string') return record.startedAt;
  return statSync(join(path, SPEC_NAME)).mtime.toISOString();
}

/** The furthest step among the last records. */
function stepIn(path: string): number | null {
  const records = parseRecords(bytesOf(join(path, METRICS_NAME), -TAIL_BYTES));
  return furthest(
    records.map(({ kind, step }) => (kind === 'step' && typeof step === 'number' ? step : null)),
  );
}

function furthest(steps: readonly (number | null)[]): number | null {
  const known = steps.filter((step) => step !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** So many bytes of a file from there on, negative: of its end; empty where there is no file. */
function bytesOf(file: string, from: number): string {
  if (!existsSync(file)) return '';
  const { size } = statSync(file);
  const start = from < 0 ? Math.max(0, size + from) : from;
  const bytes = Buffer.alloc(Math.min(TAIL_BYTES, size - start));
  const handle = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, start)).toString('utf8');
  } finally {
    closeSync(handle);
  }
}

/** The name of a run below the folder that is listed. */
export function runName({ path }: Pick<ListedRun, 'path'>): string {
  return basename(path);
}
