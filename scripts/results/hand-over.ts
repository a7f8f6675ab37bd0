import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { peerDirectory } from '../../peer/files/life.js';
import { makeDirectory } from '../../peer/files/make-directory.js';
import { parseRecords } from '../../peer/files/metrics-file.js';
import { fileError } from '../../peer/files/run-files.js';
import { CodistillError } from '../../proto/errors.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import type { ResultFile, ResultStage } from '../../proto/result-word.js';
import { isFrozen, type RunSpec } from '../../proto/run-spec.js';
import { readRunSpec } from '../launch/run-directory.js';
import { scoreRun } from '../launch/score-run.js';
import type { RunScores } from '../launch/summary.js';
import { type OwnWord, openResultCourier, type ResultCourier } from '../net/result-courier.js';
import { filesOf, RECEIVED_FILES } from './received-files.js';
import { sendResult } from './send-result.js';

/** Signs of life, this often: the other end gives up after many of them, milliseconds. */
const SIGN_MS = 2_000;

export interface HandOverOptions {
  readonly runId: string;
  /** The peers of this machine, each with its own rights. */
  readonly peers: ReadonlyMap<string, NatsAccess>;
  /** Of this machine. */
  readonly runDir: string;
  readonly dataDir: string | undefined;
  /** Told how far it is, a line each. */
  readonly say: (line: string) => void;
  /** Ends it at once. */
  readonly signal: AbortSignal;
}

/** The way of this machine's results to the machine where the run began, which hears of it that its peers still train. */
export interface HandOver {
  /**
   * Scores peers on the test split and sends their results: what `result.json` says, their records, their test logits. Checkpoints
   * stay: they are large, logits tell all that is scored, and nobody should load a model that somebody else has made.
   *
   * @param peerIds - Those that have a result; their processes have ended well.
   * @returns The scores of these peers; `undefined` when it was interrupted, and where none of them learns.
   * @throws {CodistillError} The scorer's own error; `ERR_RUN_DIR` when there is no result to send; those of `sendResult`, of the
   *   first peer that has one. All that was to be sent is still here.
   */
  finish(peerIds: readonly string[]): Promise<RunScores | undefined>;
  close(): Promise<void>;
}

/** Opens it when the training begins. */
export function openHandOver(options: HandOverOptions): HandOver {
  const { runId, peers, say, signal } = options;
  const couriers = new Map(
    [...peers].map(([peerId, access]) => [
      peerId,
      openResultCourier({ ...access, runId, peerId, say, signal }),
    ]),
  );
  const waited = new Map(couriers);
  const tell = (word: OwnWord): void => {
    for (const courier of waited.values()) courier.tell(word);
  };
  let stage: ResultStage = 'training';
  const signs = setInterval(() => tell({ doing: stage }), SIGN_MS);
  const close = async (): Promise<void> => {
    clearInterval(signs);
    await Promise.all([...couriers.values()].map((courier) => courier.close()));
  };
  return {
    close,
    async finish(peerIds) {
      for (const peerId of [...waited.keys()].filter((id) => !peerIds.includes(id))) {
        waited.get(peerId)!.tell({ doing: 'failed', code: 'ERR_PEER_FAILED' });
        waited.delete(peerId);
      }
      stage = 'scoring';
      tell({ doing: stage });
      try {
        const spec = readRunSpec(options.runDir);
        const teachesOnly = peerIds.every((id) => isFrozen(spec, id));
        const scores = teachesOnly ? null : await score(options);
        if (scores === undefined) {
          tell({ doing: 'failed', code: 'ERR_INTERRUPTED' });
          return undefined;
        }
        stage = 'sending';
        await sendAll(waited, spec, options);
        return scores ?? undefined;
      } catch (error) {
        tell({ doing: 'failed', code: codeOf(error) });
        throw error;
      } finally {
        await close(); // what becomes of the server is nothing to it any more
      }
    },
  };
}

/** @param waited - Those whose results are not there yet: each is taken out once it is through. */
async function sendAll(
  waited: Map<string, ResultCourier>,
  spec: RunSpec,
  options: HandOverOptions,
): Promise<void> {
  const sending = [...waited].map(async ([peerId, courier]) => {
    try {
      await send(peerId, courier, spec, options);
    } catch (error) {
      courier.tell({ doing: 'failed', code: codeOf(error) });
      throw error;
    } finally {
      waited.delete(peerId);
    }
  });
  const failed = (await Promise.allSettled(sending)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

function codeOf(error: unknown): string {
  return error instanceof CodistillError ? error.code : 'ERR_INTERNAL';
}

async function send(
  peerId: string,
  courier: ResultCourier,
  spec: RunSpec,
  { runDir, say }: HandOverOptions,
): Promise<void> {
  const files = filesOf(spec, peerId).map(
    (file) => [file, contentOf(file, { runDir, peerId, say })] as const,
  );
  const bytes = files.reduce((sum, [, { length }]) => sum + length, 0);
  say(`sending the result of ${peerId} to where the run began: ${(bytes / 1e6).toFixed(1)} MB`);
  await sendResult(files, (word) => courier.ask(word));
  say(`the result of ${peerId} has arrived`);
}

function score({ runDir, dataDir, say, signal }: HandOverOptions): Promise<RunScores | undefined> {
  say('scoring the peers of this machine on the test split');
  const logsDirectory = join(runDir, 'logs');
  makeDirectory(logsDirectory);
  const wishes = { scoreTraining: false, savePredictions: false, saveLogits: true };
  return scoreRun({ path: runDir, logsDirectory }, { dataDir, ...wishes }, signal);
}

function contentOf(
  file: ResultFile,
  { runDir, peerId, say }: Pick<HandOverOptions, 'runDir' | 'say'> & { readonly peerId: string },
): Uint8Array {
  const { name } = RECEIVED_FILES[file];
  if (file === 'records') return ownRecords(join(runDir, 'metrics.jsonl'), peerId, say);
  const path = join(peerDirectory(runDir, peerId), name);
  try {
    return readFileSync(path);
  } catch (cause) {
    throw fileError(`the result of ${peerId}, ${path}`, cause);
  }
}

/** The records of one peer, the newest where there are too many. */
function ownRecords(file: string, peerId: string, say: (line: string) => void): Uint8Array {
  const records = existsSync(file) ? parseRecords(readFileSync(file, 'utf8')) : [];
  const lines = records.flatMap((record) =>
    record.peer === peerId ? [Buffer.from(`${JSON.stringify(record)}\n`)] : [],
  );
  let bytes = lines.reduce((sum, { length }) => sum + length, 0);
  let left = 0;
  while (bytes > RECEIVED_FILES.records.bytesMax) bytes -= lines[left++]!.length;
  if (left > 0) say(`the oldest ${left} of ${lines.length} records are not sent: they take too much room`);
  return Buffer.concat(lines.slice(left));
}
