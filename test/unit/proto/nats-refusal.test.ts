import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodistillError, type ErrorCode } from '../../../proto/errors.js';
import { isPermanent, natsRefusal } from '../../../proto/nats-refusal.js';

const coded = (code: string, message = code): Error => Object.assign(new Error(message), { code });

/** Causes as the client, the resolver and TLS give them, with the code that each gets. */
const CAUSES: readonly [cause: unknown, code: ErrorCode][] = [
  [coded('AUTHORIZATION_VIOLATION', "'Authorization Violation'"), 'ERR_NATS_LOGIN'],
  [coded('AUTHENTICATION_EXPIRED'), 'ERR_NATS_LOGIN'],
  [coded('ACCOUNT_EXPIRED'), 'ERR_NATS_LOGIN'],
  [coded('ENOTFOUND'), 'ERR_NATS_NAME'],
  [coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'ERR_NATS_TLS'],
  [coded('SELF_SIGNED_CERT_IN_CHAIN'), 'ERR_NATS_TLS'],
  [coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'ERR_NATS_TLS'],
  [coded('CERT_HAS_EXPIRED'), 'ERR_NATS_TLS'],
  [coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'ERR_NATS_TLS'],
  [coded('ERR_SSL_WRONG_VERSION_NUMBER'), 'ERR_NATS_TLS'],
  [coded('ERR_OSSL_PEM_NO_START_LINE'), 'ERR_NATS_TLS'],
  [coded('SERVER_OPT_NA', 'tls'), 'ERR_NATS_TLS'],
  [coded('SERVER_OPT_NA', 'noEcho'), 'ERR_NATS_PROTOCOL'],
  [new Error('unexpected response from server'), 'ERR_NATS_PROTOCOL'],
  [new SyntaxError('Unexpected token < in JSON at position 0'), 'ERR_NATS_PROTOCOL'],
  [coded('NATS_PROTOCOL_ERR', "'Unknown Protocol Operation'"), 'ERR_NATS_PROTOCOL'],
  // These may mend themselves.
  [coded('NATS_PROTOCOL_ERR', "'Maximum Connections Exceeded'"), 'ERR_NATS_SERVER'],
  [coded('AUTHENTICATION_TIMEOUT'), 'ERR_NATS_SERVER'],
  [coded('CONNECTION_REFUSED'), 'ERR_NATS_SERVER'],
  [coded('EAI_AGAIN'), 'ERR_NATS_SERVER'],
  [coded('ENETUNREACH'), 'ERR_NATS_SERVER'],
  [coded('ECONNRESET'), 'ERR_NATS_SERVER'],
  [coded('TIMEOUT'), 'ERR_NATS_SERVER'],
  [undefined, 'ERR_NATS_SERVER'],
];

for (const [cause, code] of CAUSES) {
  const name = (cause as { code?: string; message?: string } | undefined)?.code ?? String(cause);
  test(`${name} is ${code}, says where, and is passed on`, () => {
    const error = natsRefusal(cause, 'nats://lab:4222', { user: 'u', password: 's3cret' });
    assert.equal(error.code, code, error.message);
    assert.equal(error.cause, cause);
    assert.match(error.message, /nats:\/\/lab:4222/);
    assert.notEqual(error.fix, '');
    assert(!JSON.stringify([error.message, error.fix, error.facts]).includes('s3cret'));
    assert.equal(isPermanent(error), code !== 'ERR_NATS_SERVER');
  });
}

test('the reason of the server is said, and what to do about it', () => {
  const refused = (proof: object): CodistillError =>
    natsRefusal(coded('AUTHORIZATION_VIOLATION', "'Authorization Violation'"), 'nats://lab', proof);
  assert.match(refused({}).message, /refuses the login without credentials: Authorization Violation$/);
  assert.match(refused({}).fix, /CODISTILL_NATS_TOKEN/);
  assert.match(refused({ user: 'u' }).message, /as user "u"/);
  const untrusted = (proof: object): string =>
    natsRefusal(coded('SELF_SIGNED_CERT_IN_CHAIN'), 'nats://lab', proof).fix;
  assert.match(untrusted({}), /signed its certificate with --nats-ca/);
  assert.match(untrusted({ tls: { ca: 'PEM' } }), /of that very host/);
});

test('a connection that is refused is told from one that is taken and closed, and from silence', () => {
  const said = (cause: Error, proof = {}): string[] => {
    const { message, fix } = natsRefusal(cause, 'nats://lab', proof);
    return [message.replace('no nats-server answers at nats://lab: ', ''), fix];
  };
  const closed = coded('CONNECTION_REFUSED');
  const refused = Object.assign(coded('CONNECTION_REFUSED'), { chainedError: coded('ECONNREFUSED') });
  assert.equal(said(refused)[0], 'the connection is refused');
  assert.equal(said(closed)[0], 'whoever takes the connection closes it');
  assert.equal(said(coded('TIMEOUT'))[0], 'whoever takes the connection says nothing');
  assert.match(said(closed)[1]!, /tls:\/\/ if it encrypts from the first byte/);
  assert.doesNotMatch(said(closed, { tls: {} })[1]!, /tls:\/\//);
});

test('errors of other kinds are never taken for permanent', () => {
  for (const code of ['ERR_INTERNAL', 'ERR_COORDINATOR_UNREACHABLE', 'ERR_NO_PEERS'] as const)
    assert.equal(isPermanent(new CodistillError(code, '')), false);
});
