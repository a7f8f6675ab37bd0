import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from '../../../scripts/plain-text.js';

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
