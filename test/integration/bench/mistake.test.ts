import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { type CommandLine, type Mistake, make, type Workplace } from '../../../bench/mistake.js';

const mistake = (prepare: (place: Workplace) => CommandLine): Mistake => ({
  ...{ code: 'ERR_USAGE', what: 'codistill lunch', known: 'before' },
  prepare,
});
const shell = (line: string): readonly string[] => ['sh', '-c', `${line}\nexec "$@"`, 'sh'];

test('a mistake is answered by its code, and its folder is removed', async () => {
  const ended: string[] = [];
  let folder = '';
  const { exitCode, said, made, seconds } = await make(
    mistake((place) => {
      folder = place.folder;
      writeFileSync(join(folder, 'given before'), '');
      place.after(() => {
        ended.push('first');
      });
      place.after(() => {
        ended.push('last');
      });
      return { args: ['lunch'] };
    }),
  );
  assert.deepEqual([exitCode, said, made], [2, 'ERR_USAGE', []]);
  assert(seconds > 0);
  assert.deepEqual(ended, ['last', 'first']);
  assert(!existsSync(folder));
});

test('files that a command makes where it was typed are found', async () => {
  const { made } = await make(mistake(() => ({ args: ['lunch'], prefix: shell('mkdir runs') })));
  assert.deepEqual(made, ['runs']);
});

test('a process that is left is counted and ended', { skip: process.platform !== 'linux' }, async () => {
  const { childrenLeft } = await make(
    mistake(() => ({ args: ['lunch'], prefix: shell('sleep 600 > /dev/null 2>&1 &') })),
  );
  assert.equal(childrenLeft, 1);
});
