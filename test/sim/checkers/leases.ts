import assert from 'node:assert/strict';
import type { Checker } from './checker.js';

/**
 * Nobody whose lease has run out is a member of a view, or of a round that is announced at that time; and nobody gets an id
 * while the lease of another run directory's process lives.
 */
export function leaseChecker(): Checker {
  return {
    onCoordinator(before, after, nowMs) {
      // What a new coordinator restored was announced by the one before it.
      if (before.term === 0) return;
      if (after.view !== before.view) {
        assert.deepEqual(
          after.leases.map((lease) => `${lease.peerId}#${lease.incarnation}`),
          after.view.members.map((member) => `${member.peerId}#${member.incarnation}`),
          'leases and view differ',
        );
      }
      for (const { peerId, holderDigest } of after.leases) {
        const held = before.leases.find((one) => one.peerId === peerId)?.holderDigest ?? holderDigest;
        assert.equal(holderDigest, held, `${peerId} was taken over by a process of another run directory`);
      }
      if (after.roundMax === before.roundMax) return;
      for (const { round, incarnations } of after.rounds) {
        if (round.number <= before.roundMax) continue;
        for (const id of round.members) {
          const lease = after.leases.find((one) => one.peerId === id);
          assert.ok(lease !== undefined, `round ${round.number} opened with ${id}, which is no member`);
          assert.equal(lease.incarnation, incarnations.get(id));
          assert.ok(
            lease.expiresAtMs > nowMs,
            `round ${round.number} opened with ${id}, whose lease has expired`,
          );
        }
      }
    },
  };
}
