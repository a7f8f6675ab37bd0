import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodistillError } from '../../../proto/errors.js';
import {
  type NatsProof,
  replicasOf,
  serversOf,
  shownProof,
  shownUrl,
  splitNatsUrl,
} from '../../../proto/nats-access.js';

const SPLIT: readonly [text: string, natsUrl: string, proof: NatsProof][] = [
  ['nats://127.0.0.1:4222', 'nats://127.0.0.1:4222', {}],
  ['127.0.0.1', 'nats://127.0.0.1', {}],
  ['nats://u:p@h:1', 'nats://h:1', { user: 'u', password: 'p' }],
  ['u:p%40%2F@h', 'nats://h', { user: 'u', password: 'p@/' }],
  ['nats://u:100%@h', 'nats://h', { user: 'u', password: '100%' }],
  ['nats://t0ken@h', 'nats://h', { token: 't0ken' }],
  ['tls://h:4222', 'tls://h:4222', { tls: {} }],
  ['tls://u:p@[::1]:4222/', 'tls://[::1]:4222', { user: 'u', password: 'p', tls: {} }],
];

for (const [text, natsUrl, natsProof] of SPLIT)
  test(`${text} is an address and its credentials`, () =>
    assert.deepEqual(splitNatsUrl(text), { natsUrl, natsProof }));

for (const text of [
  '',
  'nats://',
  'http://u:s3cret@h',
  'ws://h',
  'nats://u:s3cret@h:99999',
  'nats://u:s3cret@h/path',
])
  test(`"${text}" is refused without its secret`, () => {
    assert.throws(
      () => splitNatsUrl(text),
      ({ code, message, fix }: CodistillError) =>
        code === 'ERR_USAGE' && !`${message}${fix}`.includes('s3cret'),
    );
  });

test('what stands before the @ is never shown', () => {
  assert.equal(shownUrl('nats://u:p@ss@h:1'), 'nats://***@h:1');
  assert.equal(shownUrl('u:p@h'), '***@h');
  assert.equal(shownUrl('nats://h:1'), 'nats://h:1');
});

test('a proof is named by its kind and user', () => {
  const secrets = { password: 's3cret', token: 's3cret', creds: 's3cret', nkey: 's3cret' };
  assert.equal(shownProof({}), 'without credentials');
  assert.equal(shownProof({ user: 'u', password: 's3cret' }), 'as user "u"');
  for (const [name, secret] of Object.entries(secrets))
    assert(!shownProof({ [name]: secret }).includes('s3cret'));
});

test('the servers of a cluster stand side by side, with the same credentials', () => {
  const cluster = splitNatsUrl('nats://me:secret@a, nats://me:secret@b:4223,me:secret@c');
  assert.deepEqual(cluster, {
    natsUrl: 'nats://a,nats://b:4223,nats://c',
    natsProof: { user: 'me', password: 'secret' },
  });
  assert.deepEqual(serversOf(cluster.natsUrl), ['nats://a', 'nats://b:4223', 'nats://c']);
  assert.deepEqual(['nats://a', cluster.natsUrl].map(replicasOf), [1, 3]);
  for (const [text, problem] of [
    ['a,b', /a cluster of two servers stops with either of them/],
    ['a,b,a', /a server is named twice/],
    ['me:secret@a,b,c', /differ in credentials or encryption/],
    ['tls://a,nats://b,nats://c', /differ in credentials or encryption/],
    ['a,,c', /not an address/],
  ] as const) {
    assert.throws(() => splitNatsUrl(text), { code: 'ERR_USAGE', message: problem });
    assert.throws(
      () => splitNatsUrl(text),
      (error: Error) => !error.message.includes('secret'),
    );
  }
});
