import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { makeDirectory } from '../../../../peer/files/make-directory.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { REPOSITORY, sourceFiles } from '../../../support/repository.js';

const rightsOf = (path: string): number => statSync(path).mode & 0o777;

test('a directory is made with those that are missing above it, all with the rights that are asked for', (t) => {
  const top = temporaryDirectory(t);
  makeDirectory(join(top, 'a', 'b', 'c'), 0o700);
  assert.deepEqual(
    ['a', 'a/b', 'a/b/c'].map((path) => rightsOf(join(top, path))),
    [0o700, 0o700, 0o700],
  );
});

test('a directory that is there, also by a link, keeps its rights', (t) => {
  const top = temporaryDirectory(t);
  mkdirSync(join(top, 'there'), 0o750);
  symlinkSync('there', join(top, 'link'));
  for (const path of ['there', 'link', '.']) makeDirectory(join(top, path), 0o700);
  makeDirectory('.');
  assert.equal(rightsOf(join(top, 'there')), 0o750);
});

test('what is in the way is named', (t) => {
  const top = temporaryDirectory(t);
  writeFileSync(join(top, 'file'), '');
  symlinkSync('nowhere', join(top, 'link'));
  for (const path of ['file', 'file/run', 'link'])
    assert.throws(() => makeDirectory(join(top, path)), { message: new RegExp(path.split('/')[0]!) });
});

test('a directory that takes no other is an error, where Node would try for ever', {
  skip: process.platform !== 'linux',
}, () => {
  for (const path of ['/proc/none', '/proc/none/run', '/proc/self/fd/run'])
    assert.throws(() => makeDirectory(path), { code: 'ENOENT' });
});

test('nothing else of the product makes directories one below the other', () => {
  const product = sourceFiles().filter((file) => !file.startsWith('bench/'));
  const others = product.filter((file) => {
    const text = readFileSync(join(REPOSITORY, file), 'utf8');
    return /\bmkdir(?:Sync)?\([^)]*recursive/.test(text);
  });
  assert.deepEqual(others, []);
});
