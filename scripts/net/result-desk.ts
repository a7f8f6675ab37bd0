import type { NatsConnection } from 'nats';
import {
  type ResultReply,
  type ResultWord,
  resultReplyCodec,
  resultWordCodec,
} from '../../proto/result-word.js';
import { inboxOf, subjects } from '../../proto/subjects.js';
import { decoded } from './decoded.js';

export interface ResultDeskOptions {
  readonly runId: string;
  /** Called for every word of a peer; the answer goes back to it. */
  readonly onWord: (peerId: string, word: ResultWord) => Promise<ResultReply>;
  readonly say: (line: string) => void;
}

/**
 * Hears what peers of other machines say of their results. Each is answered where that peer alone listens and nowhere else.
 *
 * @param connection - Of the launcher.
 */
export function openResultDesk(connection: NatsConnection, { runId, onWord, say }: ResultDeskOptions): void {
  connection.subscribe(subjects(runId).everyPeer('result'), {
    callback(error, message) {
      const [, , , peerId = ''] = message.subject.split('.');
      const word = error === null ? decoded(resultWordCodec, message) : null;
      if (word === null || word.runId !== runId) return;
      const mayAnswer = message.reply?.startsWith(`${inboxOf(runId, { peerId })}.`) === true;
      void onWord(peerId, word).then(
        (reply) => mayAnswer && !connection.isClosed() && message.respond(resultReplyCodec.encode(reply)),
        (cause: unknown) => say(`the result of ${peerId}: ${String(cause)}`),
      );
    },
  });
}
