import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readSetupRecord } from '../../../scripts/setup-record.js';

function checkout(t: TestContext, text: string | undefined): string {
  const root = mkdtempSync(join(tmpdir(), 'codistill-record-'));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(join(root, 'package-lock.json'), '{}');
  if (text !== undefined) writeFileSync(join(root, 'node_modules', '.codistill-setup.json'), text);
  return root;
}

test('what set-up wrote is read back', (t) => {
  const record = {
    natsServer: { path: '/cache/nats-server', version: '2.15.1', source: 'cache' },
    tensorflow: { version: '2.21.0', build: 'cuda', lib: '/cache/tensorflow' },
    cache: '/cache',
  };
  assert.deepEqual(readSetupRecord(checkout(t, JSON.stringify(record))), record);
});

test('a record that is missing, cut short or of another form is no record', (t) => {
  assert.equal(readSetupRecord(checkout(t, undefined)), undefined);
  assert.equal(readSetupRecord(checkout(t, '{"natsServer": {')), undefined);
  assert.equal(readSetupRecord(checkout(t, '{"natsServer": {}}')), undefined);
});
