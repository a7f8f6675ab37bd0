import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodistillError } from '../../../../proto/errors.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { checkNames } from '../../../../scripts/launch/check-names.js';

test('a misspelt data set is refused with the nearest name', () => {
  assert.throws(
    () => checkNames(parseRunSpec({ data: { name: 'mnits' } })),
    (error: CodistillError) => error.code === 'ERR_DATA_UNKNOWN' && /"mnist"/.test(error.fix),
  );
});

test('a misspelt view is refused with the nearest name', () => {
  assert.throws(
    () => checkNames(parseRunSpec({ peers: [{ id: 'a', view: 'lefft' }] })),
    (error: CodistillError) => error.code === 'ERR_CONFIG' && /"left"/.test(error.message),
  );
});

test('known sets, with options, and modules of the user pass', () => {
  for (const name of ['mnist', 'synthetic:classes=3', 'text:a.txt,window=8', './my-data.js'])
    checkNames(parseRunSpec({ data: { name }, peers: [{ id: 'a', view: './my-view.js' }] }));
});
