import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { generate, staleFiles } from '../../../scripts/generate.js';
import { REPOSITORY } from '../../support/repository.js';

test('the committed generated code is what the contract gives', () => {
  assert.deepEqual(staleFiles(REPOSITORY), []);
});

test('a changed contract makes the generated code stale until it is generated again', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'codistill-generate-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  cpSync(join(REPOSITORY, 'proto'), join(root, 'proto'), { recursive: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  const contract = join(root, 'proto', 'codistill.proto');
  writeFileSync(
    contract,
    readFileSync(contract, 'utf8').replace('message Busy {', 'message Busy {\n  uint32 fresh = 99;'),
  );
  assert.deepEqual(staleFiles(root), ['codistill.js', 'codistill.d.ts']);
  generate(root, join(root, 'proto', 'generated'));
  assert.deepEqual(staleFiles(root), []);
  writeFileSync(contract, 'message {');
  assert.throws(() => staleFiles(root), /pbjs failed/);
});
