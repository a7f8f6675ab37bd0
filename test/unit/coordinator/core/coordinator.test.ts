import assert from 'node:assert/strict';
import { test } from 'node:test';
import { step, stepTogether } from '../../../../coordinator/core/coordinator.js';
import { LIMITS } from '../../../../proto/limits.js';
import { heartbeatOf, joinRequestOf } from '../../../support/control-messages.js';
import { CoordinatorScript } from '../../../support/coordinator-script.js';

test('effects come in order: what is durable before what is public before the reply', () => {
  const script = new CoordinatorScript();
  script.join('peer-0');
  assert.deepEqual(
    script.effects.map((effect) => effect.kind),
    ['persist', 'publish', 'reply', 'log'],
  );
});

test('a reply carries the announcement that the join has caused', () => {
  const script = new CoordinatorScript();
  const reply = script.join('peer-0');
  assert.deepEqual(reply.announcement, script.published);
  assert.deepEqual(
    reply.announcement?.view?.members.map((member) => member.peerId),
    ['peer-0'],
  );
});

test('the announcement is repeated unchanged each 500 ms', () => {
  const script = new CoordinatorScript().form();
  const { sequence } = script.state;
  script.pass(500);
  script.pass(500);
  assert.equal(script.state.sequence, sequence);
  script.nowMs += 500;
  assert.deepEqual(
    script.tell({ kind: 'tick' }).map((effect) => effect.kind),
    ['publish'],
  );
});

test('a peer that has obeyed a later term makes this coordinator take a still later one', () => {
  const script = new CoordinatorScript();
  script.beat('peer-0', 50, { term: 6 });
  assert.equal(script.state.term, 7);
  assert.equal(script.effects[0]?.kind, 'persist', 'the store says whether a rival has that term');
});

test('a peer that obeyed this very term without being known means that the store was lost', () => {
  const script = new CoordinatorScript();
  script.beat('peer-0', 50, { term: 1 });
  assert.equal(script.state.term, 2);
  script.join('peer-0');
  script.beat('peer-0', 51, { term: 2 });
  assert.equal(script.state.term, 2, 'a member obeys the term rightly');
});

test('terms that no run can reach are not believed', () => {
  const script = new CoordinatorScript();
  for (const term of [2 ** 32 - 1, 2 ** 31 - 1, LIMITS.termsAheadMax + 2])
    script.beat('peer-0', 50, { term });
  script.beat('peer-9', 50, { term: 5 });
  assert.equal(script.state.term, 1);
  script.beat('peer-0', 50, { term: LIMITS.termsAheadMax + 1 });
  assert.equal(script.state.term, LIMITS.termsAheadMax + 2);
});

test('an announcement or a join of a term that no run can reach neither ends a coordinator nor uses terms up', () => {
  const script = new CoordinatorScript().form();
  for (const term of [2 ** 32 - 1, LIMITS.termsAheadMax + 2]) {
    script.tell({ kind: 'rivalSeen', term });
    assert.deepEqual(
      script.effects.map(({ kind }) => kind),
      ['ignored'],
    );
    assert.equal(script.state.term, 1);
    script.join('peer-0', { incarnation: 2, termMax: term });
    assert.equal(script.state.term, 1);
  }
});

test('a rival with a later term makes this coordinator step down, one with an earlier does not', () => {
  const script = new CoordinatorScript().form();
  script.tell({ kind: 'rivalSeen', term: 0 });
  assert.equal(script.effects[0]?.kind, 'ignored');
  script.tell({ kind: 'rivalSeen', term: 5 });
  assert.deepEqual(script.effects, [
    { kind: 'stepDown', reason: 'another coordinator of this run has term 5, this one has 1' },
  ]);
});

test('two coordinators in one term both take the next, and the store decides between them', () => {
  const script = new CoordinatorScript();
  script.tell({ kind: 'rivalSeen', term: 1 });
  assert.equal(script.state.term, 2);
  assert.equal(script.effects[0]?.kind, 'persist');
});

test('who waits to be met is told at once when somebody has come, and nobody that jumped counts', () => {
  const script = new CoordinatorScript().form();
  script.train(2, 3);
  const { sequence } = script.state;
  script.beat('peer-0', 9, { landed: true });
  script.beat('peer-1', 8);
  assert.equal(script.state.sequence, sequence, 'nobody has come to step 9');
  script.beat('peer-1', 9);
  assert.deepEqual([script.published?.sequence, script.published?.reachedStep], [sequence + 1, 9]);
  script.beat('peer-1', 10);
  assert.equal(script.state.sequence, sequence + 1, 'once');
});

test('peers that ask to join together are written and announced once, before any of them is answered', () => {
  const { state, options } = new CoordinatorScript({ peers: 3 });
  const joins = ['peer-0', 'peer-1', 'peer-2'].map((peerId, requestId) => ({
    kind: 'join' as const,
    requestId,
    request: joinRequestOf('run', peerId, options.spec),
  }));
  const { state: after, effects } = stepTogether(state, joins, 2_000, options);
  const kinds = effects.map((effect) => effect.kind).filter((kind) => kind !== 'log');
  assert.deepEqual(kinds, ['persist', 'publish', 'reply', 'reply', 'reply']);
  const [persist, publish] = effects;
  assert.ok(persist?.kind === 'persist' && publish?.kind === 'publish');
  assert.equal(persist.snapshot.view, after.view);
  assert.deepEqual(publish.announcement.view?.members.length, 3);
});

test('heartbeats that come together lead to the state that they would lead to one by one', () => {
  const script = new CoordinatorScript({ peers: 3 }).form();
  const beats = ['peer-0', 'peer-1', 'peer-2'].flatMap((peerId) =>
    [1, 2].map((i) => ({
      kind: 'heartbeat' as const,
      heartbeat: heartbeatOf('run', peerId, { sequence: 100 + i, step: 10 * i }),
    })),
  );
  const one = beats.reduce((state, beat) => step(state, beat, 9_000, script.options).state, script.state);
  const { state, effects } = stepTogether(script.state, beats, 9_000, script.options);
  const where = ({ leases }: typeof state): unknown => leases.map((lease) => [lease.step, lease.sequence]);
  assert.deepEqual(where(state), where(one));
  assert.deepEqual(
    state.rounds.map(({ round }) => round),
    one.rounds.map(({ round }) => round),
  );
  assert.ok(effects.filter(({ kind }) => kind === 'publish').length <= 1);
});
