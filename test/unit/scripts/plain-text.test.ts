import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText, printable, printableIn } from '../../../scripts/plain-text.js';

test('nothing of a text orders a terminal about: sequences, single bytes for them, other directions, overwriting', () => {
  for (const order of [
    '\u001b',
    '\u009b',
    '\u0007',
    '\b',
    '\r',
    '\u007f',
    '\u0000',
    '\u202e',
    '\u2066',
    '\u200f',
    '\u2028',
  ])
    assert.equal(plainText(`a${order}[2Jb`), 'a [2Jb', JSON.stringify(order));
});

test('what is read stays: lines, tabs, signs of every script', () => {
  for (const text of ['two\nlines', 'a\tb', 'é ö 漢字 עברית ⇄ … ✖ 👩‍💻']) assert.equal(plainText(text), text);
});

test('a text keeps what a terminal may show, and no more than so many characters', () => {
  assert.equal(printable('\u001b[2J\u0007mn\nist\u202e\u0085~ !'), '[2Jmnist~ !');
  assert.equal(printable('x'.repeat(1_000)).length, 200);
});

test('a message is cleaned in all its depths, and stays what it was', () => {
  const bytes = Uint8Array.of(27);
  const message = { a: '\u001bx', b: [{ c: Number.NaN, d: ['\u0007'] }], e: null, f: true, g: bytes, h: 1.5 };
  assert.deepEqual(printableIn(message), {
    ...{ a: 'x', b: [{ c: 0, d: [''] }], e: null, f: true, g: bytes, h: 1.5 },
  });
  assert.equal(printableIn(Array.from({ length: 1_000 }, () => 1)).length, 256);
});
