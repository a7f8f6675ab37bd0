import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Invitations, savedInvitations } from '../../../../scripts/join/invitations.js';

const NOW_S = 1_000;

const places = (...ids: readonly string[]) => ids.map((id) => ({ id, network: 'mlp' }));

test('an invitation lets in as many as it says, each with a place of its own', () => {
  const invitations = new Invitations(places('peer-0', 'peer-1', 'peer-2'));
  const secret = invitations.invite({ uses: 2, expiresS: 0 });
  assert.deepEqual(invitations.judge({ secret, publicKey: 'UA', network: '' }, NOW_S), {
    accepted: true,
    peerId: 'peer-0',
  });
  assert.deepEqual(invitations.judge({ secret, publicKey: 'UB', network: '' }, NOW_S), {
    accepted: true,
    peerId: 'peer-1',
  });
  assert.deepEqual(invitations.judge({ secret, publicKey: 'UC', network: '' }, NOW_S), {
    accepted: false,
    code: 'USED_UP',
    networks: [],
  });
});

test('who asks again gets the same place, whatever has been used up or is over', () => {
  const invitations = new Invitations(places('peer-0', 'peer-1'));
  const secret = invitations.invite({ uses: 1, expiresS: NOW_S + 1 });
  for (const nowS of [NOW_S, NOW_S, NOW_S + 9])
    assert.deepEqual(invitations.judge({ secret, publicKey: 'UA', network: '' }, nowS), {
      accepted: true,
      peerId: 'peer-0',
    });
});

test('an invitation that is over, one of another run and a full run are told apart', () => {
  const invitations = new Invitations(places('peer-0'));
  const secret = invitations.invite({ uses: 9, expiresS: NOW_S });
  assert.deepEqual(invitations.judge({ secret, publicKey: 'UA', network: '' }, NOW_S), {
    accepted: false,
    code: 'EXPIRED',
    networks: [],
  });
  const foreign = new Invitations(places('peer-0')).invite({ uses: 1, expiresS: 0 });
  for (const other of [foreign, new Uint8Array(0), secret.subarray(1)])
    assert.deepEqual(invitations.judge({ secret: other, publicKey: 'UA', network: '' }, 0), {
      accepted: false,
      code: 'UNKNOWN',
      networks: [],
    });
  assert.equal(invitations.judge({ secret, publicKey: 'UA', network: '' }, NOW_S - 1).accepted, true);
  assert.deepEqual(invitations.judge({ secret, publicKey: 'UB', network: '' }, NOW_S - 1), {
    accepted: false,
    code: 'FULL',
    networks: [],
  });
});

test('a key that was let in is none without a secret', () => {
  const invitations = new Invitations(places('peer-0'));
  const secret = invitations.invite({ uses: 1, expiresS: 0 });
  invitations.judge({ secret, publicKey: 'UA', network: '' }, NOW_S);
  const nothing = { secret: new Uint8Array(16), publicKey: 'UA', network: '' };
  assert.deepEqual(invitations.judge(nothing, NOW_S), { accepted: false, code: 'UNKNOWN', networks: [] });
});

test('every secret is another one, of 128 bits', () => {
  const invitations = new Invitations(places());
  const secrets = Array.from({ length: 100 }, () => invitations.invite({ uses: 1, expiresS: 0 }));
  assert.equal(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size, 100);
  assert(secrets.every(({ length }) => length === 16));
});

test('who wants a network gets a place with it, and hears which there are where none has it', () => {
  const invitations = new Invitations([
    { id: 'small', network: 'mlp' },
    { id: 'large', network: 'cnn' },
    { id: 'also-large', network: 'cnn' },
  ]);
  const secret = invitations.invite({ uses: 9, expiresS: 0 });
  const ask = (publicKey: string, network: string) =>
    invitations.judge({ secret, publicKey, network }, NOW_S);
  assert.deepEqual(ask('UA', 'cnn'), { accepted: true, peerId: 'large' });
  assert.deepEqual(ask('UB', ''), { accepted: true, peerId: 'small' });
  assert.deepEqual(ask('UC', 'mlp'), { accepted: false, code: 'NETWORK', networks: ['cnn'] });
  assert.deepEqual(
    invitations.free.map(({ id }) => id),
    ['also-large'],
  );
});

