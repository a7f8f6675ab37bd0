import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostOf, isLoopback } from '../../../proto/loopback.js';

test('the host of an endpoint stands between scheme or user and port', () => {
  assert.equal(hostOf('nats://127.0.0.1:4222'), '127.0.0.1');
  assert.equal(hostOf('nats://user:secret@box:4222/'), 'box');
  assert.equal(hostOf('tcp://[::1]:*'), '[::1]');
  assert.equal(hostOf('box'), 'box');
  assert.equal(hostOf('tcp://'), undefined);
});

test('loopback is localhost, 127.0.0.0/8 and ::1, and nothing that only looks like it', () => {
  for (const host of ['localhost', '127.0.0.1', '127.8.9.1', '::1', '[::1]', 'LOCALHOST'])
    assert(isLoopback(host), host);
  for (const host of [
    '0.0.0.0',
    '10.0.0.1',
    '127.0.0.1.example.org',
    'localhost.example.org',
    '::',
    '*',
    '',
  ]) {
    assert(!isLoopback(host), host);
  }
});
