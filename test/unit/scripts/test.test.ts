import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderTests } from '../../../scripts/test.js';
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

test('cheap tests come first and together, those that keep every core busy last and alone', () => {
  assert.deepEqual(orderTests(FILES, []), {
    together: [
      ...['tidy.test.js', 'tidy/rooms.test.js', 'unit/a.test.js', 'unit/b.test.js', 'sim/s.test.js'],
      'integration/c.test.js',
    ],
    alone: ['e2e/a.test.js'],
  });
});

test('parts of paths choose files', () => {
  assert.deepEqual(orderTests(FILES, ['unit/a', 'e2e']), {
    together: ['unit/a.test.js'],
    alone: ['e2e/a.test.js'],
  });
});

test('no test of this repository falls out of the groups that run', () => {
  const files = repositoryFiles().flatMap((file) => /^test\/(.*\.test)\.ts$/.exec(file)?.[1] ?? []);
  const { together, alone } = orderTests(files, []);
  assert.deepEqual([...together, ...alone].sort(), [...files].sort());
});
