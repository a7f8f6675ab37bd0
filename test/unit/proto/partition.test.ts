import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodistillError } from '../../../proto/errors.js';
import { parsePartition } from '../../../proto/partition.js';

test('every form is read', () => {
  assert.deepEqual(['same', 'disjoint', 'overlap:0.25', 'overlap:1', 'dirichlet:0.3'].map(parsePartition), [
    { kind: 'same' },
    { kind: 'disjoint' },
    { kind: 'overlap', fraction: 0.25 },
    { kind: 'overlap', fraction: 1 },
    { kind: 'dirichlet', concentration: 0.3 },
  ]);
});

for (const text of [
  '',
  'all',
  'same:1',
  'overlap',
  'overlap:',
  'overlap:1.1',
  'overlap:-1',
  'overlap:0.5:1',
]) {
  test(`"${text}" is refused with the forms there are`, () => {
    assert.throws(
      () => parsePartition(text),
      (error) =>
        error instanceof CodistillError && error.code === 'ERR_CONFIG' && /dirichlet:/.test(error.fix),
    );
  });
}

test('a concentration is above 0 and finite', () => {
  for (const value of ['0', '-1', 'Infinity', 'x']) assert.throws(() => parsePartition(`dirichlet:${value}`));
});
