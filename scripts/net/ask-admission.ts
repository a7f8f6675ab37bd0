import { type AdmissionReply, admissionReplyCodec, admissionRequestCodec } from '../../proto/admission.js';
import { CodistillError } from '../../proto/errors.js';
import { checkId } from '../../proto/identity.js';
import type { JoinToken } from '../../proto/join-token.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { credsText } from '../../proto/net/accounts.js';
import { dialNats } from '../../proto/net/dial.js';
import type { Nkey } from '../../proto/net/nkey.js';
import { certificateAt } from '../../proto/net/server-key.js';
import { inboxOf, subjects } from '../../proto/subjects.js';
import { printableIn } from '../plain-text.js';

/** A member of a run, with what it needs to connect. */
export interface Admission {
  readonly peerId: string;
  /** Of the key that this machine has made, which never leaves it but for the creds file. */
  readonly publicKey: string;
  /** Opens nats-server together with the key. */
  readonly userToken: string;
  readonly access: NatsAccess & {
    readonly natsProof: { readonly creds: string; readonly tls: { readonly ca: string } };
  };
}

const REFUSALS: Readonly<Record<string, readonly [what: string, fix: string]>> = {
  UNKNOWN: ['is none of this run', 'paste the line that belongs to it'],
  EXPIRED: ['has expired', 'ask for another one'],
  USED_UP: ['has been used as often as it may be', 'ask for another one'],
  FULL: ['comes too late: every place in the run is taken', 'start the run with more peers'],
  NETWORK: ['fits no free place', 'leave --network out, or name one that is free'],
};

/**
 * Asks to be let into a run: finds the server that holds the key of the invitation, and only then shows the secret, encrypted.
 *
 * @param key - Of this machine; asking again with it gives the same place.
 * @param network - That this machine wants to train; empty: whichever place is free.
 * @param timeoutMs - Of each step: a machine that is away takes as long.
 * @throws {CodistillError} `ERR_NATS_…` when no address leads to that server, `ERR_JOIN_REFUSED` when it does not let this
 *   machine in, `ERR_COORDINATOR_UNREACHABLE` when nobody there decides.
 */
export async function askAdmission(
  token: JoinToken,
  key: Nkey,
  timeoutMs: number,
  network = '',
): Promise<Admission> {
  const { natsUrl, ca } = await serverOf(token, timeoutMs);
  const { runId, secret } = token;
  const inbox = inboxOf(runId, 'stranger');
  const connection = await dialNats({
    natsUrl,
    natsProof: { tls: { ca } },
    party: 'launcher',
    name: 'joiner',
    inbox,
  });
  try {
    const publicKey = key.getPublicKey();
    const request = admissionRequestCodec.encode({ secret, publicKey, network });
    const { data } = await connection
      .request(subjects(runId).admission, request, { timeout: timeoutMs })
      .catch((cause: unknown) => {
        throw new CodistillError(
          'ERR_COORDINATOR_UNREACHABLE',
          `nobody at ${natsUrl} lets others into run "${runId}"`,
          {
            fix: 'see whether the run still goes on',
            cause,
          },
        );
      });
    const reply = admissionReplyCodec.decode(data);
    if (!reply.accepted) throw refusal(reply, runId);
    const creds = credsText(reply.userToken, key);
    const { userToken } = reply;
    const peerId = checkId(reply.peerId, 'peer id'); // becomes part of file names
    return { peerId, publicKey, userToken, access: { natsUrl, natsProof: { creds, tls: { ca } } } };
  } finally {
    await connection.close();
  }
}

/**
 * The first address at which the server holds the right key, and its certificate.
 *
 * @throws {CodistillError} `ERR_NATS_…` when there is none.
 */
export async function serverOf(
  { addresses, keyHash }: Pick<JoinToken, 'addresses' | 'keyHash'>,
  timeoutMs: number,
): Promise<{ readonly natsUrl: string; readonly ca: string }> {
  const failures: CodistillError[] = [];
  for (const address of addresses) {
    const natsUrl = `nats://${address}`;
    try {
      return { natsUrl, ca: await certificateAt(natsUrl, keyHash, timeoutMs) };
    } catch (error) {
      if (!(error instanceof CodistillError)) throw error;
      failures.push(error);
    }
  }
  // Somebody who answers with another key says more than a machine that is away.
  const worst = failures.find(({ code }) => code === 'ERR_NATS_TLS') ?? failures[0]!;
  if (worst.code === 'ERR_NATS_TLS') throw worst;
  throw new CodistillError(worst.code, worst.message, {
    fix: 'see that the run still goes on at that machine, that it has this address, and that its firewall lets the port through',
    facts: worst.facts,
    cause: worst,
  });
}

function refusal(reply: AdmissionReply, runId: string): CodistillError {
  const { code, networks } = printableIn({ code: reply.code, networks: reply.networks });
  const [what, plainFix] = REFUSALS[code] ?? [`is refused: ${code}`, 'ask for another one'];
  const fix = networks.length === 0 ? plainFix : `${plainFix}: ${networks.join(', ')}`;
  return new CodistillError('ERR_JOIN_REFUSED', `the invitation to run "${runId}" ${what}`, {
    fix,
    facts: { code },
  });
}
