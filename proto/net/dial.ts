import { randomInt, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createConnection, isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import {
  type Authenticator,
  type ConnectionOptions,
  connect,
  type NatsConnection,
  type TlsOptions,
} from 'nats';
import { CodistillError } from '../errors.js';
import { type NatsProof, serversOf } from '../nats-access.js';
import { type NatsParty, natsPatience } from '../nats-connection.js';
import { NO_CLIENT_CERTIFICATE, natsRefusal } from '../nats-refusal.js';
import { Nkey } from './nkey.js';

/** A server says what it asks for as soon as it is called, milliseconds. */
const HELLO_MS = 1_000;

/** One attempt to connect. */
export interface Dial {
  readonly natsUrl: string;
  readonly natsProof?: NatsProof | undefined;
  readonly party: NatsParty;
  /** Shown by the server's monitoring. */
  readonly name: string;
  /** The prefix of the subjects on which it gets answers. */
  readonly inbox: string;
  /** Whether this client hears what it says itself. @default true */
  readonly echo?: boolean;
}

/**
 * Connects to nats-server, once, or to any server of a cluster; a connection that is lost is closed for good. Who asks for
 * encryption and hears nothing tries again as a server with `handshake_first` wants it, which waits for the client to speak.
 *
 * @throws {CodistillError} One of those of `natsRefusal`; `ERR_CONFIG` for a file of credentials that holds none.
 */
export async function dialNats(dial: Dial): Promise<NatsConnection> {
  const errors: unknown[] = [];
  for (const natsUrl of shuffled(serversOf(dial.natsUrl))) {
    try {
      return await dialServer({ ...dial, natsUrl });
    } catch (error) {
      errors.push(error);
    }
  }
  // A server that answers says more than one that is away, and that one may come back, where a name stays none.
  const isOf = (error: unknown, codes: readonly string[]): boolean =>
    error instanceof CodistillError && codes.includes(error.code);
  const answer = errors.find((error) => !isOf(error, ['ERR_NATS_SERVER', 'ERR_NATS_NAME']));
  throw answer ?? errors.find((error) => isOf(error, ['ERR_NATS_SERVER'])) ?? errors[0];
}

/** In any order, so that the clients of a lost server do not all come to the same one. */
function shuffled(servers: readonly string[]): readonly string[] {
  const from = randomInt(servers.length);
  return [...servers.slice(from), ...servers.slice(0, from)];
}

async function dialServer(dial: Dial): Promise<NatsConnection> {
  try {
    return await attempt(dial, false);
  } catch (silence) {
    const isEncrypted = dial.natsProof?.tls !== undefined;
    if (!isEncrypted || !(silence instanceof CodistillError) || silence.code !== 'ERR_NATS_SERVER')
      throw silence;
    try {
      return await attempt(dial, true);
    } catch (error) {
      // It speaks first after all, only later: it was busy, and may be met the next time.
      throw spokeInTheClear(error) ? silence : error;
    }
  }
}

/** Whether OpenSSL met words where it waited for a handshake. */
function spokeInTheClear(error: unknown): boolean {
  const reason = error instanceof CodistillError ? error.facts.reason : undefined;
  return reason === 'ERR_SSL_WRONG_VERSION_NUMBER' || reason === 'ERR_SSL_PACKET_LENGTH_TOO_LONG';
}

async function attempt(dial: Dial, handshakeFirst: boolean): Promise<NatsConnection> {
  const { natsUrl, natsProof = {}, party, name, inbox, echo = true } = dial;
  const options: ConnectionOptions = {
    servers: natsUrl,
    name,
    inboxPrefix: inbox,
    ...proofOptions(natsUrl, natsProof, handshakeFirst),
    ...natsPatience(party),
    // The client's own resolver asks name servers alone, and knows no /etc/hosts.
    resolve: false,
    noEcho: !echo,
    ignoreClusterUpdates: party === 'peer',
  };
  try {
    return await connect(options);
  } catch (cause) {
    const error = natsRefusal(cause, natsUrl, natsProof);
    const isDropped = error.code === 'ERR_NATS_SERVER' && natsProof.tls?.cert === undefined;
    if (!isDropped || !(await wantsCertificate(natsUrl))) throw error;
    throw natsRefusal({ code: 'TLS', message: NO_CLIENT_CERTIFICATE }, natsUrl, natsProof);
  }
}

/**
 * Whether a server drops this client for the lack of a certificate of its own. In TLS 1.3 it does so after the handshake:
 * the client library then sees a reset, or nothing until its time is out. What the server says first tells.
 */
async function wantsCertificate(natsUrl: string): Promise<boolean> {
  const { hostname, port } = new URL(natsUrl);
  const socket = createConnection({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || 4_222 });
  try {
    const [hello] = (await once(socket, 'data', { signal: AbortSignal.timeout(HELLO_MS) })) as [Buffer];
    return /"tls_verify":\s*true/.test(hello.toString());
  } catch {
    return false; // it says nothing at all
  } finally {
    socket.destroy();
  }
}

function proofOptions(
  natsUrl: string,
  { user, password, token, creds, nkey, tls }: NatsProof,
  handshakeFirst: boolean,
): Pick<ConnectionOptions, 'user' | 'pass' | 'token' | 'authenticator' | 'tls'> {
  const authenticator = [
    ...(creds === undefined ? [] : [signing('creds', creds)]),
    ...(nkey === undefined ? [] : [signing('nkey', nkey)]),
  ];
  return {
    ...(user === undefined ? {} : { user, pass: password ?? '' }),
    ...(token === undefined ? {} : { token }),
    ...(authenticator.length === 0 ? {} : { authenticator }),
    ...(tls === undefined ? {} : { tls: { ...tlsOptions(natsUrl, tls), handshakeFirst } }),
  };
}

/** Signs what the server asks for, with the seed in a file that may say more than that; a creds file has a token before it. */
function signing(what: 'creds' | 'nkey', text: string): Authenticator {
  const jwt = /^\s*(ey[\w-]+\.[\w-]+\.[\w-]+)\s*$/m.exec(text)?.[1];
  const seed = /\bSU[A-Z2-7]{56}\b/.exec(text)?.[0] ?? '';
  try {
    if (what === 'creds' && jwt === undefined) throw new Error('it has no token');
    const key = Nkey.fromSeed(seed);
    return (nonce = '') => ({
      ...(what === 'creds' ? { jwt: jwt! } : {}),
      nkey: key.getPublicKey(),
      sig: Buffer.from(key.sign(Buffer.from(nonce))).toString('base64'),
    });
  } catch (cause) {
    throw new CodistillError('ERR_CONFIG', `the file of --nats-${what} holds no ${what} that can be read`, {
      fix:
        what === 'creds'
          ? 'give the file that `nsc generate creds` writes'
          : 'give the file with the seed, SU…',
      cause,
    });
  }
}

/**
 * By itself the client would compare the certificate of a server without a name with "localhost". Who was given the server's very
 * certificate knows it by that, whatever it is called.
 */
function tlsOptions(natsUrl: string, tls: NonNullable<NatsProof['tls']>): TlsOptions {
  const host = new URL(natsUrl).hostname.replace(/^\[|\]$/g, '');
  const given = tls.ca === undefined ? undefined : certificateIn(tls.ca);
  const isServer = (_: string, certificate: PeerCertificate): Error | undefined =>
    given?.raw.equals(certificate.raw) === true ? undefined : checkServerIdentity(host, certificate);
  // Node's own options, which the client passes on and does not declare.
  const name = { checkServerIdentity: isServer, ...(isIP(host) === 0 ? { servername: host } : {}) };
  return { ...tls, ...(name as TlsOptions) };
}

function certificateIn(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined; // the client says so of what is none
  }
}
