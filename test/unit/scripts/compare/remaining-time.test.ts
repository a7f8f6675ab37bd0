import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remainingSeconds } from '../../../../scripts/compare/remaining-time.js';

const NONE = { ended: [], running: [], waiting: [], parallel: 1 };

test('before anything is known there is no estimate', () => {
  const running = [{ variant: 'a', seconds: 3, share: null }];
  assert.equal(remainingSeconds({ ...NONE, running, waiting: ['a'] }), null);
});

test('a variant takes as long as it did, one that never ran as long as the others', () => {
  const ended = [
    { variant: 'a', seconds: 10 },
    { variant: 'a', seconds: 20 },
    { variant: 'b', seconds: 60 },
  ];
  assert.equal(remainingSeconds({ ...NONE, ended, waiting: ['a', 'b', 'c'] }), 15 + 60 + 30);
});

test('a run under way counts with what is left of it, an overdue one with nothing', () => {
  const ended = [{ variant: 'a', seconds: 10 }];
  const running = [
    { variant: 'a', seconds: 4, share: 0.1 },
    { variant: 'a', seconds: 14, share: 0.9 },
  ];
  assert.equal(remainingSeconds({ ...NONE, ended, running, parallel: 2 }), 3);
});

test('before any run has ended its steps foretell it', () => {
  const running = [{ variant: 'a', seconds: 5, share: 0.25 }];
  assert.equal(remainingSeconds({ ...NONE, running, waiting: ['b'] }), 15 + 20);
  assert.equal(remainingSeconds({ ...NONE, running: [{ ...running[0]!, share: 0.001 }], waiting: [] }), null);
});

test('nothing left takes no time', () => {
  assert.equal(remainingSeconds(NONE), 0);
});
