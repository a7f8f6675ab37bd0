import assert from 'node:assert/strict';
import type { Scheme } from '../../../proto/scheme.js';
import type { Checker } from './checker.js';

/**
 * No step is left out by all: whatever step a peer has trained, every one before it was trained by somebody. Who comes back
 * to a strict run enters where its cohort is, which may have failed by then; in a mixed run it may land in an epoch in which
 * nobody waits.
 */
export function skippingChecker({ strict, mixed }: Scheme): Checker {
  const trained = new Set<number>();
  let furthest = -1;
  return {
    onTrained(_, step) {
      trained.add(step);
      furthest = Math.max(furthest, step);
    },
    onOver() {
      if (strict || mixed) return;
      const skipped = Array.from({ length: furthest + 1 }, (__, step) => step).filter(
        (step) => !trained.has(step),
      );
      assert.equal(
        skipped.length,
        0,
        `${skipped.length} steps were skipped by all, from step ${skipped[0]} on, though step ${furthest} was trained`,
      );
    },
  };
}
