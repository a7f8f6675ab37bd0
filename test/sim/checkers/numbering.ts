import assert from 'node:assert/strict';
import type { Announcement, Round } from '../../../proto/codec.js';
import type { Checker } from './checker.js';

/**
 * Terms, views and rounds only grow, also from one coordinator to the next, and a number never means two things. Only
 * the loss of the store excuses numbers that start anew; a coordinator that lives through it repeats what was announced.
 */
export function numberingChecker(): Checker {
  let known = new Map<string, string>();
  let beforeWipe: ReadonlyMap<string, string> = new Map();
  let roundMax = 0;
  let newest: Pick<Announcement, 'term' | 'sequence' | 'view' | 'decision' | 'stop'> | null = null;
  const remember = (name: string, content: unknown): void => {
    const text = JSON.stringify(content);
    const before = known.get(name);
    assert.equal(before ?? text, text, `${name} means two things`);
    known.set(name, text);
  };
  const rememberRound = ({ number, startStep, endStep, members }: Round): void => {
    const name = `round ${number}`;
    const content = [startStep, endStep, members];
    if (!known.has(name) && beforeWipe.get(name) !== JSON.stringify(content)) {
      assert.ok(number > roundMax, `round ${number} announced after round ${roundMax}`);
    }
    remember(name, content);
    roundMax = Math.max(roundMax, number);
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
        rememberRound(round);
      }
    },
    onCoordinator(before, after) {
      assert.ok(after.term >= before.term, `the term fell from ${before.term} to ${after.term}`);
      assert.ok(after.roundMax >= before.roundMax, 'the highest round number fell');
      assert.ok(after.view.version >= before.view.version, 'the view version fell');
    },
    onWipe() {
      beforeWipe = new Map([...beforeWipe, ...known]);
      known = new Map();
      roundMax = 0;
      newest = null;
    },
  };
}
