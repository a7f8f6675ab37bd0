import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLookupWords, LookupWords } from '../../../../peer/mailbox/lookup-words.js';
import { mailboxShape, newestSteps } from '../../../support/mailbox-kit.js';

const { peerIds } = mailboxShape(1, 1);
const [FIRST, LAST] = [peerIds[0]!, peerIds.at(-1)!];

test('a step that is over comes across with those whose answer was too old, and is gone when there is none', () => {
  const words = createLookupWords(peerIds.length);
  const [trainer, io] = [new LookupWords(words, peerIds), new LookupWords(words, peerIds)];
  assert.equal(io.done, undefined);
  for (const expired of [[], [FIRST, 'peer-3', LAST]]) {
    trainer.done = { step: 0, expired };
    assert.deepEqual(io.done, { step: 0, expired });
  }
  trainer.done = undefined;
  assert.equal(io.done, undefined);
});

test('an answer is too old once its teacher is past the last step it may be used at', () => {
  const words = new LookupWords(createLookupWords(peerIds.length), peerIds);
  words.setUsableUntil(LAST, 7);
  assert.equal(words.isExpired(LAST), false, 'the teacher is not known to have come anywhere');
  words.setNewestSteps(newestSteps([LAST, 7]));
  assert.deepEqual([words.isExpired(LAST), words.isExpired(FIRST)], [false, false]);
  words.setNewestSteps(newestSteps([LAST, 8]));
  assert.equal(words.isExpired(LAST), true);
  words.setUsableUntil(LAST, undefined);
  assert.equal(words.isExpired(LAST), false, 'an answer of a cache');
});
