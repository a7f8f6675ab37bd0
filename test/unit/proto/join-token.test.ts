import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CodistillError } from '../../../proto/errors.js';
import { type JoinToken, joinTokenText, parseJoinToken, SECRET_BYTES } from '../../../proto/join-token.js';

const TOKEN: JoinToken = {
  addresses: ['10.0.0.5:4222', '[fd00::1]:4222', 'lab-3.local:4222'],
  keyHash: new Uint8Array(32).map((_, i) => i * 7),
  runId: 'lab',
  secret: new Uint8Array(SECRET_BYTES).fill(9),
  expiresS: 2_000,
};
const TEXT = joinTokenText(TOKEN);

const plain = (token: JoinToken): object => ({
  ...token,
  keyHash: [...token.keyHash],
  secret: [...token.secret],
});

function refusal(text: string, nowS = 1_000): CodistillError {
  try {
    parseJoinToken(text, nowS);
  } catch (error) {
    return error as CodistillError;
  }
  throw new Error(`taken: ${text}`);
}

test('the token of version 1 is written so', () => {
  assert.equal(
    TEXT,
    'codistill1pgxnzvpwxqhrqt348g6ryv3jpg89kenyxqcr5w33t5argv3jxg9pqmrpvgknxtnvda3kzmp6xseryvsjyqqqwrs4rs3j5vfc8ary64zmvf5hqam7skxf8x4p4zhmd0wye0fdjxsrd3skygsspyysjzgfpyysjzgfpyysjzgfpy5dqrcajrula',
  );
});

test('a token says what was put into it, also in capitals and over several lines', () => {
  assert.deepEqual(plain(parseJoinToken(TEXT, 1_999)), plain(TOKEN));
  assert.deepEqual(plain(parseJoinToken(TEXT.toUpperCase(), 0)), plain(TOKEN));
  const broken = `  ${TEXT.slice(0, 80)}\r\n   ${TEXT.slice(80)}\n`;
  assert.deepEqual(plain(parseJoinToken(broken, 0)), plain(TOKEN));
  const whole = `  npm run codistill -- join ${broken}`;
  assert.deepEqual(plain(parseJoinToken(whole, 0)), plain(TOKEN), 'with the command that it is part of');
  assert.match(TEXT, /^codistill1[a-z0-9]+$/, 'a double click selects it whole');
});

test('a wrong character, one too few, one too many and a cut line are named as such', () => {
  const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
  fc.assert(
    fc.property(fc.nat(TEXT.length - 11), fc.constantFrom(...letters), (offset, letter) => {
      const at = 10 + offset;
      if (TEXT[at] === letter) return;
      const { code, message } = refusal(TEXT.slice(0, at) + letter + TEXT.slice(at + 1));
      assert.equal(code, 'ERR_JOIN_TOKEN');
      assert.match(message, /mistyped, or cut short/);
    }),
  );
  for (let length = 10; length < TEXT.length; length++) {
    assert.match(refusal(TEXT.slice(0, length)).message, /mistyped, or cut short/);
  }
  assert.match(refusal(`${TEXT}q`).message, /mistyped, or cut short/);
  assert.match(refusal(TEXT.slice(1)).message, /begins with codistill1/);
  assert.match(refusal('').message, /begins with codistill1/);
});

test('no text makes it fail otherwise', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(refusal(`codistill1${text}`).code, 'ERR_JOIN_TOKEN');
    }),
  );
});

test('a token that is over is refused with how long it has been, one without an end is not', () => {
  assert.match(refusal(TEXT, 2_060).message, /expired since 60 s/);
  assert.equal(parseJoinToken(joinTokenText({ ...TOKEN, expiresS: 0 }), 4_000_000_000).expiresS, 0);
});

test('a token of other contents is of another version', () => {
  const others: readonly Partial<JoinToken>[] = [
    { keyHash: new Uint8Array(31) },
    { secret: new Uint8Array(SECRET_BYTES - 1) },
    { addresses: [] },
    { addresses: Array.from({ length: 9 }, () => 'lab:1') },
    { addresses: ['not an address'] },
    { runId: 'Not A Name' },
  ];
  for (const other of others)
    assert.match(refusal(joinTokenText({ ...TOKEN, ...other })).message, /another version/);
});

test('no error shows a secret', () => {
  for (const text of [TEXT, TEXT.slice(0, -1)])
    assert(!JSON.stringify({ ...refusal(text, 9_999), cause: undefined }).includes(TEXT.slice(60, 80)));
});
