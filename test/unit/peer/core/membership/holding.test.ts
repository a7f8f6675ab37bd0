import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayBeMember, memberIn } from '../../../../../peer/core/membership/holding.js';
import { stepMembership } from '../../../../../peer/core/membership/membership.js';
import type { MembershipEffect, MembershipState } from '../../../../../peer/core/membership/state.js';
import type { Announcement, JoinReply } from '../../../../../proto/codec.js';
import { LIMITS } from '../../../../../proto/limits.js';
import { announcementOf, memberOf } from '../../../../support/exchange-kit.js';
import { MembershipKit } from '../../../../support/membership-kit.js';

const HELD: JoinReply = {
  accepted: false,
  code: 'HELD',
  reason: 'a is held by a process of another run directory, incarnation 3 at tcp://10.0.0.5:1',
  differences: [],
  incarnationMin: 4,
  leaseMs: LIMITS.leaseMs,
  startStep: 0,
  announcement: null,
};

/** The view has this peer's id, in the hands of another process. */
function heldBy(incarnation: number, linkToken = 'of another'): Announcement {
  const view = { version: 2, members: [{ ...memberOf('a', incarnation), linkToken }, memberOf('b')] };
  return announcementOf(2, { view, rounds: [] });
}

/** A peer that asks, and is told each time that another one holds its id. */
function askHeld(kit: MembershipKit, forMs: number): void {
  for (const endMs = kit.nowMs + forMs; kit.nowMs < endMs; kit.pass(LIMITS.requestMs)) kit.reply(HELD);
}

const leavesOf = (state: MembershipState, nowMs: number): readonly MembershipEffect[] =>
  stepMembership(state, { kind: 'leave', code: 'interrupted', step: 0 }, nowMs).effects;

test('a peer whose id is held asks for two leases, says every few seconds what it waits for, and fails', () => {
  const kit = new MembershipKit();
  kit.do({ kind: 'ready', step: 0 });
  kit.announce(heldBy(3));
  assert.deepEqual(kit.of('fail'), [], 'it has never joined, so nobody took over from it');
  askHeld(kit, 2 * LIMITS.leaseMs);
  assert.deepEqual(kit.of('fail'), []);
  const said = kit
    .of('log')
    .filter(({ level, message }) => level === 'warn' && /^a is held by/.test(message));
  assert.equal(said.length, 3);
  kit.reply(HELD);
  const [failure] = kit.of('fail');
  assert.equal(failure?.code, 'ERR_JOIN_REFUSED');
  assert.match(failure!.message, /refused a: a is held by a process of another run directory/);
  assert.match(failure!.fix, /run each peer id once/);
  assert.deepEqual(leavesOf(kit.state, kit.nowMs), [], 'a goodbye would be taken for that of the holder');
});

test('a peer whose id was held is let in as soon as the lease is over, and may wait as long for the next one', () => {
  const kit = new MembershipKit();
  kit.do({ kind: 'ready', step: 0 });
  askHeld(kit, LIMITS.leaseMs);
  kit.accept();
  assert.equal(kit.state.phase, 'active');
  assert.equal(kit.state.heldSinceMs, null);
  assert.equal(leavesOf(kit.state, kit.nowMs).length, 1);
});

test('a peer that waits for the holder of its id says no goodbye, one that waits for an answer does', () => {
  const kit = new MembershipKit();
  kit.do({ kind: 'ready', step: 0 });
  assert.equal(mayBeMember(kit.state), true, 'the answer may be on its way');
  kit.reply(HELD);
  assert.equal(mayBeMember(kit.state), false);
  kit.announce(heldBy(1));
  assert.equal(mayBeMember(kit.state), false, 'the holder has the same incarnation');
});

test('a member that finds another process listed under its own incarnation takes itself for given up', () => {
  const kit = MembershipKit.training();
  assert.equal(memberIn(kit.state.announcement, kit.state)?.peerId, 'a');
  kit.announce({ ...heldBy(1), sequence: 3 });
  assert.equal(memberIn(kit.state.announcement, kit.state), undefined);
  kit.pass(LIMITS.leaseMs + 500);
  assert.deepEqual(kit.of('incarnation'), [{ kind: 'incarnation', incarnation: 2 }]);
});

test('a peer that fails as a member says goodbye, so that nobody waits for its lease', () => {
  const kit = MembershipKit.training();
  const failed: MembershipState = { ...kit.state, phase: 'failed' };
  const leaves = leavesOf(failed, kit.nowMs);
  assert.deepEqual(
    leaves.map((effect) => effect.kind === 'leave' && effect.leave.code),
    ['interrupted'],
  );
});
