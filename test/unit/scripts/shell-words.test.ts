import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { shellWords } from '../../../scripts/shell-words.js';

test('plain words stay as they are, others are quoted', () => {
  assert.equal(shellWords(['ssh', '-p', '22', 'a@b', "it's"]), `ssh -p 22 a@b 'it'\\''s'`);
});

test('a shell reads the same words again', () => {
  const word = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/[\0\n]/.test(text));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const read = execFileSync('sh', ['-c', `printf '%s\\n' ${shellWords(words)}`], { encoding: 'utf8' });
      assert.deepEqual(read.split('\n').slice(0, -1), words);
    }),
    { numRuns: 30 },
  );
});
