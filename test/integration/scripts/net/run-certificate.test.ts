import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { certificateAt, keyHashOf } from '../../../../proto/net/server-key.js';
import {
  makeRunCertificate,
  newServerKey,
  type RunCertificate,
} from '../../../../scripts/net/run-certificate.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { dial, listening } from '../../../support/nats-refusals.js';
import { startTestNatsServer } from '../../../support/nats-server.js';

const TIMEOUT = { timeout: 300_000 };
const WAIT_MS = 60_000;

/** A server that shows a certificate. */
async function encrypted(t: TestContext, { certificate, key }: RunCertificate): Promise<string> {
  const directory = temporaryDirectory(t);
  const [cert, secret] = [join(directory, 'cert.pem'), join(directory, 'key.pem')];
  writeFileSync(cert, certificate);
  writeFileSync(secret, key, { mode: 0o600 });
  const server = await startTestNatsServer({
    lines: [`tls { cert_file: "${cert}", key_file: "${secret}" }`],
  });
  t.after(() => server.stop());
  return `nats://127.0.0.1:${server.port}`;
}

const hashOf = ({ certificate }: RunCertificate): Buffer => keyHashOf(new X509Certificate(certificate));

test(
  'a certificate of the run’s own names each address, and is trusted by address and by name',
  TIMEOUT,
  async (t) => {
    const made = await makeRunCertificate(['127.0.0.1', 'fd00::1', 'localhost']);
    const { subjectAltName, validFrom } = new X509Certificate(made.certificate);
    assert(Date.parse(validFrom) < Date.now() - 12 * 60 * 60 * 1_000, 'good where a clock is hours behind');
    assert.equal(subjectAltName, 'IP Address:127.0.0.1, IP Address:FD00:0:0:0:0:0:0:1, DNS:localhost');
    const url = await encrypted(t, made);
    await dial(url, { tls: { ca: made.certificate } });
    await dial(url.replace('127.0.0.1', 'localhost'), { tls: { ca: made.certificate } });
    const other = await makeRunCertificate(['127.0.0.1']);
    await assert.rejects(dial(url, { tls: { ca: other.certificate } }), { code: 'ERR_NATS_TLS' });
  },
);

test('who was given the very certificate of a server asks for no name', TIMEOUT, async (t) => {
  const made = await makeRunCertificate(['198.51.100.7']);
  await dial(await encrypted(t, made), { tls: { ca: made.certificate } });
});

test('the hash of a key outlives its certificate, and no other key has it', async () => {
  const key = newServerKey();
  const [before, after] = [
    await makeRunCertificate(['10.0.0.1'], key),
    await makeRunCertificate(['10.0.0.2'], key),
  ];
  assert.notEqual(before.certificate, after.certificate);
  assert(hashOf(before).equals(hashOf(after)));
  assert(!hashOf(before).equals(hashOf(await makeRunCertificate(['10.0.0.1']))));
});

test('a certificate is fetched from who holds the key, whatever its name', TIMEOUT, async (t) => {
  const made = await makeRunCertificate(['198.51.100.7']);
  const url = await encrypted(t, made);
  const fetched = await certificateAt(url, hashOf(made), WAIT_MS);
  assert.equal(
    new X509Certificate(fetched).fingerprint256,
    new X509Certificate(made.certificate).fingerprint256,
  );
  await dial(url, { tls: { ca: fetched } });
});

test(
  'nothing is said to a server of another key, one that does not encrypt, or one that is silent',
  TIMEOUT,
  async (t) => {
    const [wanted, other] = [
      await makeRunCertificate(['127.0.0.1']),
      await makeRunCertificate(['127.0.0.1']),
    ];
    await assert.rejects(certificateAt(await encrypted(t, other), hashOf(wanted), WAIT_MS), {
      code: 'ERR_NATS_TLS',
      message: /holds another key/,
    });
    const plain = await startTestNatsServer();
    t.after(() => plain.stop());
    await assert.rejects(certificateAt(plain.url, hashOf(wanted), WAIT_MS), {
      code: 'ERR_NATS_TLS',
      message: /offers no encryption/,
    });
    const heard: Buffer[] = [];
    const silent = await listening(t, (socket) => socket.on('data', (bytes) => heard.push(bytes)));
    await assert.rejects(certificateAt(silent, hashOf(wanted), 100), { code: 'ERR_NATS_SERVER' });
    assert.deepEqual(heard, []);
  },
);
