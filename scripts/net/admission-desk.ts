import type { Msg, NatsConnection } from 'nats';
import { type AdmissionReply, admissionReplyCodec, admissionRequestCodec } from '../../proto/admission.js';
import { DropLog } from '../../proto/drop-log.js';
import { ELSEWHERE, type RunAccounts } from '../../proto/net/accounts.js';
import { subjects } from '../../proto/subjects.js';
import { fingerprintOf } from '../join/fingerprint.js';
import type { Invitations } from '../join/invitations.js';
import { decoded } from './decoded.js';

/** An nkey of a user; another text is none that could be let in. */
const USER_KEY = /^U[A-Z2-7]{55}$/;

/** So often it is told that somebody is refused for one reason, milliseconds. */
const REFUSAL_QUIET_MS = 10_000;

export interface DeskOptions {
  readonly runId: string;
  readonly accounts: RunAccounts;
  readonly invitations: Invitations;
  /** Unix time in seconds. */
  readonly nowS: () => number;
  /** Tells of everybody who is let in, and now and then of who is not, in a line that shows no secret. */
  readonly say: (line: string) => void;
  /** Called before somebody who is let in hears of it. */
  readonly onAdmitted?: () => void;
}

/**
 * Lets in who has an invitation: signs a user for the key that somebody made. It answers where those who are no members listen
 * and nowhere else, since it speaks with the launcher's rights: those are another account, into which no other answer leads.
 *
 * @param connection - Of the launcher.
 */
export function openAdmissionDesk(connection: NatsConnection, options: DeskOptions): void {
  const { runId, say, nowS } = options;
  const refused = new DropLog(REFUSAL_QUIET_MS, () => 1_000 * nowS(), say);
  connection.subscribe(subjects(runId).admission, {
    callback(error, message) {
      // A closed subscription: the connection tells of that.
      if (error !== null || message.reply?.startsWith(ELSEWHERE) !== true) return;
      void answer(message, { ...options, refused }).catch((cause: unknown) =>
        say(`nobody was let in: ${String(cause)}`),
      );
    },
  });
}

async function answer(message: Msg, options: DeskOptions & { readonly refused: DropLog }): Promise<void> {
  const { accounts, invitations, nowS, say, refused, onAdmitted = () => {} } = options;
  const request = decoded(admissionRequestCodec, message);
  if (request === null || !USER_KEY.test(request.publicKey)) return;
  const { length } = invitations.free;
  const verdict = invitations.judge(request, nowS());
  // Whoever asks again has lost the answer, or has too much time.
  const isNew = invitations.free.length < length;
  const who = fingerprintOf(request.publicKey);
  const reply: AdmissionReply = verdict.accepted
    ? {
        ...{ accepted: true, code: '', peerId: verdict.peerId, networks: [] },
        userToken: await accounts.admit({ peerId: verdict.peerId }, request.publicKey),
      }
    : { accepted: false, code: verdict.code, networks: verdict.networks, peerId: '', userToken: '' };
  if (isNew) onAdmitted();
  if (!verdict.accepted) refused.drop(verdict.code, `${who} is not let in: ${verdict.code}`);
  else if (isNew) say(`${verdict.peerId} is let in: ${who}`);
  message.respond(admissionReplyCodec.encode(reply));
}
