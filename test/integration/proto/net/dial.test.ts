import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import type { CodistillError, ErrorCode } from '../../../../proto/errors.js';
import type { NatsProof } from '../../../../proto/nats-access.js';
import { RunAccounts } from '../../../../proto/net/accounts.js';
import { type Certificates, hasOpenssl, makeCertificates } from '../../../support/certificates.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { LAB, LAB_TOKENS, NKEY } from '../../../support/nats-accounts.js';
import { dial, listening } from '../../../support/nats-refusals.js';
import { type ServerWishes, startTestNatsServer } from '../../../support/nats-server.js';

/** Servers that ask who comes, with proofs that they take and proofs that they do not. */
const LOGINS: Readonly<Record<string, [ServerWishes, right: NatsProof, wrong: readonly NatsProof[]]>> = {
  'a user with a password': [
    { lines: ['authorization { user: u, password: s3cret }'] },
    { user: 'u', password: 's3cret' },
    [{}, { user: 'u' }, { user: 'u', password: 'no' }, { token: 's3cret' }],
  ],
  'a token': [{ lines: ['authorization { token: t0ken }'] }, { token: 't0ken' }, [{}, { token: 'other' }]],
  'an nkey': [
    { lines: [`authorization { users: [{ nkey: ${NKEY.key} }] }`] },
    { nkey: `# the key of peer-0\n${NKEY.seed}\n` },
    [{}, { user: NKEY.key }],
  ],
  'a creds file': [
    { tokens: LAB_TOKENS },
    { creds: await LAB.credentials('launcher') },
    [{}, { nkey: NKEY.seed }, { creds: await new RunAccounts('lab').credentials('launcher') }],
  ],
};

for (const [name, [wishes, right, wrong]] of Object.entries(LOGINS)) {
  test(`a server that asks for ${name} lets in who has it, and says of all others that they have not`, async (t) => {
    const server = await startTestNatsServer(wishes);
    t.after(() => server.stop());
    await dial(server.url, right);
    for (const proof of wrong) {
      await assert.rejects(dial(server.url, proof), ({ code, message, fix }: CodistillError) => {
        assert.equal(code, 'ERR_NATS_LOGIN');
        assert.match(message, /Authorization Violation/);
        assert(!`${message} ${fix}`.includes('s3cret'), 'no secret');
        return true;
      });
    }
  });
}

test('files that hold no credentials are found before anybody is called', async () => {
  for (const proof of [{ creds: 'nothing' }, { nkey: 'nothing' }, { nkey: `SUX${NKEY.seed.slice(3)}` }])
    await assert.rejects(dial('nats://127.0.0.1:1', proof), { code: 'ERR_CONFIG' });
});

async function encrypted(
  t: TestContext,
  more: (made: Certificates) => string,
): Promise<[string, Certificates]> {
  const made = makeCertificates(temporaryDirectory(t));
  const server = await startTestNatsServer({ lines: [`tls { ${more(made)} }`] });
  t.after(() => server.stop());
  return [`nats://127.0.0.1:${server.port}`, made];
}

const text = (file: string): string => readFileSync(file, 'utf8');
const skip = hasOpenssl() ? false : 'no openssl on this machine';

test('a server with a certificate of its own is trusted by its authority, by address and by name', {
  skip,
}, async (t) => {
  const [url, { ca, client, elsewhere }] = await encrypted(t, ({ server }) => keyPair(server));
  const trusted = { tls: { ca: text(ca) } };
  await dial(url, trusted);
  await dial(url.replace('127.0.0.1', 'localhost'), trusted);
  for (const proof of [
    {},
    { tls: {} },
    { tls: { ca: text(client.cert) } },
    { tls: { ca: text(elsewhere.cert) } },
  ])
    await refusedWith('ERR_NATS_TLS', dial(url, proof));
});

test('a certificate of another host is none of this server', { skip }, async (t) => {
  const [url, { ca }] = await encrypted(t, ({ elsewhere }) => keyPair(elsewhere));
  await refusedWith('ERR_NATS_TLS', dial(url, { tls: { ca: text(ca) } }), /Altnames|IP: 127\.0\.0\.1/);
});

test('a server that wants to see a certificate of the client gets it', { skip }, async (t) => {
  const [url, made] = await encrypted(
    t,
    ({ server, ca }) => `${keyPair(server)}, ca_file: "${ca}", verify: true`,
  );
  const [ca, cert, key] = [made.ca, made.client.cert, made.client.key].map(text) as [string, string, string];
  await dial(url, { tls: { ca, cert, key } });
  await refusedWith('ERR_NATS_TLS', dial(url, { tls: { ca } }));
});

test('a server that encrypts from the first byte is met so by whoever asks for encryption', {
  skip,
}, async (t) => {
  const [url, { ca, client }] = await encrypted(
    t,
    ({ server }) => `${keyPair(server)}, handshake_first: true`,
  );
  // At once: each waits for words in the clear first.
  await Promise.all([
    dial(url, { tls: { ca: text(ca) } }),
    dial(url.replace('127.0.0.1', 'localhost'), { tls: { ca: text(ca) } }),
    refusedWith('ERR_NATS_TLS', dial(url, { tls: { ca: text(client.cert) } })),
    assert.rejects(dial(url, {}), { code: 'ERR_NATS_SERVER', fix: /tls:\/\/ .*handshake_first/ }),
  ]);
});

test('a server that is too busy to speak first is one that may come back, not one whose encryption is wrong', async (t) => {
  const busy = await listening(t, (socket) => {
    socket.once('data', () => socket.write('INFO {}\r\n'));
  });
  await refusedWith('ERR_NATS_SERVER', dial(busy, { tls: {} }), /says nothing/);
});

function keyPair({ cert, key }: Certificates['server']): string {
  return `cert_file: "${cert}", key_file: "${key}"`;
}

test('who asks for encryption never speaks in the clear', async (t) => {
  const server = await startTestNatsServer();
  t.after(() => server.stop());
  await refusedWith('ERR_NATS_TLS', dial(server.url, { tls: {} }), /offers no encryption/);
});

test('a name that does not resolve is no silent server; of a cluster it is no reason not to wait for the others', async () => {
  await refusedWith('ERR_NATS_NAME', dial('nats://no-such-host.invalid:4222', {}));
  const [none, away] = ['nats://no-such-host.invalid:4222', 'nats://127.0.0.1:1'];
  await refusedWith('ERR_NATS_SERVER', dial([none, away, 'nats://127.0.0.1:2'].join(), {}));
});

test('whoever speaks something else than NATS is told from a server that is away', async (t) => {
  const greeting = await listening(t, (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
  await refusedWith('ERR_NATS_PROTOCOL', dial(greeting, {}));
  const dropping = await listening(t, (socket) => socket.destroy());
  await refusedWith('ERR_NATS_SERVER', dial(dropping, {}));
  const silent = await listening(t, () => undefined);
  await refusedWith('ERR_NATS_SERVER', dial(silent, {}), /says nothing/);
  await refusedWith('ERR_NATS_SERVER', dial('nats://127.0.0.1:1', {}), /connection is refused/);
});

async function refusedWith(
  code: ErrorCode,
  work: Promise<unknown>,
  message = /127\.0\.0\.1|invalid/,
): Promise<void> {
  await assert.rejects(work, (error: CodistillError) => {
    assert.equal(error.code, code, `${error.code}: ${error.message}`);
    assert.match(error.message, message);
    return true;
  });
}
