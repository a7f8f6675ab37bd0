import { CodistillError, EXIT_CODES } from '../../proto/errors.js';
import {
  RESULT_STAGES,
  type ResultRefusal,
  type ResultReply,
  type ResultWord,
} from '../../proto/result-word.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { acceptResult, receivedDirectory } from './accept-result.js';
import { filesOf } from './received-files.js';
import { ResultReceiver } from './result-receiver.js';
import { heardOf, NO_RESULTS, type ResultWait } from './wait-for-results.js';

const TAKEN: ResultReply = { accepted: true, code: '', reason: '' };

export interface InboxOptions {
  readonly spec: RunSpec;
  readonly runDir: string;
  readonly say: (line: string) => void;
}

/** Takes what peers of other machines say of their results, and makes it part of the run directory. */
export class ResultInbox {
  readonly #options: InboxOptions;
  readonly #receivers = new Map<string, ResultReceiver>();
  /** Verdicts about results that were sent to their end. */
  readonly #verdicts = new Map<string, Promise<ResultReply>>();
  /** The trouble with the disk that was told last. */
  #trouble = '';
  /** How far each peer is. */
  wait: ResultWait = NO_RESULTS;

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  /** @returns The answer to a word of a peer. */
  async take(peerId: string, word: ResultWord): Promise<ResultReply> {
    const stage = RESULT_STAGES.find((one) => one === word.doing);
    if (stage === undefined || !this.#options.spec.peers.some(({ id }) => id === peerId))
      return refusal('REFUSED', 'no word about a result of this run');
    const known = this.#verdicts.get(peerId);
    if (known !== undefined) return known; // said again, since no answer came
    const isInterrupted = stage === 'failed' && word.code === 'ERR_INTERRUPTED';
    const reason = stage === 'failed' && !isInterrupted ? failureIn(word) : undefined;
    this.wait = heardOf(this.wait, peerId, isInterrupted ? 'interrupted' : stage, reason);
    if (stage === 'sending' && word.pieceCount > 0) return this.#takePiece(peerId, word);
    if (stage !== 'done') return TAKEN;
    const verdict = this.#judge(peerId);
    this.#verdicts.set(peerId, verdict);
    const reply = await verdict;
    if (!reply.accepted) this.#verdicts.delete(peerId); // it may be sent anew
    return reply;
  }

  close(): void {
    for (const receiver of this.#receivers.values()) receiver.close();
  }

  #takePiece(peerId: string, word: ResultWord): ResultReply {
    try {
      const code = this.#receiverOf(peerId).take(word);
      return code === undefined ? TAKEN : refusal(code, `${word.file} is not taken`);
    } catch (error) {
      return this.#noRoom(peerId, error);
    }
  }

  async #judge(peerId: string): Promise<ResultReply> {
    const { runDir, spec, say } = this.#options;
    if (!this.#receiverOf(peerId).has(filesOf(spec, peerId)))
      return refusal('RESTART', 'some of its files are not here');
    try {
      await acceptResult(runDir, spec, peerId, say);
    } catch (error) {
      if (!(error instanceof CodistillError) || error.code === 'ERR_DISK') return this.#noRoom(peerId, error);
      this.wait = heardOf(this.wait, peerId, 'refused', error.message);
      return refusal('REFUSED', error.message);
    }
    this.wait = heardOf(this.wait, peerId, 'arrived');
    say(`the result of ${peerId} has arrived`);
    return TAKEN;
  }

  #noRoom(peerId: string, error: unknown): ResultReply {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== this.#trouble) this.#options.say(`the result of ${peerId} cannot be written: ${reason}`);
    this.#trouble = reason;
    return refusal('NO_ROOM', reason);
  }

  #receiverOf(peerId: string): ResultReceiver {
    const known = this.#receivers.get(peerId);
    const receiver = known ?? new ResultReceiver(receivedDirectory(this.#options.runDir, peerId));
    this.#receivers.set(peerId, receiver);
    return receiver;
  }
}

function refusal(code: ResultRefusal, reason: string): ResultReply {
  return { accepted: false, code, reason };
}

/** The failure that a peer tells of itself; only codes that we know are repeated. */
function failureIn({ code }: ResultWord): string | undefined {
  return Object.hasOwn(EXIT_CODES, code) ? `its own machine could not score it: ${code}` : undefined;
}
