import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { givenNats, natsVariables, proofOf } from '../../../scripts/nats-settings.js';
import { temporaryDirectory } from '../../support/launch.js';

const URL = 'nats://127.0.0.1:4222';

test('a token comes from the environment; an empty one is none', () => {
  assert.equal(givenNats(URL, {}, { CODISTILL_NATS_TOKEN: 'secret' }).settings.token, 'secret');
  assert.deepEqual(givenNats(URL, {}, { CODISTILL_NATS_TOKEN: '' }).settings, {});
  assert.deepEqual(givenNats(URL, {}, {}).settings, {});
});

test('a URL brings its credentials, which then stand in it no more', () => {
  const given = givenNats('nats://u:s3cret@127.0.0.1:4222', {}, { CODISTILL_NATS_USER: 'other' });
  assert.deepEqual(given, { natsUrl: URL, settings: { user: 'u', password: 's3cret' } });
  const withToken = givenNats('t0ken@127.0.0.1:4222', {}, {});
  assert.deepEqual(withToken, { natsUrl: URL, settings: { token: 't0ken' } });
});

test('an option wins over the URL, the URL over the environment', (t) => {
  const file = join(temporaryDirectory(t), 'password');
  writeFileSync(file, 'from-file\n', { mode: 0o600 });
  const environment = { CODISTILL_NATS_USER: 'env', CODISTILL_NATS_PASSWORD: 'env' };
  const options = { 'nats-user': 'typed', 'nats-password-file': file };
  assert.deepEqual(givenNats('nats://u:p@127.0.0.1', options, environment).settings, {
    user: 'typed',
    password: 'from-file',
  });
  assert.deepEqual(givenNats(URL, {}, environment).settings, { user: 'env', password: 'env' });
});

test('files are named in the settings, and read into the proof', (t) => {
  const directory = temporaryDirectory(t);
  const named = (name: string): string => {
    const file = join(directory, name);
    writeFileSync(file, `content of ${name}`, { mode: name === 'ca' ? 0o644 : 0o600 });
    return file;
  };
  const options = { 'nats-creds': named('creds'), 'nats-ca': named('ca') };
  const given = givenNats(URL, options, { CODISTILL_NATS_NKEY: named('nkey') });
  assert.deepEqual(given.settings, {
    creds: join(directory, 'creds'),
    nkey: join(directory, 'nkey'),
    ca: join(directory, 'ca'),
  });
  assert.deepEqual(proofOf(given), {
    creds: 'content of creds',
    nkey: 'content of nkey',
    tls: { ca: 'content of ca' },
  });
});

test('a file that cannot be read is named with its option', () => {
  for (const option of ['nats-creds', 'nats-nkey', 'nats-ca', 'nats-cert', 'nats-key']) {
    const given = givenNats(URL, { [option]: '/not/there' }, {});
    assert.throws(() => proofOf(given), {
      code: 'ERR_CONFIG',
      message: new RegExp(`--${option} /not/there`),
    });
  }
  for (const option of ['nats-password-file', 'nats-token-file'])
    assert.throws(() => givenNats(URL, { [option]: '/not/there' }, {}), { code: 'ERR_CONFIG' });
});

test('a secret that others can read is refused; a certificate is for all to see', (t) => {
  const file = join(temporaryDirectory(t), 'file');
  writeFileSync(file, 'text', { mode: 0o644 });
  for (const option of ['nats-creds', 'nats-nkey', 'nats-key'])
    assert.throws(() => proofOf(givenNats(URL, { [option]: file }, {})), {
      code: 'ERR_CONFIG',
      fix: /^chmod 600/,
    });
  for (const option of ['nats-password-file', 'nats-token-file'])
    assert.throws(() => givenNats(URL, { [option]: file }, {}), { code: 'ERR_CONFIG', fix: /^chmod 600/ });
  assert.deepEqual(proofOf(givenNats(URL, { 'nats-ca': file, 'nats-cert': file }, {})), {
    tls: { ca: 'text', cert: 'text' },
  });
});

test('a child gets these settings and none of its launcher’s own', () => {
  const own = { CODISTILL_NATS_USER: 'u', CODISTILL_NATS_CA: '/ca', HOME: '/home' };
  const environment = { ...own, ...natsVariables({ token: 'drawn' }) };
  const set = Object.entries(environment).filter(([, value]) => value !== undefined);
  assert.deepEqual(Object.fromEntries(set), { HOME: '/home', CODISTILL_NATS_TOKEN: 'drawn' });
});
