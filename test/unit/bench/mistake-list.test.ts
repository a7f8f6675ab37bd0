import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MISTAKES, NO_MISTAKE } from '../../../bench/mistake-list.js';
import { EXIT_CODES } from '../../../proto/errors.js';

test('every error code is raised by a mistake that is timed, or has a reason why not', () => {
  const timed = new Set<string>(MISTAKES.map(({ code }) => code));
  const excepted = Object.keys(NO_MISTAKE);
  const codes = Object.keys(EXIT_CODES);
  assert.deepEqual(
    codes.filter((code) => !timed.has(code) && !excepted.includes(code)),
    [],
    'neither timed nor excepted',
  );
  assert.deepEqual(
    excepted.filter((code) => timed.has(code) || !codes.includes(code)),
    [],
    'excepted for nothing',
  );
});

test('mistakes are told apart by their words', () => {
  const words = MISTAKES.map(({ what }) => what);
  assert.equal(new Set(words).size, words.length);
});
