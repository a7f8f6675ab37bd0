import type { Msg, NatsConnection } from 'nats';
import { DecodeError } from '../../proto/errors.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { type LastingConnection, openLastingConnection } from '../../proto/net/lasting-connection.js';
import {
  type ResultReply,
  type ResultWord,
  resultReplyCodec,
  resultWordCodec,
} from '../../proto/result-word.js';
import { inboxOf, subjects } from '../../proto/subjects.js';

export interface ResultDeskOptions extends NatsAccess {
  readonly runId: string;
  /** Called for every word of a peer; the answer goes back to it. */
  readonly onWord: (peerId: string, word: ResultWord) => Promise<ResultReply>;
  readonly say: (line: string) => void;
}

/**
 * Hears what peers of other machines say of their results, with the rights of the launcher. Each is answered where that peer
 * alone listens and nowhere else.
 */
export function openResultDesk(options: ResultDeskOptions): LastingConnection {
  const { natsUrl, natsProof, runId, onWord, say } = options;
  return openLastingConnection({
    ...{ natsUrl, natsProof, party: 'launcher', name: 'launcher, for results', random: Math.random },
    inbox: inboxOf(runId, 'launcher'),
    onOpen: listen,
    onUp: () => {},
    onDown: () => {},
    onTrouble: () => {}, // whoever watches the run tells of it
  });

  function listen(connection: NatsConnection): void {
    connection.subscribe(subjects(runId).everyPeer('result'), {
      callback(error, message) {
        const [, , , peerId = ''] = message.subject.split('.');
        const word = error === null ? wordIn(message) : null;
        if (word === null || word.runId !== runId) return;
        const mayAnswer = message.reply?.startsWith(`${inboxOf(runId, { peerId })}.`) === true;
        void onWord(peerId, word).then(
          (reply) => mayAnswer && !connection.isClosed() && message.respond(resultReplyCodec.encode(reply)),
          (cause: unknown) => say(`the result of ${peerId}: ${String(cause)}`),
        );
      },
    });
  }
}

function wordIn({ data }: Msg): ResultWord | null {
  try {
    return resultWordCodec.decode(data);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return null;
  }
}
