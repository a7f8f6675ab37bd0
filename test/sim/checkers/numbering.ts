import assert from 'node:assert/strict';
import type { Announcement } from '../../../proto/codec.js';
import type { Checker } from './checker.js';

/**
 * Terms, views and rounds only grow, also from one coordinator to the next, and a number never means two things. Only
 * the loss of the store excuses numbers that start anew.
 */
export function numberingChecker(): Checker {
  let known = new Map<string, string>();
  let roundMax = 0;
  let newest: Pick<Announcement, 'term' | 'sequence' | 'view' | 'decision' | 'stop'> | null = null;
  const remember = (name: string, content: unknown): void => {
    const text = JSON.stringify(content);
    const before = known.get(name);
    assert.equal(before ?? text, text, `${name} means two things`);
    known.set(name, text);
  };
  return {
    onAnnouncement({ term, sequence, view, rounds, lastClosed, stop, decision }: Announcement) {
      const beacon = newest?.term === term && newest.sequence === sequence && newest.view === view;
      if (beacon && newest?.decision === decision && newest.stop === stop) return;
      newest = { term, sequence, view, decision, stop };
      remember(`term ${term} sequence ${sequence}`, { view, rounds, lastClosed, stop, decision });
      if (view !== null) {
        remember(
          `view ${view.version}`,
          view.members.map(({ peerId, incarnation }) => [peerId, incarnation]),
        );
      }
      let previous = 0;
      for (const round of rounds) {
        assert.ok(round.number > previous, `rounds out of order: ${round.number} after ${previous}`);
        assert.ok(round.endStep > round.startStep, `round ${round.number} has no steps`);
        previous = round.number;
        if (!known.has(`round ${round.number}`)) {
          assert.ok(round.number > roundMax, `round ${round.number} announced after round ${roundMax}`);
        }
        remember(`round ${round.number}`, [round.startStep, round.endStep, round.members]);
        roundMax = Math.max(roundMax, round.number);
      }
    },
    onCoordinator(before, after) {
      assert.ok(after.term >= before.term, `the term fell from ${before.term} to ${after.term}`);
      assert.ok(after.roundMax >= before.roundMax, 'the highest round number fell');
      assert.ok(after.view.version >= before.view.version, 'the view version fell');
    },
    onWipe() {
      known = new Map();
      roundMax = 0;
      newest = null;
    },
  };
}
