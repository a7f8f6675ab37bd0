import { CodistillError, type ErrorCode } from './errors.js';
import { type NatsProof, shownProof } from './nats-access.js';

/** Errors on the way to nats-server that no waiting mends. */
export const PERMANENT: readonly ErrorCode[] = [
  'ERR_CONFIG',
  'ERR_NATS_LOGIN',
  'ERR_NATS_TLS',
  'ERR_NATS_NAME',
  'ERR_NATS_PROTOCOL',
  'ERR_NATS_JETSTREAM',
  'ERR_NATS_PERMISSION',
];

/** Whether an error stays the same, however often one tries. */
export function isPermanent({ code }: CodistillError): boolean {
  return PERMANENT.includes(code);
}

/** Said by a server that asks for a certificate and got none. */
export const NO_CLIENT_CERTIFICATE = 'it asks for a certificate of this client';

const LOGIN = ['AUTHORIZATION_VIOLATION', 'AUTHENTICATION_EXPIRED', 'ACCOUNT_EXPIRED', 'BAD_AUTHENTICATION'];
/** Of OpenSSL's verification of a chain, of Node's look at its names, and of the handshake. */
const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_|^CRL_|HOSTNAME_MISMATCH|^ERR_TLS_|^ERR_SSL_|^ERR_OSSL_|^TLS$/;
const UNNAMED = ['ENOTFOUND', 'EAI_NONAME', 'EAI_NODATA'];
const FOREIGN = /unexpected response|JSON|parser|unknown protocol/i;

/** The slice of an error that tells what it is, whichever library it is from. */
interface Cause {
  readonly code?: unknown;
  readonly message?: unknown;
  /** Of the NATS client: what Node said. */
  readonly chainedError?: { readonly code?: unknown };
}

/**
 * Puts into words why a connection to nats-server failed, and gives it the code that tells whether waiting helps:
 * `ERR_NATS_SERVER` may mend itself, the others of {@link isPermanent} do not.
 *
 * @param cause - As the NATS client, Node's resolver or its TLS gave it.
 */
export function natsRefusal(cause: unknown, natsUrl: string, proof: NatsProof): CodistillError {
  const { code, message, chainedError } = (cause ?? {}) as Cause;
  const name = typeof code === 'string' ? code : '';
  const reason = typeof message === 'string' && message !== '' ? message : name || 'no reason given';
  const error = (ours: ErrorCode, what: string, fix: string): CodistillError =>
    new CodistillError(ours, what, { fix, facts: { natsUrl, reason: name }, cause });
  if (LOGIN.includes(name)) {
    return error(
      'ERR_NATS_LOGIN',
      `nats-server at ${natsUrl} refuses the login ${shownProof(proof)}: ${reason.replaceAll("'", '')}`,
      shownProof(proof) === 'without credentials'
        ? 'give --nats-user with CODISTILL_NATS_PASSWORD, or CODISTILL_NATS_TOKEN, --nats-creds or --nats-nkey'
        : 'correct the credentials; `codistill doctor --nats URL` tries them',
    );
  }
  if (UNNAMED.includes(name))
    return error('ERR_NATS_NAME', `the host of ${natsUrl} does not resolve (${name})`, 'correct the name');
  if (name === 'SERVER_OPT_NA') return unavailable(error, natsUrl, reason);
  if (CERTIFICATE.test(name)) {
    const what = `no encrypted connection to ${natsUrl}: ${reason} (${name})`;
    return error('ERR_NATS_TLS', what, certificateFix(reason, proof));
  }
  if (FOREIGN.test(reason)) {
    const what = `what answers at ${natsUrl} does not speak NATS: ${reason}`;
    return error('ERR_NATS_PROTOCOL', what, 'give the client port of nats-server, often 4222');
  }
  return error(
    'ERR_NATS_SERVER',
    `no nats-server answers at ${natsUrl}: ${inWords(name, reason, chainedError?.code)}`,
    `start one with JetStream (nats-server -js), or correct the address${proof.tls === undefined ? '; tls:// if it encrypts from the first byte (handshake_first)' : ''}`,
  );
}

function certificateFix(reason: string, { tls }: NatsProof): string {
  if (reason === NO_CLIENT_CERTIFICATE)
    return "give this client's own with --nats-cert FILE and --nats-key FILE";
  return `give the authority that signed ${tls?.ca === undefined ? 'its certificate' : 'the certificate of that very host'} with --nats-ca FILE`;
}

/** The server lacks something that this client asked for: encryption, or a protocol of this decade. */
function unavailable(
  error: (code: ErrorCode, what: string, fix: string) => CodistillError,
  natsUrl: string,
  option: string,
): CodistillError {
  return option === 'tls'
    ? error(
        'ERR_NATS_TLS',
        `nats-server at ${natsUrl} offers no encryption, and --nats-ca, --nats-cert or tls:// asks for it`,
        'leave those out if you trust every machine on the way',
      )
    : error(
        'ERR_NATS_PROTOCOL',
        `nats-server at ${natsUrl} is too old: it lacks ${option}`,
        'use 2.14 or newer',
      );
}

/** A reason for people, of those that only have a name. */
function inWords(name: string, reason: string, byNode: unknown): string {
  switch (name) {
    case 'CONNECTION_REFUSED':
      // The client says so too of a connection that was taken and closed, where Node gives no reason.
      return byNode === 'ECONNREFUSED'
        ? 'the connection is refused'
        : 'whoever takes the connection closes it';
    case 'TIMEOUT':
    case 'CONNECTION_TIMEOUT':
      return 'whoever takes the connection says nothing';
    default:
      return reason;
  }
}
