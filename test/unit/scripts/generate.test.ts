import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { generate, staleFiles } from '../../../scripts/generate.js';
import { REPOSITORY } from '../../support/repository.js';

const CONTRACT = 'syntax = "proto3";\nmessage Busy { uint32 step = 1; }\n';

// The contract of this repository is held against its generated code by the checks of `npm test`.
test('a changed contract makes the generated code stale until it is generated again', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'codistill-generate-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'proto'));
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  const contract = join(root, 'proto', 'small.proto');
  writeFileSync(contract, CONTRACT);
  generate(root, join(root, 'proto', 'generated'));
  assert.deepEqual(staleFiles(root), []);
  writeFileSync(contract, CONTRACT.replace('}', 'uint32 fresh = 99; }'));
  assert.deepEqual(staleFiles(root), ['small.js', 'small.d.ts']);
  writeFileSync(contract, 'message {');
  assert.throws(() => staleFiles(root), /pbjs failed/);
});
