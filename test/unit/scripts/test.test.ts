import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchesOf, orderTests } from '../../../scripts/test.js';
import { repositoryFiles } from '../../support/repository.js';

const FILES = [
  'e2e/a.test.js',
  'unit/b.test.js',
  'tidy/rooms.test.js',
  'tidy.test.js',
  'integration/c.test.js',
  'unit/a.test.js',
  'sim/s.test.js',
];

test('cheap tests come first, those of whole cohorts last', () => {
  assert.deepEqual(orderTests(FILES, []), [
    ...['tidy.test.js', 'tidy/rooms.test.js', 'unit/a.test.js', 'unit/b.test.js', 'sim/s.test.js'],
    ...['integration/c.test.js', 'e2e/a.test.js'],
  ]);
});

test('parts of paths choose files', () => {
  assert.deepEqual(orderTests(FILES, ['unit/a', 'e2e']), ['unit/a.test.js', 'e2e/a.test.js']);
});

test('files that start nothing share processes, those of whole cohorts and servers do not', () => {
  const many = Array.from({ length: 20 }, (_, i) => `unit/${i}.test.js`);
  const batches = batchesOf([
    'tidy/rooms.test.js',
    ...many,
    'sim/s.test.js',
    'e2e/a.test.js',
    'e2e/b.test.js',
  ]);
  assert.deepEqual(
    batches.map((batch) => batch.length),
    [1, 16, 4, 1, 1, 1],
  );
  assert.deepEqual(batches[1]!.at(-1), 'unit/15.test.js');
});

test('no test of this repository falls out of the groups that run', () => {
  const files = repositoryFiles().flatMap((file) => /^test\/(.*\.test)\.ts$/.exec(file)?.[1] ?? []);
  assert.deepEqual(orderTests(files, []).sort(), [...files].sort());
});
