import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRecallWords, RecallWords } from '../../../../peer/mailbox/recall-words.js';
import { LIMITS } from '../../../../proto/limits.js';

test('a step that is over comes across with those whose answer was too old, and is gone when there is none', () => {
  const buffer = createRecallWords();
  const [trainer, io] = [new RecallWords(buffer), new RecallWords(buffer)];
  assert.equal(io.done, undefined);
  for (const expired of [[], [0, 3, LIMITS.peersMax - 1]]) {
    trainer.done = { step: 0, expired };
    assert.deepEqual(io.done, { step: 0, expired });
  }
  trainer.done = undefined;
  assert.equal(io.done, undefined);
});

test('an answer is too old once its teacher is past the last step it may be used at', () => {
  const words = new RecallWords(createRecallWords());
  const last = LIMITS.peersMax - 1;
  words.setUsableUntil(last, 7);
  assert.equal(words.isExpired(last), false, 'the teacher is not known to have come anywhere');
  words.setNewestStep(last, 7);
  assert.deepEqual([words.isExpired(last), words.isExpired(0)], [false, false]);
  words.setNewestStep(last, 8);
  assert.equal(words.isExpired(last), true);
  words.setUsableUntil(last, undefined);
  assert.equal(words.isExpired(last), false, 'an answer of a cache');
});
