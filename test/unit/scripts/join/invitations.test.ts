import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Invitations } from '../../../../scripts/join/invitations.js';

const NOW_S = 1_000;

test('an invitation lets in as many as it says, each with a place of its own', () => {
  const invitations = new Invitations(['peer-0', 'peer-1', 'peer-2']);
  const secret = invitations.invite({ uses: 2, expiresS: 0 });
  assert.deepEqual(invitations.judge({ secret, publicKey: 'UA' }, NOW_S), {
    accepted: true,
    peerId: 'peer-0',
  });
  assert.deepEqual(invitations.judge({ secret, publicKey: 'UB' }, NOW_S), {
    accepted: true,
    peerId: 'peer-1',
  });
  assert.deepEqual(invitations.judge({ secret, publicKey: 'UC' }, NOW_S), {
    accepted: false,
    code: 'USED_UP',
  });
});

test('who asks again gets the same place, whatever has been used up or is over', () => {
  const invitations = new Invitations(['peer-0', 'peer-1']);
  const secret = invitations.invite({ uses: 1, expiresS: NOW_S + 1 });
  for (const nowS of [NOW_S, NOW_S, NOW_S + 9])
    assert.deepEqual(invitations.judge({ secret, publicKey: 'UA' }, nowS), {
      accepted: true,
      peerId: 'peer-0',
    });
});

test('an invitation that is over, one of another run and a full run are told apart', () => {
  const invitations = new Invitations(['peer-0']);
  const secret = invitations.invite({ uses: 9, expiresS: NOW_S });
  assert.deepEqual(invitations.judge({ secret, publicKey: 'UA' }, NOW_S), {
    accepted: false,
    code: 'EXPIRED',
  });
  const foreign = new Invitations(['peer-0']).invite({ uses: 1, expiresS: 0 });
  for (const other of [foreign, new Uint8Array(0), secret.subarray(1)])
    assert.deepEqual(invitations.judge({ secret: other, publicKey: 'UA' }, 0), {
      accepted: false,
      code: 'UNKNOWN',
    });
  assert.equal(invitations.judge({ secret, publicKey: 'UA' }, NOW_S - 1).accepted, true);
  assert.deepEqual(invitations.judge({ secret, publicKey: 'UB' }, NOW_S - 1), {
    accepted: false,
    code: 'FULL',
  });
});

test('a key that was let in is none without a secret', () => {
  const invitations = new Invitations(['peer-0']);
  const secret = invitations.invite({ uses: 1, expiresS: 0 });
  invitations.judge({ secret, publicKey: 'UA' }, NOW_S);
  const nothing = { secret: new Uint8Array(16), publicKey: 'UA' };
  assert.deepEqual(invitations.judge(nothing, NOW_S), { accepted: false, code: 'UNKNOWN' });
});

test('every secret is another one, of 128 bits', () => {
  const invitations = new Invitations([]);
  const secrets = Array.from({ length: 100 }, () => invitations.invite({ uses: 1, expiresS: 0 }));
  assert.equal(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size, 100);
  assert(secrets.every(({ length }) => length === 16));
});
