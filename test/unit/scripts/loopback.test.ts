import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodistillError } from '../../../proto/errors.js';
import { isClosed, openText, requireLoopback } from '../../../scripts/loopback.js';

test('an address off loopback is refused unless the user insists', () => {
  for (const endpoint of [
    'nats://10.0.0.1:4222',
    'tcp://0.0.0.0:*',
    'tcp://*:5555',
    'nats://me:pw@example.org',
    'lab-3',
    'tcp://[::]:1',
  ]) {
    assert.throws(
      () => requireLoopback(endpoint, '--nats', false),
      (error: CodistillError) => error.code === 'ERR_INSECURE_BIND' && /--insecure/.test(error.fix),
      endpoint,
    );
    requireLoopback(endpoint, '--nats', true);
  }
});

test('an address on loopback needs no insistence', () => {
  for (const endpoint of [
    'nats://127.0.0.1:4222',
    'tcp://127.0.0.1:*',
    'localhost',
    'tcp://[::1]:80',
    'nats://me:pw@localhost:1',
  ]) {
    requireLoopback(endpoint, '--nats', false);
  }
});

test('what is no address is refused even with --insecure', () => {
  for (const endpoint of ['', 'tcp://', 'nats://host:port', 'a b:c d:e']) {
    assert.throws(
      () => requireLoopback(endpoint, '--bind', true),
      (error: CodistillError) => error.code === 'ERR_USAGE',
      endpoint,
    );
  }
});

test('a control plane is closed where the server is encrypted and this process shows who it is', () => {
  const tls = { ca: 'its certificate' };
  for (const proof of [{ creds: 'c' }, { nkey: 'n' }, { token: 't' }, { user: 'u' }])
    assert.deepEqual([isClosed({ ...proof, tls }), isClosed(proof)], [true, false]);
  assert.equal(isClosed({ tls: { ...tls, cert: 'own', key: 'own' } }), true);
  assert.deepEqual([isClosed({ tls }), isClosed({})], [false, false]);
});

test('what --insecure gives up is said where it gives up something', () => {
  const open = { natsUrl: 'nats://192.0.2.1:4222', natsProof: {} };
  assert.match(openText(open)!, /^--insecure: the control plane at nats:\/\/192\.0\.2\.1:4222 is open/);
  assert.equal(openText({ ...open, natsUrl: 'nats://127.0.0.1:4222' }), undefined);
  assert.equal(openText({ ...open, natsProof: { creds: 'c', tls: {} } }), undefined);
});
