import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { REPOSITORY, sourceFiles } from '../support/repository.js';

/** Codes of what is wrong with data, shapes and models: whoever meets them can do something about it. */
const MENDABLE = /'ERR_(?:DATA|SHAPE|CLASS|NON_FINITE|CHECKPOINT|RUN_DIR|DISK)/;

/** The text of each `new CodistillError(…)`. */
function errorsMade(text: string): string[] {
  return [...text.matchAll(/new CodistillError\(/g)].map(({ index }) => {
    let open = 0;
    for (let end = index; end < text.length; end++) {
      if (text[end] === '(') open++;
      if (text[end] === ')' && --open === 0) return text.slice(index, end);
    }
    return text.slice(index);
  });
}

test('every error about data, shapes and files says what to do', () => {
  const without = sourceFiles().flatMap((file) =>
    errorsMade(readFileSync(join(REPOSITORY, file), 'utf8'))
      .filter((made) => MENDABLE.test(made) && !/\bfix\b|\bdetails\b/.test(made))
      .map((made) => `${file}: ${made.replace(/\s+/g, ' ').slice(0, 100)}`),
  );
  assert.deepEqual(without, []);
});
