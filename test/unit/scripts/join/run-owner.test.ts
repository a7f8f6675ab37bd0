import assert from 'node:assert/strict';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseJoinToken } from '../../../../proto/join-token.js';
import { Nkey } from '../../../../proto/net/nkey.js';
import { ownerBefore, RunOwner } from '../../../../scripts/join/run-owner.js';
import { temporaryDirectory } from '../../../support/launch.js';

const GUESTS = [
  { id: 'peer-1', network: 'mlp' },
  { id: 'peer-2', network: 'mlp' },
];
const ONE = Nkey.generate('user').getPublicKey();
const WISHES = { host: '127.0.0.1', here: 1, guests: GUESTS };

test('the keys of a run outlive its launcher: certificate, port, members and who was cut off', async (t) => {
  const directory = temporaryDirectory(t);
  const first = await RunOwner.open(directory, 'lab', WISHES);
  const { secret } = parseJoinToken(first.invite({ uses: 2, expiresS: 0 }), 0);
  first.invitations.judge({ secret, publicKey: ONE, network: '' }, 0);
  await first.accounts.admit({ peerId: 'peer-1' }, ONE);
  await first.accounts.admit({ peerId: 'peer-2' }, Nkey.generate('user').getPublicKey());
  first.accounts.cutOff({ peerId: 'peer-2' });
  first.save();
  assert.equal(statSync(join(directory, 'owner.json')).mode & 0o777, 0o600);

  const second = await RunOwner.open(directory, 'lab', WISHES);
  assert.deepEqual(second.certificate, first.certificate);
  assert.equal(second.port, first.port);
  assert.deepEqual(second.accounts.saved(), first.accounts.saved());
  assert.equal(second.accounts.hasRevoked, true);
  assert.deepEqual(
    second.invitations.free.map(({ id }) => id),
    ['peer-2'],
  );
  assert.equal((await second.accounts.serverTokens()).operator.length > 0, true);
});

test('at another address it shows another certificate of the same key, so that its lines hold', async (t) => {
  const directory = temporaryDirectory(t);
  const here = await RunOwner.open(directory, 'lab', WISHES);
  const before = parseJoinToken(here.invite({ uses: 1, expiresS: 0 }), 0);
  const moved = await RunOwner.open(directory, 'lab', { ...WISHES, host: '127.0.0.2' });
  const after = parseJoinToken(moved.invite({ uses: 1, expiresS: 0 }), 0);
  assert.notEqual(moved.certificate.certificate, here.certificate.certificate);
  assert.deepEqual(after.keyHash, before.keyHash);
  assert.deepEqual(after.addresses, [`127.0.0.2:${moved.port}`]);
});

test('keys of another run, damaged ones, those that others can read, and a place that was given away are refused', async (t) => {
  const directory = temporaryDirectory(t);
  const file = join(directory, 'owner.json');
  const owner = await RunOwner.open(directory, 'lab', WISHES);
  const { secret } = parseJoinToken(owner.invite({ uses: 1, expiresS: 0 }), 0);
  owner.invitations.judge({ secret, publicKey: ONE, network: '' }, 0);
  owner.save();
  await assert.rejects(RunOwner.open(directory, 'other', WISHES), {
    code: 'ERR_RUN_DIR',
    message: /of run "lab"/,
  });
  await assert.rejects(RunOwner.open(directory, 'lab', { ...WISHES, guests: GUESTS.slice(1) }), {
    code: 'ERR_CONFIG',
    message: /peer-1 was given to another machine/,
  });
  chmodSync(file, 0o644);
  await assert.rejects(RunOwner.open(directory, 'lab', WISHES), { code: 'ERR_CONFIG' });
  chmodSync(file, 0o600);
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20));
  await assert.rejects(RunOwner.open(directory, 'lab', WISHES), { code: 'ERR_RUN_DIR' });
  assert.throws(() => ownerBefore(directory), { code: 'ERR_RUN_DIR', message: /does not hold the keys/ });
});

test('where a run was reached and how many peers ran here is known to who goes on with it', async (t) => {
  const directory = temporaryDirectory(t);
  assert.equal(ownerBefore(directory), undefined);
  const owner = await RunOwner.open(directory, 'lab', { host: '::1', here: 3, guests: GUESTS });
  owner.save();
  const { host, here, port } = ownerBefore(directory)!;
  assert.deepEqual({ host, here, port }, { host: '::1', here: 3, port: owner.port });
});
