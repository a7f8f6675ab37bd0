import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '../../../bench/mistake.js';
import { keptOf, type MistakeFigures, mistakeTable, wrongWith } from '../../../bench/mistakes.js';

const RIGHT: Outcome = { seconds: 0.5, exitCode: 2, said: 'ERR_USAGE', childrenLeft: 0, made: [] };
const figures = (
  known: MistakeFigures['known'],
  ...outcomes: readonly Partial<Outcome>[]
): MistakeFigures => ({
  ...{ code: 'ERR_USAGE', what: 'codistill lunch', known },
  outcomes: outcomes.map((outcome) => ({ ...RIGHT, ...outcome })),
});

test('a mistake that is answered at once, by its code, without a trace is right', () => {
  assert.deepEqual(wrongWith(figures('before', {}, { childrenLeft: null })), []);
  assert.deepEqual(wrongWith(figures('later', { seconds: 7.9, made: ['runs'] })), []);
});

for (const [what, known, outcome, wrong] of [
  ['another code', 'before', { said: 'ERR_CONFIG', exitCode: 3 }, ['ended with 3: ERR_CONFIG']],
  ['another exit code', 'before', { exitCode: null }, ['ended with null: ERR_USAGE']],
  ['more than 2 s before a process starts', 'before', { seconds: 2 }, ['too late']],
  ['more than 8 s after that', 'later', { seconds: 8 }, ['too late']],
  ['a process that is left', 'later', { childrenLeft: 1 }, ['left processes']],
  ['a run directory that nobody needed', 'before', { made: ['runs'] }, ['made something']],
] as const) {
  test(`${what} is wrong`, () => {
    assert.deepEqual(wrongWith(figures(known, outcome)), wrong);
  });
}

test('one slow repeat of three is no wrong, two are', () => {
  assert.deepEqual(wrongWith(figures('before', {}, {}, { seconds: 9 })), []);
  assert.deepEqual(wrongWith(figures('before', {}, { seconds: 9 }, { seconds: 9 })), ['too late']);
});

test('a row has the spread, the worst count of processes and everything that was made', () => {
  const { rows } = mistakeTable([figures('later', {}, { childrenLeft: 2, made: ['runs'] })]);
  assert.deepEqual(rows, [
    ['`codistill lunch`', '`ERR_USAGE`', '2', '0.50 (0.50–0.50)', '8', '2', 'runs', 'left processes'],
  ]);
});

test('of a mistake its repeats are kept', () => {
  assert.deepEqual(keptOf(figures('later', { seconds: 1.23456 }, {})), {
    ...{ code: 'ERR_USAGE', what: 'codistill lunch' },
    seconds: [1.235, 0.5],
  });
});
