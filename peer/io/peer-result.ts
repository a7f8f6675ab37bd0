import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import type { PeerId } from '../../proto/identity.js';
import { missingSteps, missingTeaching } from '../core/closing-warnings.js';
import { edgeFigures } from '../core/exchange/edge-figures.js';
import type { ExchangeState } from '../core/exchange/state.js';
import { SUMMARY_METRICS, type SummaryMetric } from '../core/metrics.js';
import { weightWarning } from '../core/teaching/gradient-watch.js';
import { writeLast } from '../files/last-write.js';
import { peerDirectory } from '../files/life.js';
import { replaceFile } from '../files/run-files.js';
import type { TrainingResult } from '../mailbox/messages.js';

/** JSON has no NaN and writes `null`. */
const number = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const counts = z.record(z.string(), number);

const EDGE = z.object({
  waitedSeconds: number,
  aheadSeconds: number,
  ageSteps: z.number().nullable(),
  ageStepsMax: z.number().nullable(),
  steps: number,
  stepsWithoutShare: z.number().nullable(),
  rowsWithoutShare: z.number().nullable(),
  bytes: number,
});

const SCHEMA = z.object({
  id: z.string(),
  network: z.string(),
  /** The step it stopped before. */
  steps: number,
  ...(Object.fromEntries(SUMMARY_METRICS.map((name) => [name, number])) as Record<
    SummaryMetric,
    typeof number
  >),
  /** Steps whose update was left out, since something was not finite. */
  leftOutSteps: number,
  /** Steps in which teaching was due: after burn-in, at a weight above 0, where the graph has a teacher. */
  dueSteps: number,
  /** Who of its teachers was not heard when training ended, since when and at which address. */
  absences: z.string(),
  /** A line each about how training went, for a person to know. */
  warnings: z.array(z.string()),
  /** Age of the oldest prediction, or of the oldest weights, that taught this peer. */
  stalenessStepsMax: number,
  /** Processes of this peer before the one that finished. */
  restarts: number,
  device: z.string(),
  /** TensorFlow, threads, instructions and oneDNN; absent in results of older versions. */
  numerics: z.string().optional(),
  parameters: number,
  /** Refused predictions by reason. */
  rejected: counts,
  /** Steps that waited for a teacher in vain, by teacher. */
  missed: counts,
  fullSteps: number,
  degradedSteps: number,
  soloSteps: number,
  /** Share of the rows that some teacher had a prediction for; `null` where nothing is kept by sample. */
  coverage: z.number().nullable(),
  /** Ages of the predictions used, in steps: 0, 1, 2–3, 4–7 … */
  ages: z.array(number),
  requestsSent: number,
  requestsServed: number,
  requestsDropped: number,
  /** Cached predictions that a newer one replaced in its turn, and samples asked for since they were missing. */
  refreshed: number,
  missesAsked: number,
  /** Who was waited for, and what came from whom. */
  edges: z.record(z.string(), EDGE),
});

/** `RUN_DIR/peers/<id>/result.json`: the outcome of a peer's training. */
export type PeerResult = Readonly<z.infer<typeof SCHEMA>>;

/** The facts that are known before training ends. */
export type ResultFacts = Pick<
  PeerResult,
  'id' | 'network' | 'restarts' | 'device' | 'numerics' | 'parameters' | 'warnings'
>;

/** @param absences - Who was not heard: see {@link missingTeaching}. */
export function peerResult(
  facts: ResultFacts,
  training: TrainingResult,
  { statistics, ledger }: Pick<ExchangeState, 'statistics' | 'ledger'>,
  absences: string,
): PeerResult {
  const { bytesSent, bytesReceived, rejected, missed, fullSteps, degradedSteps, soloSteps } = statistics;
  const { ages, requestsSent, requestsServed, requestsDropped, refreshed, missesAsked } = statistics;
  const { rowsOffered, rowsTaught, ageStepsMax } = statistics;
  return {
    ...facts,
    ...training,
    absences,
    warnings: [
      ...facts.warnings,
      ...missingSteps(training),
      ...missingTeaching(training, absences),
      ...weightWarning(training.gradientRatio),
    ],
    bytesSent,
    bytesReceived,
    rejected: { ...rejected },
    missed,
    fullSteps,
    degradedSteps,
    soloSteps,
    coverage: rowsOffered === 0 ? null : rowsTaught / rowsOffered,
    stalenessStepsMax: Math.max(training.stalenessStepsMax, ageStepsMax),
    ages: [...ages],
    requestsSent,
    requestsServed,
    requestsDropped,
    refreshed,
    missesAsked,
    edges: edgeFigures(ledger.sums(), training.edges),
  };
}

/** The figures that only a process which has trained knows; the others its checkpoint tells. */
const OF_TRAINING = [
  'samplesPerSecond',
  'trainingSeconds',
  'waitFraction',
  'dataWaitFraction',
  'bytesSent',
  'bytesReceived',
] as const;

/**
 * The outcome as a process tells it that came when nothing was left to train, such as one that was started again at the last
 * step: the result that the one before it wrote for the same end, or what is known without it.
 */
export function resultAfterAll(runDir: string, result: PeerResult): PeerResult {
  const earlier = readResult(runDir, result.id);
  if (earlier?.steps === result.steps) return earlier;
  const unknown = Object.fromEntries(OF_TRAINING.map((name) => [name, Number.NaN]));
  const warning = 'was started again when nothing was left to train: its speed and its traffic are not known';
  return { ...result, ...unknown, warnings: [...result.warnings, warning] };
}

/** @throws {CodistillError} `ERR_DISK` or `ERR_RUN_DIR` when it cannot be written in several tries. */
export async function writeResult(runDir: string, result: PeerResult): Promise<void> {
  const file = resultFile(runDir, result.id);
  await writeLast(`result ${file}`, () => replaceFile(file, `${JSON.stringify(result, null, 2)}\n`));
}

/**
 * Reads a peer's result back.
 *
 * @returns `undefined` when the peer never got that far.
 * @throws {CodistillError} `ERR_RUN_DIR` when the file is damaged, with what is wrong in it.
 */
export function readResult(runDir: string, peerId: PeerId): PeerResult | undefined {
  const file = resultFile(runDir, peerId);
  if (!existsSync(file)) return undefined;
  return parseResult(readFileSync(file, 'utf8'), file);
}

/**
 * The result that a text in JSON holds.
 *
 * @param what - What it is and where it lies, to begin the message with.
 * @throws {CodistillError} `ERR_RUN_DIR` when it holds none, with what is wrong in it.
 */
export function parseResult(text: string, what: string): PeerResult {
  try {
    return SCHEMA.parse(JSON.parse(text));
  } catch (cause) {
    const problem =
      cause instanceof z.ZodError
        ? cause.issues.map(({ path, message }) => `${path.join('.') || 'result'}: ${message}`).join('; ')
        : String(cause);
    throw new CodistillError('ERR_RUN_DIR', `${what} is no result of a peer: ${problem}`, {
      fix: 'start the run again with the same options: its peers go on from their checkpoints',
      facts: { file: what },
      cause,
    });
  }
}

/** Removes a result of an earlier end, if there is one. */
export function removeResult(runDir: string, peerId: PeerId): void {
  rmSync(resultFile(runDir, peerId), { force: true });
}

function resultFile(runDir: string, peerId: PeerId): string {
  return join(peerDirectory(runDir, peerId), 'result.json');
}
