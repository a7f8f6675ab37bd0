import type { Msg, NatsConnection } from 'nats';
import {
  type AdmissionReply,
  type AdmissionRequest,
  admissionReplyCodec,
  admissionRequestCodec,
} from '../../proto/admission.js';
import { DecodeError } from '../../proto/errors.js';
import type { RunAccounts } from '../../proto/net/accounts.js';
import { inboxOf, subjects } from '../../proto/subjects.js';
import { fingerprintOf } from '../join/fingerprint.js';
import type { Invitations } from '../join/invitations.js';

/** An nkey of a user; another text is none that could be let in. */
const USER_KEY = /^U[A-Z2-7]{55}$/;

export interface DeskOptions {
  readonly runId: string;
  readonly accounts: RunAccounts;
  readonly invitations: Invitations;
  /** Unix time in seconds. */
  readonly nowS: () => number;
  /** Tells of everybody who asks, in a line that shows no secret. */
  readonly say: (line: string) => void;
  /** Called before somebody who is let in hears of it. */
  readonly onAdmitted?: () => void;
}

/**
 * Lets in who has an invitation: signs a user for the key that somebody made. It answers where those who are no members listen
 * and nowhere else, since it speaks with the launcher's rights.
 *
 * @param connection - Of the launcher.
 */
export function openAdmissionDesk(connection: NatsConnection, options: DeskOptions): void {
  const { runId, say } = options;
  const inbox = `${inboxOf(runId, 'stranger')}.`;
  connection.subscribe(subjects(runId).admission, {
    callback(error, message) {
      // A closed subscription: the connection tells of that.
      if (error !== null || message.reply?.startsWith(inbox) !== true) return;
      void answer(message, options).catch((cause: unknown) => say(`nobody was let in: ${String(cause)}`));
    },
  });
}

async function answer(message: Msg, options: DeskOptions): Promise<void> {
  const { accounts, invitations, nowS, say, onAdmitted = () => {} } = options;
  const request = requestIn(message);
  if (request === null) return;
  const verdict = invitations.judge(request, nowS());
  const who = fingerprintOf(request.publicKey);
  const reply: AdmissionReply = verdict.accepted
    ? {
        ...{ accepted: true, code: '', peerId: verdict.peerId, networks: [] },
        userToken: await accounts.admit({ peerId: verdict.peerId }, request.publicKey),
      }
    : { accepted: false, code: verdict.code, networks: verdict.networks, peerId: '', userToken: '' };
  if (verdict.accepted) onAdmitted();
  say(verdict.accepted ? `${verdict.peerId} is let in: ${who}` : `${who} is not let in: ${verdict.code}`);
  message.respond(admissionReplyCodec.encode(reply));
}

function requestIn({ data }: Msg): AdmissionRequest | null {
  try {
    const request = admissionRequestCodec.decode(data);
    return USER_KEY.test(request.publicKey) ? request : null;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return null;
  }
}
