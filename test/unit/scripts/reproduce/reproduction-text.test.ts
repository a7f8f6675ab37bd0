import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownText, terminalText } from '../../../../scripts/reproduce/reproduction-text.js';
import { smallReproduction } from '../../../support/small-table.js';

test('on a terminal the verdicts come first, and every table fits 80 columns', () => {
  const lines = terminalText(smallReproduction()).split('\n');
  assert.equal(lines[0], 'tiny, small scale: 1 reproduced, 1 smaller, 1 not yet decidable; 8 of 12 runs');
  assert(lines.filter((line) => /^[│┌└]/.test(line)).every((line) => [...line].length <= 80));
  assert(lines.includes('A run takes about: alone 1 min 1 s.'));
});

test('in Markdown every cell has a row, and every number its origin', () => {
  const text = markdownText(smallReproduction());
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  assert.equal(rows.length, 2 + 3);
  assert.match(
    rows[2]!,
    /^\| both: test accuracy \| \*\*reproduced\*\* \| Somebody, n = 1: 70\.00 % → 72\.00 %, \+2\.00 pp<br>/,
  );
  for (const part of [
    '- one line',
    '- commit: `abc`',
    '- seeds: `1, 2, 3, 4`',
    '- data: `synthetic beef`',
    '1 thread',
  ])
    assert(text.includes(part), part);
});

test('without held-out samples the missing column is told', () => {
  assert.doesNotMatch(markdownText(smallReproduction()), /no best validation/);
  assert.match(markdownText({ ...smallReproduction(), heldOut: [0] }), /no best validation/);
});
