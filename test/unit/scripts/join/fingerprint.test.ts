import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprintOf } from '../../../../scripts/join/fingerprint.js';

test('a key has one short fingerprint, and another key another one', () => {
  assert.equal(fingerprintOf('abc'), 'ba78-16bf-8f01-cfea', 'the head of SHA-256');
  assert.notEqual(fingerprintOf('abd'), fingerprintOf('abc'));
});
