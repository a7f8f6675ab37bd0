import { isDiskFull } from '../../peer/files/run-files.js';
import { CodistillError, EXIT_CODES } from '../../proto/errors.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { pause } from '../../proto/net/bounded-wait.js';
import {
  RESULT_STAGES,
  type ResultRefusal,
  type ResultReply,
  type ResultWord,
} from '../../proto/result-word.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { openResultDesk } from '../net/result-desk.js';
import { acceptResult, receivedDirectory } from './accept-result.js';
import { filesOf } from './received-files.js';
import { ResultReceiver } from './result-receiver.js';
import {
  arrivedIn,
  awaited,
  heardOf,
  isOver,
  looked,
  missingIn,
  NO_RESULTS,
  type ResultWait,
  waitText,
} from './wait-for-results.js';

const LOOK_MS = 250;
const TAKEN: ResultReply = { accepted: true, code: '', reason: '' };

export interface GatherOptions {
  /** With the rights of the launcher. */
  readonly access: NatsAccess;
  readonly runId: string;
  readonly spec: RunSpec;
  readonly runDir: string;
  /** Told who has sent and who is waited for, a line each. */
  readonly say: (line: string) => void;
}

/** The results that came. */
export interface Gathered {
  readonly arrived: readonly string[];
  /** `ERR_PEER_FAILED`, naming those of which no result came. */
  readonly loss: CodistillError | undefined;
}

/** The place to which peers of other machines send their results. */
export interface Gathering {
  /**
   * Waits for the results of these peers, which each give signs of life until theirs is here.
   *
   * @param signal - Ends the wait; what is not here then counts as lost.
   */
  finish(guests: readonly string[], signal: AbortSignal): Promise<Gathered>;
  close(): Promise<void>;
}

/**
 * Opens that place on the machine where a run began, at its beginning: a peer may be through before the others are. What comes is
 * written to the run directory as a peer of this machine would have written it.
 */
export function openGathering({ access, runId, spec, runDir, say }: GatherOptions): Gathering {
  const receivers = new Map<string, ResultReceiver>();
  const accepting = new Map<string, Promise<ResultReply>>();
  let wait: ResultWait = NO_RESULTS;
  const note = (peerId: string, state: Parameters<typeof heardOf>[2], reason?: string): void => {
    wait = heardOf(wait, peerId, state, reason);
  };

  const receiverOf = (peerId: string): ResultReceiver => {
    const receiver = receivers.get(peerId) ?? new ResultReceiver(receivedDirectory(runDir, peerId));
    receivers.set(peerId, receiver);
    return receiver;
  };

  const accept = async (peerId: string): Promise<ResultReply> => {
    if (!receiverOf(peerId).has(filesOf(spec, peerId)))
      return refusal('RESTART', 'some of its files are not here');
    try {
      await acceptResult(runDir, spec, peerId, say);
    } catch (error) {
      if (!(error instanceof CodistillError) || error.code === 'ERR_DISK') return noRoom(peerId, error);
      note(peerId, 'refused', error.message);
      return refusal('REFUSED', error.message);
    }
    note(peerId, 'arrived');
    say(`the result of ${peerId} has arrived`);
    return TAKEN;
  };

  const noRoom = (peerId: string, error: unknown): ResultReply => {
    const reason = error instanceof Error ? error.message : String(error);
    say(
      `the result of ${peerId} cannot be written${isDiskFull(error) ? ', the disk is full' : ''}: ${reason}`,
    );
    return refusal('NO_ROOM', reason);
  };

  const onWord = async (peerId: string, word: ResultWord): Promise<ResultReply> => {
    const stage = RESULT_STAGES.find((one) => one === word.doing);
    if (stage === undefined || !spec.peers.some(({ id }) => id === peerId))
      return refusal('REFUSED', 'no word about a result of this run');
    const under = accepting.get(peerId);
    if (under !== undefined) return under; // said again, since no answer came
    note(peerId, stage, stage === 'failed' ? codeIn(word) : undefined);
    if (stage === 'sending' && word.pieceCount > 0) {
      try {
        const code = receiverOf(peerId).take(word);
        return code === undefined ? TAKEN : refusal(code, `${word.file} is not taken`);
      } catch (error) {
        return noRoom(peerId, error);
      }
    }
    if (stage !== 'done') return TAKEN;
    const verdict = accept(peerId);
    accepting.set(peerId, verdict);
    const reply = await verdict;
    // One that was taken stays so.
    if (!reply.accepted) accepting.delete(peerId);
    return reply;
  };

  const desk = openResultDesk({ ...access, runId, onWord, say });
  return {
    async finish(guests, signal) {
      wait = awaited(wait, guests, performance.now());
      for (let told = ''; !isOver(wait) && !signal.aborted; ) {
        const text = waitText(wait);
        if (text !== told) say(text);
        told = text;
        await pause(LOOK_MS, signal);
        wait = looked(wait, performance.now());
      }
      const missing = missingIn(wait);
      for (const [id, why] of missing) say(`no result of ${id}: ${why}`);
      return { arrived: arrivedIn(wait), loss: lossOf(missing) };
    },
    async close() {
      for (const receiver of receivers.values()) receiver.close();
      await desk.close();
    },
  };
}

function refusal(code: ResultRefusal, reason: string): ResultReply {
  return { accepted: false, code, reason };
}

/** What a peer says of its own failure, of which only the codes that we know are repeated. */
function codeIn({ code }: ResultWord): string {
  return code in EXIT_CODES ? `its own machine could not score it: ${code}` : '';
}

function lossOf(missing: readonly (readonly [id: string, why: string])[]): CodistillError | undefined {
  if (missing.length === 0) return undefined;
  const all = missing.map(([id, why]) => `${id} (${why})`).join(', ');
  return new CodistillError('ERR_PEER_FAILED', `no result came of ${all}`, {
    fix: 'what they learned lies in the run directories of their own machines',
    facts: { peers: missing.map(([id]) => id) },
  });
}
