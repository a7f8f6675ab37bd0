import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUser, fromPublic, fromSeed } from 'nkeys.js';
import { Nkey } from '../../../../proto/net/nkey.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('a key pair is written as NATS writes it', () => {
  for (const [role, letter] of [
    ['operator', 'O'],
    ['account', 'A'],
    ['user', 'U'],
  ] as const) {
    const key = Nkey.generate(role);
    assert.match(key.getPublicKey(), new RegExp(`^${letter}[A-Z2-7]{55}$`));
    assert.equal(fromSeed(key.getSeed()).getPublicKey(), key.getPublicKey());
  }
});

test('a seed of NATS gives its public key and its signatures', () => {
  const theirs = createUser();
  const ours = Nkey.fromSeed(Buffer.from(theirs.getSeed()).toString());
  assert.equal(ours.getPublicKey(), theirs.getPublicKey());
  assert.deepEqual([...ours.sign(bytes('nonce'))], [...theirs.sign(bytes('nonce'))]);
});

test('a signature holds for what was signed, and for nothing else', () => {
  const key = Nkey.generate('user');
  const signature = key.sign(bytes('nonce'));
  assert(fromPublic(key.getPublicKey()).verify(bytes('nonce'), signature));
  assert(key.verify(bytes('nonce'), signature));
  assert(!key.verify(bytes('other'), signature));
});

test('what is no seed is refused', () => {
  const seed = Buffer.from(Nkey.generate('user').getSeed()).toString();
  const mistyped = `${seed.slice(0, 20)}${seed[20] === 'A' ? 'B' : 'A'}${seed.slice(21)}`;
  for (const text of ['', 'SU', seed.slice(0, -4), mistyped, seed.toLowerCase()])
    assert.throws(() => Nkey.fromSeed(text), Error, text);
});
