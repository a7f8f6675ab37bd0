import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inboxOf, type PeerVerb, SNAPSHOT_BUCKET, subjects, weightsBucket } from '../../../proto/subjects.js';

const VERBS: readonly PeerVerb[] = ['join', 'heartbeat', 'report', 'leave', 'result', 'probed'];

/** NATS matching: `*` stands for exactly one token. */
function matches(pattern: string, subject: string): boolean {
  const [wanted, given] = [pattern.split('.'), subject.split('.')];
  return wanted.length === given.length && wanted.every((token, i) => token === '*' || token === given[i]);
}

test('the subjects of protocol version 1 are these', () => {
  const { peer, everyPeer, announcement, spec, stop } = subjects('run-1');
  assert.deepEqual(
    [peer('peer-0', 'join'), everyPeer('heartbeat'), announcement, spec, stop],
    [
      'codistill.run-1.peer.peer-0.join',
      'codistill.run-1.peer.*.heartbeat',
      'codistill.run-1.coordinator.announcement',
      'codistill.run-1.coordinator.spec',
      'codistill.run-1.coordinator.stop',
    ],
  );
  for (const bucket of [SNAPSHOT_BUCKET, weightsBucket('run-1')])
    assert.match(bucket, /^[A-Za-z0-9_-]+$/, 'a bucket name that JetStream takes');
  assert.deepEqual(
    [inboxOf('run-1', 'coordinator'), inboxOf('run-1', 'launcher'), inboxOf('run-1', { peerId: 'peer-0' })],
    ['_INBOX.run-1.coordinator', '_INBOX.run-1.launcher', '_INBOX.run-1.peer.peer-0'],
  );
});

test('a subscription to every peer hears that verb of each peer, no other verb and no other run', () => {
  const own = subjects('a');
  for (const verb of VERBS) {
    assert.ok(matches(own.everyPeer(verb), own.peer('peer-7', verb)));
    assert.ok(!matches(own.everyPeer(verb), subjects('b').peer('peer-7', verb)));
    for (const other of VERBS.filter((one) => one !== verb)) {
      assert.ok(!matches(own.everyPeer(verb), own.peer('peer-7', other)));
    }
  }
});

test('a peer and the coordinator never share a subject, whatever the peer is called', () => {
  const { peer, announcement, spec, stop, probe } = subjects('a');
  for (const id of ['coordinator', 'announcement', 'spec', 'stop', 'probe']) {
    for (const verb of VERBS) assert.ok(![announcement, spec, stop, probe].includes(peer(id, verb)));
  }
});
