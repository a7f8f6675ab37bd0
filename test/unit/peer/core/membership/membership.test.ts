import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Announcement } from '../../../../../proto/codec.js';
import { LIMITS } from '../../../../../proto/limits.js';
import { announcementOf, memberOf, RUN, roundOf } from '../../../../support/exchange-kit.js';
import { acceptedOf, MembershipKit } from '../../../../support/membership-kit.js';

test('a join is asked for again every second until it is answered', () => {
  const kit = new MembershipKit();
  kit.do({ kind: 'ready', step: 0 });
  kit.pass(3_500);
  assert.equal(kit.of('join').length, 4);
  kit.reply(acceptedOf(announcementOf(1)));
  kit.pass(2_000);
  assert.equal(kit.of('join').length, 4);
});

test('training starts once a round with this peer is announced, not before', () => {
  const kit = new MembershipKit();
  kit.do({ kind: 'ready', step: 0 });
  kit.reply(acceptedOf(announcementOf(1, { rounds: [] })));
  assert.deepEqual(kit.of('start'), []);
  kit.announce(announcementOf(2, { rounds: [roundOf(1, 0, 20, ['b'])] }));
  assert.deepEqual(kit.of('start'), []);
  kit.announce(announcementOf(3));
  assert.deepEqual(kit.of('start'), [{ kind: 'start', step: 0 }]);
  kit.announce(announcementOf(4));
  assert.equal(kit.of('start').length, 1);
});

test('a peer starts where the coordinator lets it enter', () => {
  const kit = new MembershipKit();
  kit.do({ kind: 'ready', step: 5 });
  const rounds = [roundOf(2, 20, 40, ['b']), roundOf(3, 40, 60, ['a', 'b'])];
  kit.reply(acceptedOf(announcementOf(1, { rounds }), 40));
  assert.deepEqual(kit.of('start'), [{ kind: 'start', step: 40 }]);
});

test('a used incarnation is replaced by the lowest that is accepted', () => {
  const kit = new MembershipKit();
  kit.do({ kind: 'ready', step: 0 });
  const refused = { ...acceptedOf(null), accepted: false, code: 'STALE_INCARNATION', incarnationMin: 7 };
  kit.reply(refused);
  assert.deepEqual(kit.of('incarnation'), [{ kind: 'incarnation', incarnation: 7 }]);
  assert.equal(kit.of('join').at(-1)?.request.incarnation, 7);
});

test('an answer to an earlier incarnation is ignored', () => {
  const kit = new MembershipKit();
  kit.do({ kind: 'ready', step: 0 });
  kit.do({ kind: 'joinReply', incarnation: 0, reply: acceptedOf(announcementOf(1)) });
  assert.equal(kit.state.phase, 'joining');
});

test('a refusal fails and names the fields that differ', () => {
  const kit = new MembershipKit();
  kit.do({ kind: 'ready', step: 0 });
  const differences = [{ field: 'classes', yours: '10', expected: '100' }];
  kit.reply({
    ...acceptedOf(null),
    accepted: false,
    code: 'DIFFERENT_RUN',
    reason: 'it differs',
    differences,
  });
  const [failure] = kit.of('fail');
  assert.equal(failure?.code, 'ERR_JOIN_REFUSED');
  assert.match(failure?.message ?? '', /classes: this peer has 10, the run has 100/);
  assert.deepEqual(failure?.facts.fields, ['classes']);
});

test('a peer that comes after the end brings its training to an end by itself', () => {
  const kit = new MembershipKit();
  kit.do({ kind: 'ready', step: 100 });
  const stop = { step: 100, code: 'target', reason: 'reached' };
  kit.reply({
    ...acceptedOf(announcementOf(9, { stop })),
    accepted: false,
    code: 'RUN_OVER',
    reason: 'over',
  });
  assert.deepEqual(
    kit.of('stop').map((effect) => effect.step),
    [100],
  );
  assert.deepEqual(kit.of('start'), [{ kind: 'start', step: 100 }]);
  kit.effects = [];
  kit.pass(5_000);
  assert.deepEqual(kit.effects, [], 'it is no member');
  kit.do({ kind: 'leave', code: 'finished', step: 100 });
  assert.equal(kit.of('leave')[0]?.leave.code, 'finished', 'nobody need wait for it any longer');
});

