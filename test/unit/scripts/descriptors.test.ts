import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDescriptors } from '../../../scripts/descriptors.js';
import { failure } from '../../support/data-files.js';

const limits = (
  soft: number | string,
): string => `Limit                     Soft Limit           Hard Limit           Units
Max processes             127713               127713               processes
Max open files            ${soft}                 20000                files
`;

test('fewer open files than it takes are refused, with what to do', () => {
  assert.throws(
    () => checkDescriptors(limits(255)),
    failure('ERR_DESCRIPTORS', /allows 255 open files, 256 are needed/, /ulimit -n 256/),
  );
});

test('enough, without a limit, and limits that nobody tells are fine', () => {
  for (const told of [limits(256), limits('unlimited'), '', undefined]) {
    assert.doesNotThrow(() => checkDescriptors(told));
  }
});
