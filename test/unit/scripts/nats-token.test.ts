import assert from 'node:assert/strict';
import { test } from 'node:test';
import { givenNatsToken, newNatsToken } from '../../../scripts/nats-token.js';

test('every token is another one, of 256 bits', () => {
  const tokens = Array.from({ length: 100 }, newNatsToken);
  assert.equal(new Set(tokens).size, 100);
  for (const token of tokens) assert.match(token, /^[0-9a-f]{64}$/);
});

test('a token comes from the environment; an empty one is none', () => {
  assert.equal(givenNatsToken({ CODISTILL_NATS_TOKEN: 'secret' }), 'secret');
  assert.equal(givenNatsToken({ CODISTILL_NATS_TOKEN: '' }), undefined);
  assert.equal(givenNatsToken({}), undefined);
});