test('an invitation to some places gives those alone, and holds to it when the run is gone on with', () => {
  const before = new Invitations(places('peer-0', 'peer-1', 'peer-2'));
  const secret = before.invite({ uses: 3, expiresS: 0, places: ['peer-2', 'peer-1'] });
  const invitations = new Invitations(
    places('peer-0', 'peer-1', 'peer-2'),
    savedInvitations.parse(JSON.parse(JSON.stringify(before.saved()))),
  );
  const ask = (publicKey: string) => invitations.judge({ secret, publicKey, network: '' }, NOW_S);
  assert.deepEqual(ask('UA'), { accepted: true, peerId: 'peer-1' });
  assert.deepEqual(ask('UB'), { accepted: true, peerId: 'peer-2' });
  assert.deepEqual(ask('UC'), { accepted: false, code: 'FULL', networks: [] });
});

test('a place that is freed is given to another key, and not to the one that had it', () => {
  const invitations = new Invitations(places('peer-0'));
  const secret = invitations.invite({ uses: 2, expiresS: 0 });
  const ask = (publicKey: string) => invitations.judge({ secret, publicKey, network: '' }, NOW_S);
  ask('UA');
  assert.equal(invitations.keyOf('peer-0'), 'UA');
  invitations.release('peer-0');
  assert.deepEqual(ask('UB'), { accepted: true, peerId: 'peer-0' });
  assert.deepEqual(ask('UA'), { accepted: false, code: 'USED_UP', networks: [] });
});

test('once lines are closed nobody new comes by them, and another one holds', () => {
  const invitations = new Invitations(places('peer-0', 'peer-1'));
  const secret = invitations.invite({ uses: 2, expiresS: 0 });
  const ask = (own: Uint8Array, publicKey: string) =>
    invitations.judge({ secret: own, publicKey, network: '' }, NOW_S);
  const elsewhere = invitations.invite({ uses: 1, expiresS: 0, places: ['peer-1'] });
  ask(secret, 'UA');
  invitations.close('peer-0');
  assert.deepEqual(ask(secret, 'UB'), { accepted: false, code: 'USED_UP', networks: [] });
  assert.deepEqual(ask(secret, 'UA'), { accepted: true, peerId: 'peer-0' }, 'whose answer was lost');
  assert.deepEqual(ask(elsewhere, 'UB'), { accepted: true, peerId: 'peer-1' }, 'a line for another place');
  invitations.release('peer-0');
  const other = invitations.invite({ uses: 1, expiresS: 0 });
  assert.deepEqual(ask(other, 'UC'), { accepted: true, peerId: 'peer-0' });
});

test('what is kept of invitations holds no secret, and goes on with them', () => {
  const before = new Invitations(places('peer-0', 'peer-1'));
  const secret = before.invite({ uses: 2, expiresS: 0 });
  before.judge({ secret, publicKey: 'UA', network: '' }, NOW_S);
  const text = JSON.stringify(before.saved());
  for (const form of ['hex', 'base64', 'base64url'] as const)
    assert(!text.includes(Buffer.from(secret).toString(form)));
  const after = new Invitations(places('peer-0', 'peer-1'), JSON.parse(text));
  const ask = (publicKey: string) => after.judge({ secret, publicKey, network: '' }, NOW_S);
  assert.deepEqual(ask('UA'), { accepted: true, peerId: 'peer-0' });
  assert.deepEqual(ask('UB'), { accepted: true, peerId: 'peer-1' });
  assert.deepEqual(ask('UC'), { accepted: false, code: 'USED_UP', networks: [] });
});
