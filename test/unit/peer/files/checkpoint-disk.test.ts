import assert from 'node:assert/strict';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { nodeDisk } from '../../../../peer/files/checkpoint-disk.js';

const root = mkdtempSync(join(tmpdir(), 'codistill-disk-'));
after(() => rmSync(root, { recursive: true }));

test('bytes written, synced and renamed can be read back', () => {
  const directory = join(root, 'a', 'b');
  assert.equal(nodeDisk.list(directory), undefined);
  nodeDisk.makeDirectory(directory);
  nodeDisk.makeDirectory(directory);
  const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
  const file = nodeDisk.create(join(directory, 'x.tmp'));
  nodeDisk.write(file, bytes);
  nodeDisk.sync(file);
  nodeDisk.close(file);
  nodeDisk.rename(join(directory, 'x.tmp'), join(directory, 'x'));
  nodeDisk.syncDirectory(directory);
  assert.deepEqual(nodeDisk.list(directory), ['x']);
  assert.deepEqual(new Uint8Array(nodeDisk.read(join(directory, 'x'))), bytes);
});

test('a file that exists is not opened for writing', () => {
  const path = join(root, 'taken');
  nodeDisk.close(nodeDisk.create(path));
  assert.throws(() => nodeDisk.create(path), { code: 'EEXIST' });
});

test('removing is fine with and without the file', () => {
  const path = join(root, 'gone');
  nodeDisk.close(nodeDisk.create(path));
  nodeDisk.remove(path);
  nodeDisk.remove(path);
  assert.equal(existsSync(path), false);
});

test('a full disk is an error', { skip: existsSync('/dev/full') ? false : 'no /dev/full here' }, () => {
  const file = openSync('/dev/full', 'w');
  try {
    assert.throws(() => nodeDisk.write(file, new Uint8Array(10)), { code: 'ENOSPC' });
  } finally {
    closeSync(file);
  }
});
