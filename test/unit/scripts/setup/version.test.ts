import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importSetup } from './setup-module.js';

const { isAtLeast } = await importSetup<{ isAtLeast(version: string, minimum: string): boolean }>(
  'version.mjs',
);
const { checkNode } = await importSetup<{ checkNode(version: string): void }>('requirements.mjs');

test('versions are compared number by number, not as text', () => {
  assert.equal(isAtLeast('20.19.0', '20.19.0'), true);
  assert.equal(isAtLeast('20.9.0', '20.19.0'), false);
  assert.equal(isAtLeast('v2.15.1', '2.14.3'), true);
  assert.equal(isAtLeast('2.14', '2.14.3'), false);
  assert.equal(isAtLeast('3', '2.14.3'), true);
  assert.equal(isAtLeast('no number', '1.0.0'), false);
});

test('a Node that is too old is refused with what to install', () => {
  for (const version of ['18.20.4', '20.18.3']) {
    assert.throws(() => checkNode(version), {
      code: 'ERR_SETUP_NODE',
      message: new RegExp(version),
      fix: /Node 22/,
    });
  }
});

test('every Node from 20.19 on is accepted', () => {
  for (const version of ['20.19.0', '22.12.0', '24.1.0']) checkNode(version);
});
