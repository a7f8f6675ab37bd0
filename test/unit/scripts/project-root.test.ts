import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isMain, packageVersion, projectRoot } from '../../../scripts/project-root.js';
import { REPOSITORY } from '../../support/repository.js';

test('the root is found from the compiled code', () => {
  assert.equal(projectRoot(), REPOSITORY);
});

test('the version is the one of package.json', () => {
  const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as { version: string };
  assert.equal(packageVersion(), manifest.version);
});

test('a module that was only imported is not the program', () => {
  assert.equal(isMain(join(REPOSITORY, 'package.json')), false);
});
