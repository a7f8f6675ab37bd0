import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permissionsOf } from '../../../proto/permissions.js';
import { inboxOf, type Member, subjects } from '../../../proto/subjects.js';

const MEMBERS: readonly Member[] = [
  ...(['coordinator', 'launcher', 'stranger'] as const),
  ...[{ peerId: 'a' }, { peerId: 'coordinator' }],
];

/** NATS matching: `*` stands for one token, `>` for what is left. */
function matches(pattern: string, subject: string): boolean {
  const [wanted, given] = [pattern.split('.'), subject.split('.')];
  const rest = wanted.indexOf('>');
  if (rest < 0 && wanted.length !== given.length) return false;
  const fixed = rest < 0 ? wanted : wanted.slice(0, rest);
  return given.length >= wanted.length && fixed.every((token, i) => token === '*' || token === given[i]);
}

const may = (allowed: readonly string[], subject: string): boolean =>
  allowed.some((pattern) => matches(pattern, subject));

test('each member alone hears what comes to its inbox, whatever a peer is called', () => {
  for (const member of MEMBERS) {
    const answer = `${inboxOf('run', member)}.drawn.1`;
    const hears = MEMBERS.filter((other) => may(permissionsOf('run', other).subscribe, answer));
    assert.deepEqual(hears, [member]);
    const speaks = MEMBERS.filter((other) => may(permissionsOf('run', other).publish, answer));
    assert.deepEqual(speaks, [], 'answers are allowed one by one');
  }
});

test('nobody says what is another member’s to say', () => {
  const { announcement, stop, spec, probe, peer } = subjects('run');
  const speakers = (subject: string): readonly Member[] =>
    MEMBERS.filter((member) => may(permissionsOf('run', member).publish, subject));
  assert.deepEqual(speakers(announcement), ['coordinator']);
  assert.deepEqual(speakers(stop), ['launcher']);
  assert.deepEqual(speakers(probe), ['launcher'], 'nobody else may keep peers busy');
  assert.deepEqual(speakers(peer('a', 'probed')), [{ peerId: 'a' }]);
  assert.deepEqual(speakers(peer('a', 'leave')), [{ peerId: 'a' }]);
  assert.deepEqual(speakers(peer('coordinator', 'leave')), [{ peerId: 'coordinator' }]);
  assert.deepEqual(speakers(spec), [{ peerId: 'a' }, { peerId: 'coordinator' }]);
});

test('only peers hear that they are to probe, and only the launcher what they found', () => {
  const { probe, peer } = subjects('run');
  const listeners = (subject: string): readonly Member[] =>
    MEMBERS.filter((member) => may(permissionsOf('run', member).subscribe, subject));
  assert.deepEqual(listeners(probe), [{ peerId: 'a' }, { peerId: 'coordinator' }]);
  assert.deepEqual(listeners(peer('a', 'probed')), ['launcher']);
});

test('nobody says or hears anything of another run, but which runs there are', () => {
  const { announcement, spec, stop, probe, peer } = subjects('other');
  for (const member of MEMBERS) {
    const { publish, subscribe } = permissionsOf('run', member);
    const all = [
      announcement,
      spec,
      stop,
      probe,
      peer('a', 'join'),
      peer('a', 'probed'),
      `${inboxOf('other', member)}.x`,
    ];
    for (const subject of [...all, '$KV.codistill-coordinator.other', '$KV.codistill-weights-other.a.head'])
      assert(!may(publish, subject), subject);
    for (const subject of [
      stop,
      probe,
      peer('a', 'join'),
      peer('a', 'probed'),
      `${inboxOf('other', member)}.x`,
    ])
      assert(!may(subscribe, subject), subject);
  }
});

test('a stranger asks for admission and hears its answer, and that is all', () => {
  const { publish, subscribe } = permissionsOf('run', 'stranger');
  assert.deepEqual([publish, subscribe], [['codistill.run.admission'], ['_INBOX.run.stranger.>']]);
});

test('only who is asked answers: the coordinator, and the launcher, which lets others in', () => {
  assert.deepEqual(
    MEMBERS.filter((member) => permissionsOf('run', member).answers),
    ['coordinator', 'launcher'],
  );
});
