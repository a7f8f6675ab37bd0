import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHUNK_BYTES, chunkCount, chunkOf } from '../../../proto/chunks.js';

test('chunks put one after the other are the content, and none is longer than a message takes', () => {
  for (const bytes of [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]) {
    const content = Uint8Array.from({ length: bytes }, (_, i) => i % 251);
    const chunks = Array.from({ length: chunkCount(bytes) }, (_, i) => chunkOf(content, i));
    assert.equal(
      chunks.length,
      [0, CHUNK_BYTES].includes(bytes) ? bytes / CHUNK_BYTES : Math.ceil(bytes / CHUNK_BYTES),
    );
    assert(chunks.every(({ length }) => length > 0 && length <= CHUNK_BYTES));
    assert.equal(Buffer.compare(Buffer.concat(chunks), content), 0);
  }
});
