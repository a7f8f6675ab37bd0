import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32c } from '../../../../peer/files/crc32c.js';

test('the sums are those of RFC 3720', () => {
  assert.equal(crc32c(new Uint8Array(32)), 0x8a9136aa);
  assert.equal(crc32c(new Uint8Array(32).fill(0xff)), 0x62a8ab43);
  assert.equal(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i)), 0x46dd794e);
  assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
  assert.equal(crc32c(new Uint8Array()), 0);
});

/** Bit by bit. */
function slowly(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0x82f63b78 ^ (sum >>> 1) : sum >>> 1;
  }
  return ~sum >>> 0;
}

test('any length from any place has the sum that it has bit by bit', () => {
  const bytes = Uint8Array.from({ length: 64 }, (_, i) => (i * i * 37 + 129) % 256);
  for (let start = 0; start < 9; start++) {
    for (let end = start; end < bytes.length; end++) {
      const part = bytes.subarray(start, end);
      assert.equal(crc32c(part), slowly(part));
    }
  }
});
