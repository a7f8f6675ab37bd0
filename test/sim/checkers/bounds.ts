import assert from 'node:assert/strict';
import { EVALUATIONS_MAX, ROUNDS_MAX } from '../../../coordinator/core/state.js';
import { LIMITS } from '../../../proto/limits.js';
import type { Scheme } from '../../../proto/scheme.js';
import type { Checker } from './checker.js';

/** Everything that grows has an end. */
export function boundsChecker(peers: number, { cached, strict }: Scheme): Checker {
  return {
    onCoordinator(_, after) {
      assert.ok(after.rounds.length <= ROUNDS_MAX, `${after.rounds.length} rounds are announced`);
      assert.ok(
        after.evaluations.length <= EVALUATIONS_MAX + 1,
        `${after.evaluations.length} evaluations wait`,
      );
      assert.ok(after.leases.length <= peers, 'more members than peers');
    },
    onExchange(peer, state) {
      const heldMax = peers * (LIMITS.aheadStepsMax + 1);
      assert.ok(state.held.size <= heldMax, `${peer.id} holds ${state.held.size} predictions`);
      assert.ok(state.openings.length <= LIMITS.aheadStepsMax);
      assert.ok(
        state.earlyHellos.size <= LIMITS.teachersMax,
        `${peer.id} remembers ${state.earlyHellos.size} early hellos`,
      );
      // A strict run also keeps those of the member that one has replaced.
      const grantsMax = strict ? 2 * peers : peers;
      assert.ok(state.links.size < peers && state.grants.size <= grantsMax, `${peer.id} has links to nobody`);
      const entriesMax = cached?.cache.entriesMax ?? Number.POSITIVE_INFINITY;
      for (const { size } of state.stores.values())
        assert.ok(size <= entriesMax, `${peer.id} keeps ${size} predictions of a teacher`);
      for (const teacher of state.teachers.values()) assert.ok(teacher.lagsMs.length <= LIMITS.lagSamplesMax);
    },
  };
}
