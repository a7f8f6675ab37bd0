import { bech32m } from '@scure/base';
import { admission } from '#generated/admission';
import { CodistillError } from './errors.js';
import { checkId } from './identity.js';

/** An invitation to a run, as one line that is pasted. */
export interface JoinToken {
  /** `host:port` of nats-server, in the order in which to try them. */
  readonly addresses: readonly string[];
  /** SHA-256 of the public key of its certificate, 32 bytes. */
  readonly keyHash: Uint8Array;
  readonly runId: string;
  /** Proves that one was invited. */
  readonly secret: Uint8Array;
  /** Unix time in seconds; 0: never. */
  readonly expiresS: number;
}

/** Before the separator of every token. */
const NAME = 'codistill';
const KEY_HASH_BYTES = 32;
export const SECRET_BYTES = 16;
/** Characters of a token; one of eight long host names has fewer. */
const LENGTH_MAX = 2_000;
const ADDRESSES_MAX = 8;

/** Writes a token with check characters, which tell every wrong character, and nearly every other mistake. */
export function joinTokenText(token: JoinToken): string {
  const bytes = admission.JoinToken.encode({ ...token, addresses: [...token.addresses] }).finish();
  return bech32m.encode(NAME, bech32m.toWords(bytes), LENGTH_MAX);
}

/**
 * Reads a token, before anybody is called.
 *
 * @param text - As pasted, maybe with the command before it: a terminal may have broken the line.
 * @param nowS - Unix time in seconds.
 * @throws {CodistillError} `ERR_JOIN_TOKEN` when it is cut, mistyped, of another version, or expired.
 */
export function parseJoinToken(text: string, nowS: number): JoinToken {
  const line = text.replace(/^.*\bjoin\s/s, '').replace(/\s+/g, '');
  if (!line.toLowerCase().startsWith(`${NAME}1`)) throw refused(`begins with ${NAME}1, and this does not`);
  const bytes = checked(line);
  const token = decoded(bytes);
  const { addresses, keyHash, secret, expiresS } = token;
  const isWhole =
    keyHash.length === KEY_HASH_BYTES &&
    secret.length === SECRET_BYTES &&
    addresses.length > 0 &&
    addresses.length <= ADDRESSES_MAX &&
    addresses.every((address) => URL.canParse(`nats://${address}`));
  if (!isWhole) throw refused('is of another version of codistill');
  if (expiresS === 0 || nowS < expiresS) return token;
  const sinceS = nowS - expiresS;
  throw new CodistillError(
    'ERR_JOIN_TOKEN',
    `the token is expired since ${sinceS} s by this machine's clock`,
    {
      fix: 'ask for another one, or set the clock',
      facts: { expiresS },
    },
  );
}

function checked(line: string): Uint8Array {
  try {
    return bech32m.fromWords(bech32m.decode(line as `${string}1${string}`, LENGTH_MAX).words);
  } catch (cause) {
    throw refused('has check characters, which do not fit: it is mistyped, or cut short', cause);
  }
}

function decoded(bytes: Uint8Array): JoinToken {
  try {
    const { addresses, keyHash, runId, secret, expiresS } = admission.JoinToken.decode(bytes);
    return { addresses, keyHash, runId: checkId(runId, 'run id'), secret, expiresS };
  } catch (cause) {
    throw refused('is of another version of codistill', cause);
  }
}

function refused(what: string, cause?: unknown): CodistillError {
  return new CodistillError('ERR_JOIN_TOKEN', `a token ${what}`, {
    fix: 'paste the whole line that the other machine printed',
    cause,
  });
}
