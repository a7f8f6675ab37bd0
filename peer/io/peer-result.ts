import { join } from 'node:path';
import type { PeerId } from '../../proto/identity.js';
import type { ExchangeStatistics } from '../core/exchange/statistics.js';
import { peerDirectory } from '../files/life.js';
import { replaceFile } from '../files/run-files.js';
import type { TrainingResult } from '../mailbox/messages.js';

/** `RUN_DIR/peers/<id>/result.json`: what a peer came to. */
export interface PeerResult {
  readonly id: PeerId;
  readonly network: string;
  readonly steps: number;
  readonly validationAccuracy: number;
  readonly samplesPerSecond: number;
  /** Share of the training time spent waiting for teachers. */
  readonly waitFraction: number;
  /** Age of the oldest prediction, or of the oldest weights, that taught this peer. */
  readonly stalenessStepsMax: number;
  /** Share of the training time spent waiting for batches. */
  readonly dataWaitFraction: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Processes of this peer before the one that finished. */
  readonly restarts: number;
  readonly device: string;
  readonly parameters: number;
  readonly rejected: ExchangeStatistics['rejected'];
  readonly missed: ExchangeStatistics['missed'];
  readonly fullSteps: number;
  readonly degradedSteps: number;
  readonly soloSteps: number;
  /** Share of the rows that some teacher had a prediction for; `null` where nothing is kept by sample. */
  readonly coverage: number | null;
  /** Ages of the predictions used, in steps: 0, 1, 2–3, 4–7 … */
  readonly ages: readonly number[];
  readonly requestsSent: number;
  readonly requestsServed: number;
  readonly requestsDropped: number;
  /** Cached predictions made anew in their turn, and samples asked for since they were missing. */
  readonly refreshed: number;
  readonly missesAsked: number;
}

/** What is known before training ends. */
export interface ResultFacts {
  readonly id: PeerId;
  readonly network: string;
  readonly restarts: number;
  readonly device: string;
  readonly parameters: number;
}

export function peerResult(
  facts: ResultFacts,
  training: TrainingResult,
  statistics: ExchangeStatistics,
): PeerResult {
  const { bytesSent, bytesReceived, rejected, missed, fullSteps, degradedSteps, soloSteps } = statistics;
  const { ages, requestsSent, requestsServed, requestsDropped, refreshed, missesAsked } = statistics;
  const { rowsOffered, rowsTaught, ageStepsMax } = statistics;
  return {
    ...facts,
    ...training,
    bytesSent,
    bytesReceived,
    rejected,
    missed,
    fullSteps,
    degradedSteps,
    soloSteps,
    coverage: rowsOffered === 0 ? null : rowsTaught / rowsOffered,
    stalenessStepsMax: Math.max(training.stalenessStepsMax, ageStepsMax),
    ages,
    requestsSent,
    requestsServed,
    requestsDropped,
    refreshed,
    missesAsked,
  };
}

export function writeResult(runDir: string, result: PeerResult): void {
  replaceFile(join(peerDirectory(runDir, result.id), 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
}
