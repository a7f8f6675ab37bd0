import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CodistillError } from '../../../proto/errors.js';
import { batchDigest, checkId, mayBeRoutingIdOf, routingId } from '../../../proto/identity.js';
import { LIMITS } from '../../../proto/limits.js';
import '../../support/property-seed.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('usable names are taken as they are', () => {
  for (const id of ['a', '0', 'peer-0', 'run_2026-01', 'x'.repeat(LIMITS.idLengthMax)]) {
    assert.equal(checkId(id, 'peer id'), id);
  }
});

test('a name that a subject, a routing id or a file name could misread is refused, and said what it is', () => {
  const wrong = [
    '',
    '-a',
    '_a',
    'A',
    'a.b',
    'a*',
    'a>',
    'a b',
    'a#1',
    'a/b',
    '..',
    'ä',
    'a\n',
    'x'.repeat(LIMITS.idLengthMax + 1),
  ];
  for (const id of wrong) {
    assert.throws(
      () => checkId(id, 'peer id'),
      (error: unknown) =>
        error instanceof CodistillError &&
        error.code === 'ERR_CONFIG' &&
        error.message.includes(`peer id "${id}"`) &&
        error.fix.includes('a-z'),
      JSON.stringify(id),
    );
  }
});

test('routing ids of different incarnations and peers never meet', () => {
  assert.equal(routingId('peer-0', 3), 'peer-0#3');
  assert.notEqual(routingId('a', 11), routingId('a1', 1));
  assert.equal(routingId('peer-0', 3, 'token'), 'peer-0#3#token');
});

test('before its token is known an incarnation is told by the beginning of a routing id', () => {
  for (const id of ['a#1', 'a#1#token', 'a#1#']) assert.equal(mayBeRoutingIdOf(id, 'a', 1), true, id);
  for (const id of ['a#11', 'a#2#token', 'b#1#token', 'a', '']) {
    assert.equal(mayBeRoutingIdOf(id, 'a', 1), false, id);
  }
});

test('a digest is the head of a SHA-256 over seed, count and ordered ids', () => {
  // Python: hashlib.sha256(struct.pack('<5I', seed, 3, 3, 1, 2)).hexdigest()[:32]
  assert.equal(hex(batchDigest(Uint32Array.of(3, 1, 2), 0)), '24d5f2c9ae17ff86ab816cd823703392');
  assert.equal(hex(batchDigest(Uint32Array.of(3, 1, 2), 0xffffffff)), 'a65565ef92c2cb949176111b72ce25e6');
  assert.equal(batchDigest(new Uint32Array(0), 0).length, LIMITS.batchDigestBytes);
});

test('a digest is equal exactly when ids, their order and the augmentation seed are', () => {
  const batch = fc.record({
    ids: fc.array(fc.nat({ max: 5 }), { maxLength: 4 }),
    seed: fc.nat({ max: 2 }),
  });
  fc.assert(
    fc.property(batch, batch, (a, b) => {
      const equal = a.seed === b.seed && a.ids.join() === b.ids.join();
      const digests = [a, b].map(({ ids, seed }) => hex(batchDigest(Uint32Array.from(ids), seed)));
      assert.equal(digests[0] === digests[1], equal);
    }),
    { numRuns: 2_000 },
  );
});

test('a view in the middle of a larger buffer is digested as its own ids only', () => {
  const buffer = Uint32Array.of(9, 3, 1, 2, 9);
  assert.equal(hex(batchDigest(buffer.subarray(1, 4), 5)), hex(batchDigest(Uint32Array.of(3, 1, 2), 5)));
});
