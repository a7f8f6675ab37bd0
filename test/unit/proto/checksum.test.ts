import assert from 'node:assert/strict';
import { test } from 'node:test';
import { payloadChecksum } from '../../../proto/checksum.js';

test('the checksum is CRC-32 as ISO 3309 defines it, unsigned', () => {
  assert.equal(payloadChecksum(new TextEncoder().encode('123456789')), 0xcbf43926); // the standard's check value
  assert.equal(payloadChecksum(new Uint8Array(0)), 0);
});

test('one flipped bit anywhere changes it', () => {
  const payload = Uint8Array.from({ length: 40 }, (_, i) => i);
  const whole = payloadChecksum(payload);
  for (let bit = 0; bit < 8 * payload.length; bit++) {
    const harmed = payload.slice();
    harmed[bit >> 3]! ^= 1 << (bit & 7);
    assert.notEqual(payloadChecksum(harmed), whole);
  }
});
