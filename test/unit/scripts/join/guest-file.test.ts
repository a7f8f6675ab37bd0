import assert from 'node:assert/strict';
import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readGuest, writeGuest } from '../../../../scripts/join/guest-file.js';
import { temporaryDirectory } from '../../../support/launch.js';

const STATE = {
  runId: 'lab',
  addresses: ['192.0.2.5:4222'],
  keyHash: 'ab'.repeat(32),
  members: [{ seed: 'SU', peerId: 'peer-1', userToken: 'ey' }],
};

test('what a machine needs to come back is kept, for its owner alone', (t) => {
  const directory = temporaryDirectory(t);
  assert.equal(readGuest(directory), undefined);
  writeGuest(directory, STATE);
  assert.deepEqual(readGuest(directory), STATE);
  assert.equal(statSync(join(directory, 'guest.json')).mode & 0o777, 0o600);
});

test('keys that others can read, and a file that holds none, are refused', (t) => {
  const directory = temporaryDirectory(t);
  writeGuest(directory, STATE);
  chmodSync(join(directory, 'guest.json'), 0o640);
  assert.throws(() => readGuest(directory), { code: 'ERR_CONFIG', message: /can be read by others/ });
  for (const text of ['', '{}', JSON.stringify({ ...STATE, members: [{}] })]) {
    writeFileSync(join(directory, 'guest.json'), text);
    chmodSync(join(directory, 'guest.json'), 0o600);
    assert.throws(() => readGuest(directory), { code: 'ERR_RUN_DIR', message: /does not hold keys/ });
  }
});
