import { CodistillError, DecodeError } from '../../proto/errors.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { bounded, pause } from '../../proto/net/bounded-wait.js';
import { openLastingConnection } from '../../proto/net/lasting-connection.js';
import { Patience } from '../../proto/patience.js';
import {
  type ResultReply,
  type ResultWord,
  resultReplyCodec,
  resultWordCodec,
} from '../../proto/result-word.js';
import { inboxOf, subjects } from '../../proto/subjects.js';

/** How long an answer may take: a disk may be slow, or has a whole result to take. */
const ANSWER_MS = 20_000;
const RETRY_MS = 500;
/** Time for the last word to leave. */
const CLOSE_MS = 1_000;
/** How long nobody may answer. */
const UNHEARD_MS_MAX = 30_000;

const NO_PIECE = {
  file: '',
  pieceIndex: 0,
  pieceCount: 0,
  sha256: new Uint8Array(),
  piece: new Uint8Array(),
};

/** A word without what every one has. */
export type OwnWord = Pick<ResultWord, 'doing'> & Partial<Omit<ResultWord, 'runId'>>;

export interface CourierOptions extends NatsAccess {
  readonly runId: string;
  readonly peerId: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** The way of a peer's result to the machine where the run began. */
export interface ResultCourier {
  /** Says something that needs no answer, if anybody can hear it. */
  tell(word: OwnWord): void;
  /**
   * Says something until it is answered, over any number of connections.
   *
   * @throws {CodistillError} `ERR_COORDINATOR_UNREACHABLE` when nobody has answered for half a minute, one of those of `natsRefusal`
   *   when the server does not let this peer in any more, `ERR_INTERRUPTED` when the signal was aborted.
   */
  ask(word: OwnWord): Promise<ResultReply>;
  close(): Promise<void>;
}

/** Opens it with the rights of that peer. */
export function openResultCourier({
  natsUrl,
  natsProof,
  runId,
  peerId,
  say,
  signal,
}: CourierOptions): ResultCourier {
  const subject = subjects(runId).peer(peerId, 'result');
  const failing = new AbortController();
  const ending = AbortSignal.any([signal, failing.signal]);
  let patience: Patience | undefined; // with whoever is asked: before, nobody waits
  const lasting = openLastingConnection({
    ...{ natsUrl, natsProof, party: 'peer', name: `result of ${peerId}`, random: Math.random },
    inbox: inboxOf(runId, { peerId }),
    onOpen: () => {},
    onUp: () => {},
    onDown: () => {},
    onTrouble: (error) => patience?.trouble(error),
  });
  const encoded = (word: OwnWord): Uint8Array =>
    resultWordCodec.encode({ ...NO_PIECE, code: '', ...word, runId });
  return {
    tell(word) {
      lasting.current()?.publish(subject, encoded(word));
    },
    async ask(word) {
      patience ??= new Patience({
        ...{ nowMs: () => performance.now(), boundMs: UNHEARD_MS_MAX, say },
        fail: (error) => failing.abort(error),
      });
      while (!ending.aborted) {
        try {
          const answer = await lasting.current()?.request(subject, encoded(word), { timeout: ANSWER_MS });
          if (answer !== undefined) {
            patience.renew();
            return resultReplyCodec.decode(answer.data);
          }
        } catch (cause) {
          if (cause instanceof DecodeError) throw cause;
          patience.trouble(unheard(natsUrl, runId, cause));
        }
        await pause(RETRY_MS, ending);
      }
      throw (failing.signal.reason as CodistillError | undefined) ?? interrupted();
    },
    async close() {
      await bounded(lasting.current()?.flush() ?? Promise.resolve(), CLOSE_MS);
      await lasting.close();
    },
  };
}

/** The client tells of nobody who listens, of no answer in time and of a lost connection alike: as an error. */
function unheard(natsUrl: string, runId: string, cause: unknown): CodistillError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CodistillError(
    'ERR_COORDINATOR_UNREACHABLE',
    `nobody at ${natsUrl} takes results of run "${runId}" (${reason})`,
    { fix: 'see whether the command that began the run is still there', cause },
  );
}

function interrupted(): CodistillError {
  return new CodistillError('ERR_INTERRUPTED', 'the result was not sent', {});
}