test('heartbeats go out twice a second with the progress', () => {
  const kit = MembershipKit.training();
  kit.pass(2_000, { step: 12 });
  const heartbeats = kit.of('heartbeat').map((effect) => effect.heartbeat);
  assert.equal(heartbeats.length, 4);
  assert.deepEqual(
    heartbeats.map((heartbeat) => heartbeat.sequence),
    [0, 1, 2, 3],
  );
  assert.ok(heartbeats.every((heartbeat) => heartbeat.step === 12 && heartbeat.term === 1));
});

test('only the highest term and sequence is obeyed', () => {
  const kit = MembershipKit.training();
  const stopAt = (term: number, sequence: number, step: number): void =>
    kit.announce(announcementOf(sequence, { term, stop: { step, code: 'steps', reason: '' } }));
  stopAt(1, 5, 50);
  stopAt(1, 4, 40);
  stopAt(1, 5, 45);
  stopAt(2, 1, 60);
  stopAt(1, 9, 30);
  assert.deepEqual(
    kit.of('stop').map((effect) => effect.step),
    [50, 60],
  );
});

test('announcements of another run are ignored', () => {
  const kit = MembershipKit.training();
  kit.announce(announcementOf(9, { runId: 'other' }));
  assert.deepEqual(kit.effects, []);
});

test('a peer that the view has been without for a lease joins again under a new incarnation', () => {
  const kit = MembershipKit.training();
  kit.announce(announcementOf(2, { view: { version: 2, members: [memberOf('b')] } }));
  kit.pass(LIMITS.leaseMs);
  assert.deepEqual(kit.of('incarnation'), []);
  kit.pass(100);
  assert.deepEqual(kit.of('incarnation'), [{ kind: 'incarnation', incarnation: 2 }]);
  assert.equal(kit.of('join').length, 1);
});

test('a view that lists it again in time changes nothing', () => {
  const kit = MembershipKit.training();
  kit.announce(announcementOf(2, { view: { version: 2, members: [memberOf('b')] } }));
  kit.pass(2_000);
  kit.announce(announcementOf(3));
  kit.pass(5_000);
  assert.deepEqual(kit.of('incarnation'), []);
});

test('a higher incarnation of itself in the view means that another process took over', () => {
  const kit = MembershipKit.training();
  kit.announce(announcementOf(2, { view: { version: 2, members: [memberOf('a', 2), memberOf('b')] } }));
  assert.equal(kit.of('fail')[0]?.code, 'ERR_SUPERSEDED');
  kit.effects = [];
  kit.pass(5_000);
  assert.deepEqual(kit.effects, [], 'nothing follows');
});

/** Has trained for a second, and then stood still for longer than its lease. */
function woken(): MembershipKit {
  const kit = MembershipKit.training();
  kit.pass(1_000);
  kit.effects = [];
  kit.nowMs += LIMITS.leaseMs + 1;
  return kit;
}

test('after a pause longer than the lease a peer goes on as what it is if the view still has it', () => {
  const kit = woken();
  kit.announce(announcementOf(2));
  kit.pass(10_000);
  assert.deepEqual(
    [...new Set(kit.effects.map((effect) => effect.kind))],
    ['stoodStill', 'cohort', 'heartbeat'],
  );
  assert.deepEqual(kit.of('stoodStill'), [{ kind: 'stoodStill', forMs: LIMITS.leaseMs + 1 }]);
});

test('after a pause longer than the lease a peer joins anew at the first view without it', () => {
  const kit = woken();
  const without = { version: 2, members: [memberOf('b')] };
  kit.announce(announcementOf(2));
  kit.announce(announcementOf(3, { view: without }));
  const kinds = kit.effects
    .map((effect) => effect.kind)
    .filter((kind) => kind !== 'log' && kind !== 'cohort');
  assert.deepEqual(kinds, ['stoodStill', 'incarnation', 'join']);
  const later = MembershipKit.training();
  later.announce(announcementOf(3, { view: without }));
  assert.deepEqual(later.of('join'), [], 'else it waits for a lease');
});

