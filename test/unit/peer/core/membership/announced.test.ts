import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lengthOf, obeys, openRoundOf, startStepOf } from '../../../../../peer/core/membership/announced.js';
import { type Announcement, announcementCodec } from '../../../../../proto/codec.js';
import { LIMITS } from '../../../../../proto/limits.js';
import { roundOf } from '../../../../support/exchange-kit.js';

const announcementAt = (term: number, sequence: number): Announcement => ({
  ...announcementCodec.decode(new Uint8Array(0)),
  term,
  sequence,
});

test('a term that no coordinator can have come to is not obeyed, so that the real one is', () => {
  for (const term of [2 ** 32 - 1, 2 ** 31, LIMITS.termsAheadMax + 3]) {
    assert.equal(obeys(null, announcementAt(term, 1)), false);
    assert.equal(obeys(announcementAt(2, 10), announcementAt(term, 1)), false);
  }
  assert.equal(obeys(announcementAt(2, 10), announcementAt(LIMITS.termsAheadMax + 2, 1)), true);
});

test('the highest term is obeyed first, then the highest sequence, and a repetition not again', () => {
  const current = announcementAt(2, 10);
  assert.equal(obeys(null, announcementAt(0, 0)), true);
  for (const [term, sequence, obeyed] of [
    [2, 11, true],
    [2, 10, false],
    [2, 9, false],
    [3, 1, true],
    [1, 99, false],
  ] as const) {
    assert.equal(
      obeys(current, announcementAt(term, sequence)),
      obeyed,
      `term ${term}, sequence ${sequence}`,
    );
  }
});

test('the open round is the announced one with the lowest number, wherever it stands', () => {
  const rounds = [roundOf(4, 60, 80, ['a']), roundOf(3, 40, 60, ['a']), roundOf(5, 80, 100, ['a'])];
  assert.equal(openRoundOf(rounds)?.number, 3);
  assert.equal(openRoundOf([]), undefined);
  assert.equal(lengthOf(rounds[0]!), 20);
});

test('a peer begins inside the earliest announced round that has it and is not over', () => {
  const rounds = [roundOf(3, 40, 60, ['a']), roundOf(4, 60, 80, ['a', 'b']), roundOf(5, 80, 100, ['a', 'b'])];
  assert.equal(startStepOf(rounds, 'a', 45), 45, 'in the middle of a round that runs');
  assert.equal(startStepOf(rounds, 'a', 0), 40, 'at the start of one that is ahead');
  assert.equal(startStepOf(rounds, 'b', 45), 60, 'not in a round without it');
  assert.equal(startStepOf(rounds, 'a', 60), 60, 'a round is over at its end step');
  assert.equal(startStepOf(rounds, 'a', 100), undefined);
  assert.equal(startStepOf(rounds, 'z', 0), undefined);
});