test('a coordinator of a new term that does not know a peer is asked at once, by the same incarnation', () => {
  const kit = MembershipKit.training();
  const empty = { view: { version: 2, members: [] }, rounds: [] };
  kit.announce(announcementOf(1, { term: 2, ...empty }));
  assert.deepEqual(
    kit.of('join').map(({ request }) => request.incarnation),
    [1],
  );
  assert.deepEqual(kit.of('cohort'), [], 'it trains on under its last view');
  kit.reply(acceptedOf(announcementOf(2, { term: 2, rounds: [] }), 30));
  assert.deepEqual([kit.of('seek'), kit.of('cohort')], [[], []], 'nobody has been let in anywhere yet');
  kit.announce(announcementOf(3, { term: 2 }));
  assert.equal(kit.of('cohort').length, 1, 'once a round has it');
  assert.deepEqual(kit.of('incarnation'), []);
});

test('a peer enters with the first round of its own incarnation, wherever it was told to wait for', () => {
  const kit = new MembershipKit();
  kit.do({ kind: 'ready', step: 5 });
  const view = { version: 3, members: [memberOf('a'), memberOf('b')] };
  const earlier = { ...roundOf(2, 0, 40, ['a', 'b']), viewVersion: 2 };
  kit.reply(acceptedOf(announcementOf(1, { view, rounds: [earlier] }), 80));
  assert.deepEqual(kit.of('start'), [], 'that round was announced to the one before it');
  const anew = { ...roundOf(3, 10, 40, ['a', 'b']), viewVersion: 3 };
  kit.announce(announcementOf(2, { view, rounds: [anew] }));
  assert.deepEqual(kit.of('start'), [{ kind: 'start', step: 10 }], 'its cohort forms anew');
});

test('without a coordinator it trains on and asks nobody to stop', () => {
  const kit = MembershipKit.training();
  kit.pass(600_000, { step: 500 });
  assert.ok(kit.effects.every((effect) => effect.kind === 'heartbeat'));
});

test('a peer more than a round behind jumps to the newest round it is a member of', () => {
  const kit = MembershipKit.training();
  kit.pass(500, { step: 19 });
  const rounds = (first: number): Announcement['rounds'] =>
    [0, 1].map((i) => roundOf(first + i, 20 * (first + i), 20 * (first + i + 1), ['a', 'b']));
  kit.announce(announcementOf(2, { rounds: rounds(1), reachedStep: 25 }));
  assert.deepEqual(kit.of('seek'), [], 'the open round begins at its next step');
  kit.announce(announcementOf(3, { rounds: rounds(2), reachedStep: 39 }));
  assert.deepEqual(kit.of('seek'), [], 'nobody is known to have come to the open round');
  kit.announce(announcementOf(6, { rounds: rounds(2), reachedStep: 40 }));
  assert.deepEqual(
    kit.of('seek').map((effect) => effect.step),
    [60],
  );
  kit.announce(announcementOf(7, { rounds: rounds(2), reachedStep: 41 }));
  assert.equal(kit.of('seek').length, 1, 'once');
});

test('a frozen teacher has no steps to jump over', () => {
  const kit = MembershipKit.training({ frozen: true });
  kit.announce(announcementOf(1, { term: 2, view: { version: 2, members: [] } }));
  kit.reply(acceptedOf(announcementOf(2, { term: 2 }), 30));
  assert.deepEqual([kit.of('seek'), kit.of('cohort').length], [[], 2]);
});

test('a strict peer never jumps', () => {
  const kit = MembershipKit.training({ strict: true });
  kit.announce(announcementOf(2, { rounds: [roundOf(9, 180, 200, ['a', 'b'])] }));
  assert.deepEqual(kit.of('seek'), []);
});

test('a join tells the key by which the others know this process', () => {
  const kit = new MembershipKit({ publicKey: Uint8Array.of(7) });
  kit.do({ kind: 'ready', step: 0 });
  assert.deepEqual(kit.of('join')[0]?.request.publicKey, Uint8Array.of(7));
});

test('leaving says why and at which step, and is the last thing said', () => {
  const kit = MembershipKit.training();
  kit.do({ kind: 'leave', code: 'finished', step: 60 });
  const [leave] = kit.of('leave');
  assert.deepEqual(leave?.leave, {
    runId: RUN,
    peerId: 'a',
    incarnation: 1,
    step: 60,
    code: 'finished',
    linkToken: '',
  });
  kit.effects = [];
  kit.pass(5_000);
  assert.deepEqual(kit.effects, []);
});
